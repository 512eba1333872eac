import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListState } from './list-state.ts'

type Props = {
  list: ListState
  sorts: readonly { value: string; label: string }[]
  exports?: { excel: string; csv: string }
}

/** At the right above a list: its order, and the same rows as a file. */
export function ListTools({ list, sorts, exports }: Props) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="list-order">
      {sorts.length > 1 && (
        <label htmlFor={id}>
          <span className="visually-hidden">{t('web.list.sort')}</span>
          <select id={id} value={list.sort} onChange={event => list.setSort(event.target.value)}>
            {sorts.map(sort => (
              <option key={sort.value} value={sort.value}>
                {sort.label}
              </option>
            ))}
          </select>
        </label>
      )}
      {exports && (
        <>
          <a href={exports.excel} download>
            {t('action.export_excel')}
          </a>
          <a href={exports.csv} download>
            CSV
          </a>
        </>
      )}
    </div>
  )
}
