import { AWARD_LEVELS, CERTIFICATE_LEVELS, type Condition, type Leaf, PRIZES, wordsOf } from './bridge.ts'

const atLeastAs = (order: readonly string[], strict: string | null, loose: string | null) =>
  loose === null || (strict !== null && order.indexOf(strict) >= order.indexOf(loose))
const noLess = (strict: number | null, loose: number | null) =>
  loose === null || (strict !== null && strict >= loose)
const noMore = (strict: number | null, loose: number | null) =>
  loose === null || (strict !== null && strict <= loose)
const sameWords = (strict: string | null, loose: string | null) =>
  loose === null || (strict !== null && wordsOf(strict).includes(wordsOf(loose)))

/** Whether every outcome that fits the first fits the second as well. Never says so wrongly; may miss a case. */
export function implies(strict: Leaf, loose: Leaf): boolean {
  if (!noMore(strict.withinYears, loose.withinYears)) return false
  switch (loose.is) {
    case 'course':
      return (
        strict.is === 'course' &&
        strict.courseIds.every(id => loose.courseIds.includes(id)) &&
        noLess(strict.minScore, loose.minScore)
      )
    case 'competency':
      return (
        strict.is === 'competency' &&
        strict.competencyId === loose.competencyId &&
        strict.level >= loose.level
      )
    case 'certificate':
      return (
        strict.is === 'certificate' &&
        sameWords(strict.named, loose.named) &&
        atLeastAs(CERTIFICATE_LEVELS, strict.level, loose.level)
      )
    case 'award':
      return (
        strict.is === 'award' &&
        sameWords(strict.named, loose.named) &&
        atLeastAs(AWARD_LEVELS, strict.level, loose.level) &&
        atLeastAs(PRIZES, strict.prize, loose.prize) &&
        noMore(strict.teamPlaceAtMost, loose.teamPlaceAtMost)
      )
    case 'project_rating':
    case 'test':
      return (
        strict.is === loose.is &&
        sameWords(strict.named, loose.named) &&
        noLess(strict.minScore, loose.minScore)
      )
    case 'work':
      return (
        strict.is === 'work' &&
        strict.kinds.every(kind => loose.kinds.includes(kind)) &&
        noLess(strict.minHours, loose.minHours)
      )
    case 'short_course':
      return (
        strict.is === 'short_course' &&
        sameWords(strict.named, loose.named) &&
        noLess(strict.minHours, loose.minHours)
      )
  }
}

const isLeaf = (condition: Condition): condition is Leaf => !['all', 'any', 'not'].includes(condition.is)

/** Whether a condition is met by everybody, whatever they have. */
export function isAlways(condition: Condition): boolean {
  if (condition.is === 'all') return condition.of.every(isAlways)
  if (condition.is === 'any') return condition.of.some(isAlways)
  return condition.is === 'not' && isNever(condition.of)
}

/** Whether no outcomes whatever can meet a condition. Never says so wrongly; may miss a case. */
export function isNever(condition: Condition): boolean {
  if (condition.is === 'any') return condition.of.every(isNever)
  if (condition.is === 'not') return isAlways(condition.of)
  if (condition.is !== 'all') return false
  const parts = flatten(condition.of)
  if (parts.some(isNever)) return true
  const barred = parts.flatMap(part => (part.is === 'not' ? barredBy(part.of) : []))
  // What is asked for and what must not be: the same, or less.
  return parts.some(part => isLeaf(part) && barred.some(other => implies(part, other)))
}

/** Parts that all have to hold: an `all` within an `all` is the same as its parts. */
const flatten = (parts: readonly Condition[]): Condition[] =>
  parts.flatMap(part => (part.is === 'all' ? flatten(part.of) : [part]))
/** None of an `any` may be there when the whole is barred. */
const barredBy = (condition: Condition): Leaf[] => {
  if (condition.is === 'any') return condition.of.flatMap(barredBy)
  return isLeaf(condition) ? [condition] : []
}
