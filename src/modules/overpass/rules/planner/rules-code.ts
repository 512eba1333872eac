import {
  AWARD_LEVELS,
  type Bridge,
  CERTIFICATE_LEVELS,
  type Condition,
  type Leaf,
  PRIZES,
} from '../bridge.ts'
import { dayCode, withinYear } from './calendar.ts'
import type { Ids } from './ids.ts'
import { Ints, Rows } from './ints.ts'

export const LEAF = 0
export const ALL = 1
export const ANY = 2
export const NOT = 3
/** No cap. */
export const NO_CAP = 2 ** 30

const NO = -1
const LEAVES = [
  'course',
  'competency',
  'certificate',
  'award',
  'project_rating',
  'work',
  'short_course',
  'test',
]
const half = (score: number | null) => (score === null ? NO : score * 2)

export const tenths = (credits: number) => Math.round(credits * 10)

/**
 * Rules as rows of numbers. Leaves are kept once, since many rules ask for the same; conditions and recognitions stand
 * one behind the other in `code`.
 */
export class RulesCode {
  readonly code = new Ints(1024)
  readonly leaves: Leaf[] = []
  readonly recognitionIds: string[] = []
  private readonly leafRows = new Rows()
  private readonly row = new Ints(64)
  private readonly words = new Map<string, number>()
  private readonly recognitionNumbers = new Map<string, number>()
  private readonly intakeRows = new Rows()
  private readonly intakesAt = new Ints()
  private readonly courses: Ids
  private readonly slotCourse: Ints
  private readonly competencies: Ids
  private expectFrom = 0
  private expectEnd = 0

  constructor(courses: Ids, slotCourse: Ints, competencies: Ids) {
    this.courses = courses
    this.slotCourse = slotCourse
    this.competencies = competencies
  }

  /** Among which slots the courses that the next rules name are looked for first. */
  expect(from: number, end: number): void {
    this.expectFrom = from
    this.expectEnd = end
  }

  /** Writes a condition; where it begins. */
  condition(condition: Condition): number {
    const at = this.code.length
    this.write(condition)
    return at
  }

  /** Writes a bridge's recognitions as far as they are for courses of the target, its slots; where they begin. */
  recognitions(rule: Bridge, slots: number, end: number): number {
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
        const slot = this.courses.seek(courseId, this.slotCourse.data, slots, end)
        if (slot < 0) continue
        code.push(slot - slots)
        code.push(tenths(credits))
        code.data[count] = (code.data[count] as number) + 1
      }
    }
    return at
  }

  /** Writes the days of the year on which one can begin; where they begin. */
  intakes(days: readonly string[]): number {
    const { row } = this
    row.length = 0
    for (const day of days) row.push(withinYear(dayCode(day)))
    const known = this.intakeRows.add(row)
    if (known < this.intakesAt.length) return this.intakesAt.at(known)
    const at = this.code.length
    this.intakesAt.push(at)
    const dates = [...new Set(row.data.subarray(0, row.length))].sort((a, b) => a - b)
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
    this.describe(leaf)
    const number = this.leafRows.add(this.row)
    if (number === this.leaves.length) this.leaves.push(leaf)
    return number
  }

  /** Writes a leaf into `row` so that two are alike when they ask for the same. */
  private describe(leaf: Leaf): void {
    const { row } = this
    row.length = 0
    row.push(LEAVES.indexOf(leaf.is))
    row.push(leaf.withinYears ?? NO)
    if ('named' in leaf) row.push(leaf.named === null ? NO : this.word(leaf.named))
    switch (leaf.is) {
      case 'course':
        row.push(half(leaf.minScore))
        for (const id of leaf.courseIds) row.push(this.course(id))
        return
      case 'competency':
        row.push(this.competencies.add(leaf.competencyId))
        row.push(leaf.level)
        return
      case 'certificate':
        row.push(leaf.level === null ? NO : CERTIFICATE_LEVELS.indexOf(leaf.level))
        return
      case 'award':
        row.push(leaf.level === null ? NO : AWARD_LEVELS.indexOf(leaf.level))
        row.push(leaf.prize === null ? NO : PRIZES.indexOf(leaf.prize))
        row.push(leaf.teamPlaceAtMost ?? NO)
        return
      case 'project_rating':
      case 'test':
        row.push(half(leaf.minScore))
        return
      case 'short_course':
      case 'work':
        row.push(this.word(`${leaf.minHours}`))
        if (leaf.is === 'work') for (const kind of leaf.kinds) row.push(this.word(kind))
    }
  }

  private course(id: string): number {
    const slot = this.courses.seek(id, this.slotCourse.data, this.expectFrom, this.expectEnd)
    return slot < 0 ? this.courses.add(id) : this.slotCourse.at(slot)
  }

  private word(text: string): number {
    let number = this.words.get(text)
    if (number === undefined) {
      number = this.words.size
      this.words.set(text, number)
    }
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
