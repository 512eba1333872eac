import { useTranslation } from 'react-i18next'
import { useFormat } from '../format.ts'
import type { ListState } from './list-state.ts'

export type Facet = {
  name: string
  label: string
  options: readonly { value: string; label: string; count?: number }[]
  /** Takes one value at a time. */
  single?: boolean
}

type Props = { list: ListState; facets: readonly Facet[] }

/** The facets at the left of a list, with counts. */
export function Facets({ list, facets }: Props) {
  const { number } = useFormat()
  return facets.map(facet => (
    <fieldset key={facet.name} className="facet">
      <legend>{facet.label}</legend>
      {facet.options.map(option => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={list.all(facet.name).includes(option.value)}
            onChange={() => list.toggle(facet.name, option.value, facet.single)}
          />
          <span>{option.label}</span>
          {option.count !== undefined && <span className="facet-count">{number(option.count)}</span>}
        </label>
      ))}
    </fieldset>
  ))
}

/** What is chosen, each with a way to drop it. */
export function Chips({ list, facets }: Props) {
  const { t } = useTranslation()
  const chosen = facets.flatMap(facet =>
    list.all(facet.name).map(value => ({
      facet: facet.name,
      value,
      label: facet.options.find(option => option.value === value)?.label ?? value,
    })),
  )
  if (chosen.length === 0) return null
  return (
    <ul className="chips" aria-label={t('web.list.chosen')}>
      {chosen.map(({ facet, value, label }) => (
        <li key={`${facet} ${value}`}>
          <button
            type="button"
            className="chip"
            aria-label={t('web.list.remove', { label })}
            onClick={() => list.toggle(facet, value)}
          >
            {label}
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <button type="button" className="quiet-button" onClick={list.clear}>
            {t('web.list.clear')}
          </button>
        </li>
      )}
    </ul>
  )
}
