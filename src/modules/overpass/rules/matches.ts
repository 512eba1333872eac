import { AWARD_LEVELS, CERTIFICATE_LEVELS, type Leaf, type Outcome, PRIZES, wordsOf } from './bridge.ts'

/** The first day that is no more than so many years before `today`; compares as text, so it need not exist itself. */
export const yearsBefore = (today: string, years: number): string =>
  `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`

const atLeast = (order: readonly string[], found: string | null, least: string | null) =>
  least === null || (found !== null && order.indexOf(found) >= order.indexOf(least))
const reaches = (found: number | null, least: number | null) =>
  least === null || (found !== null && found >= least)
const says = (outcome: Outcome, named: string | null) =>
  named === null || outcome.words.includes(wordsOf(named))

/**
 * Whether an outcome is what a rule asks for. A day in the future and a failed result never are; both boundary days
 * of a validity count.
 */
export function matches(leaf: Leaf, outcome: Outcome, today: string, validYears: number | null): boolean {
  if (outcome.heldOn > today || outcome.passed === false) return false
  const years = Math.min(leaf.withinYears ?? Number.POSITIVE_INFINITY, validYears ?? Number.POSITIVE_INFINITY)
  if (Number.isFinite(years) && outcome.heldOn < yearsBefore(today, years)) return false
  switch (leaf.is) {
    case 'course':
      return (
        outcome.kind === 'course_result' &&
        outcome.courseId !== null &&
        leaf.courseIds.includes(outcome.courseId) &&
        reaches(outcome.score, leaf.minScore)
      )
    case 'competency':
      return outcome.competencies.some(each => each.id === leaf.competencyId && each.level >= leaf.level)
    case 'certificate':
      return (
        outcome.kind === 'certificate' &&
        atLeast(CERTIFICATE_LEVELS, outcome.level, leaf.level) &&
        says(outcome, leaf.named)
      )
    case 'award':
      return (
        outcome.kind === 'award' &&
        atLeast(AWARD_LEVELS, outcome.level, leaf.level) &&
        atLeast(PRIZES, outcome.prize, leaf.prize) &&
        // Without a place it was won alone.
        (leaf.teamPlaceAtMost === null || (outcome.teamPlace ?? 1) <= leaf.teamPlaceAtMost) &&
        says(outcome, leaf.named)
      )
    case 'project_rating':
      return (
        outcome.kind === 'project_rating' &&
        reaches(outcome.score, leaf.minScore) &&
        says(outcome, leaf.named)
      )
    case 'work':
      return leaf.kinds.some(kind => kind === outcome.kind) && reaches(outcome.hours, leaf.minHours)
    case 'short_course':
      return (
        outcome.kind === 'short_course' && reaches(outcome.hours, leaf.minHours) && says(outcome, leaf.named)
      )
    case 'test':
      return (
        outcome.kind === 'course_result' &&
        outcome.courseId === null &&
        reaches(outcome.score, leaf.minScore) &&
        says(outcome, leaf.named)
      )
  }
}
