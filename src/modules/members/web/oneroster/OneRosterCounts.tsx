import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import type { OneRosterImport } from '../../contract.ts'
import { READ_FILES, type ReadFile } from '../../rules/oneroster/files.ts'

type Counts = NonNullable<OneRosterImport['counts']>
const OUTCOMES = ['added', 'changed', 'back', 'ended', 'unchanged'] as const

/** What each file changes. */
export function OneRosterCounts({ counts }: { counts: Counts }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <DataTable
      label={t('members.oneroster.preview')}
      rows={counts}
      rowKey={row => row.file}
      columns={[
        {
          key: 'file',
          title: t('members.oneroster.file'),
          render: row => (
            <>
              {t(`members.oneroster.files.${row.file}`)}{' '}
              <span className="caption">{t(`members.oneroster.mode.${row.mode}`)}</span>
            </>
          ),
        },
        { key: 'rows', title: t('members.oneroster.rows'), align: 'end', render: row => number(row.rows) },
        ...OUTCOMES.map(outcome => ({
          key: outcome,
          title: t(`members.oneroster.${outcome}`),
          align: 'end' as const,
          render: (row: Counts[number]) => number(row[outcome]),
        })),
      ]}
    />
  )
}

const isFile = (name: string): name is ReadFile => (READ_FILES as readonly string[]).includes(name)

/** Remarks that refuse nothing: what was not read, and what became something else. */
export function OneRosterNotes({ notes }: { notes: OneRosterImport['notes'] }) {
  const { t } = useTranslation()
  if (notes.length === 0) return null
  return (
    <>
      <h3 className="oneroster-heading">{t('members.oneroster.notes')}</h3>
      <ul className="oneroster-notes">
        {notes.map(({ code, file, count }) => (
          <li key={`${code} ${file}`}>
            <strong>{isFile(file) ? t(`members.oneroster.files.${file}`) : file}</strong>{' '}
            {t(`members.oneroster.note.${code}`, { count })}
          </li>
        ))}
      </ul>
    </>
  )
}
