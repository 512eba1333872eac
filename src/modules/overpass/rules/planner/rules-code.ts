import type { Bridge, Condition, Leaf } from '../bridge.ts'
import { dayCode, withinYear } from './calendar.ts'
import type { Ids } from './ids.ts'
import { Ints } from './ints.ts'

export const LEAF = 0
export const ALL = 1
export const ANY = 2
export const NOT = 3
/** No cap. */
export const NO_CAP = 2 ** 30

export const tenths = (credits: number) => Math.round(credits * 10)

/**
 * Rules as rows of numbers. Leaves are kept once, since many rules ask for the same; conditions and recognitions stand
 * one behind the other in `code`.
 */
export class RulesCode {
  readonly code = new Ints(1024)
  readonly leaves: Leaf[] = []
  readonly recognitionIds: string[] = []
  private readonly leafNumbers = new Map<string, number>()
  private readonly recognitionNumbers = new Map<string, number>()
  private readonly known = new WeakMap<Leaf, number>()
  private readonly courses: Ids

  constructor(courses: Ids) {
    this.courses = courses
  }

  /** Writes a condition; where it begins. */
  condition(condition: Condition): number {
    const at = this.code.length
    this.write(condition)
    return at
  }

  /** Writes a bridge's recognitions as far as they are for courses of the target; where they begin. */
  recognitions(rule: Bridge, slotOf: (courseId: string) => number): number {
    const { code } = this
    const at = code.length
    code.push(rule.recognitions.length)
    for (const each of rule.recognitions) {
      code.push(this.leaf(each.when))
      code.push(each.cap === null ? NO_CAP : tenths(each.cap))
      code.push(this.recognitionId(each.id))
      const count = code.length
      code.push(0)
      for (const { courseId, credits } of each.courses) {
        const slot = slotOf(courseId)
        if (slot < 0) continue
        code.push(slot)
        code.push(tenths(credits))
        code.data[count] = (code.data[count] as number) + 1
      }
    }
    return at
  }

  /** Writes the days of the year on which one can begin; where they begin. */
  intakes(days: readonly string[]): number {
    const at = this.code.length
    const dates = [...new Set(days.map(day => withinYear(dayCode(day))))].sort((a, b) => a - b)
    this.code.push(dates.length)
    for (const date of dates) this.code.push(date)
    return at
  }

  private write(condition: Condition): void {
    if (condition.is === 'all' || condition.is === 'any') {
      this.code.push(condition.is === 'all' ? ALL : ANY)
      this.code.push(condition.of.length)
      for (const each of condition.of) this.write(each)
    } else if (condition.is === 'not') {
      this.code.push(NOT)
      this.write(condition.of)
    } else {
      this.code.push(LEAF)
      this.code.push(this.leaf(condition))
    }
  }

  private leaf(leaf: Leaf): number {
    const before = this.known.get(leaf)
    if (before !== undefined) return before
    const key =
      leaf.is === 'course'
        ? `${leaf.courseIds.map(id => this.courses.add(id)).join()}|${leaf.minScore}|${leaf.withinYears}`
        : JSON.stringify(leaf)
    let number = this.leafNumbers.get(key)
    if (number === undefined) {
      number = this.leaves.length
      this.leaves.push(leaf)
      this.leafNumbers.set(key, number)
    }
    this.known.set(leaf, number)
    return number
  }

  private recognitionId(id: string): number {
    let number = this.recognitionNumbers.get(id)
    if (number === undefined) {
      number = this.recognitionIds.length
      this.recognitionIds.push(id)
      this.recognitionNumbers.set(id, number)
    }
    return number
  }
}
