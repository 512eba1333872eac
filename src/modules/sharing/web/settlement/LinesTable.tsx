import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import type { SettlementLine } from '../../contract/settlements.ts'
import { useWords } from '../words.ts'

/** Every use, each leading to its booking; what the other side gives was taken. */
export function LinesTable({ lines, other }: { lines: readonly SettlementLine[]; other: string }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const words = useWords()
  const cost = ({ fen, points }: SettlementLine) =>
    [fen > 0 && words.money(fen), points > 0 && words.points(points)].filter(Boolean).join(' + ') ||
    t('sharing.fee.free')
  return (
    <DataTable<SettlementLine>
      label={t('sharing.settlement.lines')}
      columns={[
        { key: 'title', title: t('sharing.column.title'), render: row => name(row.title) },
        {
          ...{ key: 'direction', title: t('sharing.column.direction') },
          render: row => t(row.giverId === other ? 'sharing.settlement.taken' : 'sharing.settlement.given'),
        },
        { key: 'day', title: t('sharing.column.day'), render: row => day(row.day, 'short') },
        {
          ...{ key: 'hours', title: t('sharing.column.hours'), align: 'end' },
          render: row => t('sharing.settlement.hours', { hours: words.hours(row.hours) }),
        },
        {
          ...{ key: 'people', title: t('sharing.column.person_hours'), align: 'end', wideOnly: true },
          render: row => words.hours(row.personHours),
        },
        { key: 'cost', title: t('sharing.column.fee'), align: 'end', render: cost },
        {
          ...{ key: 'late', title: t('sharing.column.late'), wideOnly: true },
          render: row => row.late && t('sharing.settlement.late'),
        },
      ]}
      rows={[...lines]}
      rowKey={row => `${row.bookingId} ${row.offerId}`}
      rowLink={row => `/bookings/${row.bookingId}`}
    />
  )
}
