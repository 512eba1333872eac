import type { Bridge } from './bridge.ts'

/** For whom a signed bridge is: its parties and the years of entry its rules hold for. */
export type Scope = { partyIds: readonly string[]; fromCohort: number | null; untilCohort: number | null }
/** A learner as far as a bridge asks: at which school, in which programme, of which year of entry. */
export type Standing = {
  organisationId: string
  programmeId: string | null
  level: string | null
  cohort: number | null
}

/**
 * Whether a bridge is there for a learner: an agreement binds its parties alone, both boundary cohorts are within it,
 * and where it names cohorts a learner without one is not.
 */
export function fits({ from }: Pick<Bridge, 'from'>, scope: Scope, standing: Standing): boolean {
  if (!scope.partyIds.includes(standing.organisationId)) return false
  const { cohort } = standing
  if (scope.fromCohort !== null && (cohort === null || cohort < scope.fromCohort)) return false
  if (scope.untilCohort !== null && (cohort === null || cohort > scope.untilCohort)) return false
  return fitsFrom(from, standing)
}

/** Whether a bridge starts where somebody learns: in one of its programmes or levels, or anywhere. */
export function fitsFrom(
  { programmeIds, levels }: Bridge['from'],
  { programmeId, level }: Pick<Standing, 'programmeId' | 'level'>,
): boolean {
  if (programmeIds.length === 0 && levels.length === 0) return true
  return (programmeId !== null && programmeIds.includes(programmeId)) || levels.some(each => each === level)
}
