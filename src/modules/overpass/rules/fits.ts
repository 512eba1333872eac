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
 * and where it names cohorts a learner without one is not. One programme or one level of those named is enough.
 */
export function fits({ from }: Pick<Bridge, 'from'>, scope: Scope, standing: Standing): boolean {
  if (!scope.partyIds.includes(standing.organisationId)) return false
  const { cohort } = standing
  if (scope.fromCohort !== null && (cohort === null || cohort < scope.fromCohort)) return false
  if (scope.untilCohort !== null && (cohort === null || cohort > scope.untilCohort)) return false
  if (from.programmeIds.length === 0 && from.levels.length === 0) return true
  return (
    (standing.programmeId !== null && from.programmeIds.includes(standing.programmeId)) ||
    from.levels.some(level => level === standing.level)
  )
}
