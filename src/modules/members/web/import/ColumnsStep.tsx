import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import type { ImportSettings, OneImport } from '../../contract.ts'
import { columnLetters } from '../../rules/roster/columns.ts'
import { missingFields, ROSTER_FIELDS, type RosterField } from '../../rules/roster/fields.ts'
import { RulesFields } from './RulesFields.tsx'

const LEAVE_OUT = ''
type Props = { roster: OneImport; settings: ImportSettings; onChange: (settings: ImportSettings) => void }

/** What each column of the file means, and what happens to people whom the file lacks. */
export function ColumnsStep({ roster, settings, onChange }: Props) {
  const { t } = useTranslation()
  const { columns } = roster.source
  const chosen = new Map(settings.columns.map(({ column, field }) => [column, field]))
  const sensitive = columns.filter(column => column.reason === 'sensitive')
  const missing = missingFields([...chosen.values()])[0]
  const choose = (column: number, field: RosterField | typeof LEAVE_OUT) => {
    // A meaning has one column: choosing it here takes it from where it was.
    const others = settings.columns.filter(choice => choice.column !== column && choice.field !== field)
    const next = field === LEAVE_OUT ? others : [...others, { column, field }]
    onChange({ ...settings, columns: next.sort((a, b) => a.column - b.column) })
  }
  const options = [
    { value: LEAVE_OUT, label: t('members.import.leave_out') },
    ...ROSTER_FIELDS.map(field => ({ value: field, label: t(`members.import.field.${field}`) })),
  ]
  const samples = (column: number) =>
    [...new Set((roster.sample ?? []).map(cells => cells[column - 1]).filter(Boolean))].slice(0, 3).join('、')
  return (
    <>
      {sensitive.length > 0 && (
        <p className="caption">
          {t('members.import.sensitive_note', { columns: sensitive.map(({ header }) => header).join('、') })}
        </p>
      )}
      <DataTable
        label={t('members.import.step.columns')}
        rows={columns}
        rowKey={({ column }) => String(column)}
        columns={[
          {
            key: 'column',
            title: t('members.import.column'),
            render: ({ column, header }) => (
              <>
                <span className="caption">{columnLetters(column)}</span> {header}
              </>
            ),
          },
          {
            key: 'sample',
            title: t('members.import.sample'),
            render: ({ column }) => <span className="caption">{samples(column)}</span>,
          },
          {
            key: 'meaning',
            title: t('members.import.meaning'),
            render: ({ column, header, reason, field }) =>
              reason === 'sensitive' ? (
                <span className="caption">{t('members.import.reason.sensitive')}</span>
              ) : (
                <>
                  <Select<RosterField | typeof LEAVE_OUT>
                    aria-label={`${header}: ${t('members.import.meaning')}`}
                    className="import-meaning"
                    value={chosen.get(column) ?? LEAVE_OUT}
                    options={options}
                    onChange={next => choose(column, next)}
                  />
                  {(chosen.get(column) ?? null) === field && (
                    <div className="caption">{t(`members.import.reason.${reason}`)}</div>
                  )}
                </>
              ),
          },
        ]}
      />
      {missing && (
        <p role="alert" className="attention">
          {t(missing === 'name' ? 'error.import.no_name' : 'error.import.no_key')}
        </p>
      )}
      <RulesFields roster={roster} settings={settings} onChange={onChange} />
    </>
  )
}
