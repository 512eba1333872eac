import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import type { DataPartView } from '../../contract.ts'
import { useKey } from './use-key.ts'

type Value = DataPartView['rows'][number][number]['value']

/** The words of a value as it is kept. */
function useDataValue(): (value: Value) => string {
  const { day, instant, name } = useFormat()
  const key = useKey()
  return value => {
    if (value.as === 'key') return key(value.text)
    if (value.as === 'day') return day(value.text)
    if (value.as === 'instant') return instant(value.text)
    if (value.as === 'names') return name({ zh: value.text, en: value.en ?? null })
    return value.text
  }
}

/** What is kept of one kind: one row as facts, several as lines; and how many more there are. */
export function DataRows({ part }: { part: DataPartView }) {
  const { t } = useTranslation()
  const key = useKey()
  const words = useDataValue()
  const { rows, total } = part
  const [only] = rows
  if (only && rows.length === 1)
    return <FactList facts={only.map(f => ({ label: key(`data.field.${f.name}`), value: words(f.value) }))} />
  return (
    <>
      <ul className="plain-list">
        {rows.map(row => (
          <li key={JSON.stringify(row)}>
            <span>{row[0] && words(row[0].value)}</span>
            <span className="caption">
              {row
                .slice(1)
                .map(f => words(f.value))
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <p className="caption">{t('members.data.shown', { shown: rows.length, total })}</p>
      )}
    </>
  )
}
