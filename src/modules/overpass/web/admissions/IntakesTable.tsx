import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import type { Intake } from '../../contract.ts'
import { PhaseTag } from './PhaseTag.tsx'

/** Intakes, each with its days, seats and how it stands. */
export function IntakesTable({ label, rows }: { label: string; rows: readonly Intake[] }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  return (
    <DataTable
      label={label}
      rows={rows}
      rowKey={row => row.id}
      rowLink={row => `/intakes/${row.id}`}
      columns={[
        {
          ...{ key: 'programme', title: t('overpass.field.programme') },
          render: row => name(row.programme.name),
        },
        {
          ...{ key: 'school', title: t('overpass.field.school'), wideOnly: true },
          render: row => name(row.organisation.name),
        },
        {
          ...{ key: 'closes', title: t('overpass.intake.closes') },
          render: row => t('overpass.intake.until', { day: day(row.closesOn, 'short') }),
        },
        {
          ...{ key: 'starts', title: t('overpass.intake.starts'), align: 'end', wideOnly: true },
          render: row => day(row.startsOn, 'short'),
        },
        {
          ...{ key: 'seats', title: t('overpass.intake.seats') },
          render: row => t('overpass.intake.seats_of', { count: row.seats }),
        },
        { key: 'phase', title: t('overpass.field.state'), render: row => <PhaseTag intake={row} /> },
      ]}
    />
  )
}
