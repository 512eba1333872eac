import type { ReactNode } from 'react'

export type Fact = { label: string; value: ReactNode; note?: ReactNode }

/** Facts as label and value; what has no value is left out. */
export function FactList({ facts }: { facts: readonly (Fact | false | null | undefined)[] }) {
  const shown = facts.filter((fact): fact is Fact => {
    if (!fact) return false
    return fact.value !== null && fact.value !== undefined && fact.value !== ''
  })
  return (
    <dl className="facts">
      {shown.map(fact => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.note && <div className="caption">{fact.note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
