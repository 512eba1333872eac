import type { RelationKind } from '../../rules/relations.ts'

/** At which side an arrow says who is led or guided; partners and allies are even. */
export const GUIDED: Record<RelationKind, 'from' | 'to' | null> = {
  lead_of: 'to',
  supervised_by: 'from',
  partner_of: null,
  alliance_of: null,
}

/** A piece of the line that stands for a kind of relation. */
export function LineSample({ kind }: { kind: RelationKind }) {
  return (
    <svg width="30" height="10" viewBox="0 0 30 10" aria-hidden="true">
      <path d="M1 5h25" className="network-line" data-kind={kind} />
      {GUIDED[kind] && <path d="M23 1.6 29 5l-6 3.4z" className="network-arrow" data-kind={kind} />}
    </svg>
  )
}
