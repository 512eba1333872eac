/** What is wrong with a proposal to end a signed version, at which field; null when it can be made. */
export type EndingProblem = {
  code: 'past' | 'after_end' | 'cohort' | 'cohort_unknown' | 'strands'
  field: 'endsOn' | 'lastCohort' | 'handover'
}

type Proposal = { endsOn: string; handover: 'finish' | 'stop'; lastCohort: number | null }
type Version = { untilDate: string | null; fromCohort: number | null; untilCohort: number | null }

/**
 * An end lies ahead and before the agreed one. What is for years of entry is ended for years of entry to come: those
 * who are on it finish under it, so that nobody who has begun a way loses it.
 */
export function problemOf(proposal: Proposal, version: Version, today: string): EndingProblem | null {
  const { endsOn, handover, lastCohort } = proposal
  if (endsOn < today) return { code: 'past', field: 'endsOn' }
  if (version.untilDate !== null && endsOn > version.untilDate) return { code: 'after_end', field: 'endsOn' }
  if (version.fromCohort === null)
    return lastCohort === null ? null : { code: 'cohort_unknown', field: 'lastCohort' }
  if (handover === 'stop') return { code: 'strands', field: 'handover' }
  const fits =
    lastCohort !== null &&
    lastCohort >= version.fromCohort &&
    (version.untilCohort === null || lastCohort <= version.untilCohort)
  return fits ? null : { code: 'cohort', field: 'lastCohort' }
}
