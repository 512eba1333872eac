import type { Handover, State, Status } from './vocabulary.ts'

/** What the life of a version depends on; days as `yyyy-mm-dd`. */
export type Term = {
  state: State
  fromDate: string
  untilDate: string | null
  signedOn: string | null
  endedOn: string | null
  handover: Handover | null
}

const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b)

/** The first and the last day on which a signed version holds; null where it never does. It holds for nothing before it was signed. */
export function forceOf(term: Term): { from: string; until: string | null } | null {
  if (term.signedOn === null) return null
  const from = term.fromDate > term.signedOn ? term.fromDate : term.signedOn
  const until = earlier(term.untilDate, term.endedOn)
  return until !== null && until < from ? null : { from, until }
}

export function statusOf(term: Term, today: string): Status {
  if (term.state === 'draft' || term.state === 'review' || term.state === 'withdrawn') return term.state
  const force = forceOf(term)
  if (!force || (force.until !== null && force.until < today)) return 'over'
  return force.from > today ? 'coming' : 'in_force'
}
