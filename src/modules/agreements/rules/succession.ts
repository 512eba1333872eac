import { forceOf, type Term } from './status.ts'

export type Signed = Term & {
  signedOn: string
  fromCohort: number | null
  untilCohort: number | null
  /** The last year of entry left to it by a version that followed. */
  lastCohort: number | null
}

type Span = { from: number | null; until: number | null }

function cohortsOf({ fromCohort, untilCohort, lastCohort }: Signed): Span | null {
  const ends = [untilCohort, lastCohort].filter(end => end !== null)
  const until = ends.length ? Math.min(...ends) : null
  return until !== null && fromCohort !== null && until < fromCohort ? null : { from: fromCohort, until }
}

const shareCohorts = (a: Span, b: Span) =>
  (a.until ?? Infinity) >= (b.from ?? -Infinity) && (b.until ?? Infinity) >= (a.from ?? -Infinity)

/** Whether two signed versions hold for the same year of entry on the same day. */
export function overlap(a: Signed, b: Signed): boolean {
  const [first, second] = [forceOf(a), forceOf(b)]
  const [some, others] = [cohortsOf(a), cohortsOf(b)]
  if (!first || !second || !some || !others) return false
  const days = (first.until ?? '9999') >= second.from && (second.until ?? '9999') >= first.from
  return days && shareCohorts(some, others)
}

const dayBefore = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/**
 * What an earlier version of the same agreement becomes when a later one is signed. Where they overlap, the later one
 * takes over from its first year of entry on; an earlier one with no year of entry left ends the day before the later
 * one begins, and who is on it moves. The database does the same in `agreements.complete`.
 */
export function takesOver(earlier: Signed, later: Signed): Signed {
  const begins = forceOf(later)?.from
  if (!begins || !overlap(earlier, later)) return earlier
  const whole =
    later.fromCohort === null || (earlier.fromCohort !== null && earlier.fromCohort >= later.fromCohort)
  if (!whole) return { ...earlier, lastCohort: (later.fromCohort as number) - 1 }
  return { ...earlier, state: 'ended', endedOn: dayBefore(begins), handover: earlier.handover ?? 'move' }
}
