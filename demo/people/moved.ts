import type { Calendar } from '../calendar.ts'
import { isSecondary, type Organisation } from '../organisations/kinds.ts'
import { GROUP_MEMBERS, TOLD_SCHOOLS } from '../organisations/list.ts'
import { classesOf, type DemoClass } from './classes.ts'
import { type Learner, learnerAt } from './learner.ts'

// They come before all colleges, so that who goes on is there already.
const SECONDARY = GROUP_MEMBERS.filter(isSecondary)
const COLLEGES = TOLD_SCHOOLS.filter(school => school.kind === 'higher_vocational_college')
/** Learners whom each college has from secondary schools that tell of them here. */
const GRADUATES_EACH = 4
const FIRST_SEAT = 2
/** A seat beyond those of any class, for who has left it in the first winter. */
export const LEAVERS_SEAT = 40

/** Whether the graduate of a secondary school on this seat may have gone on to a college of the group. */
export function mayGoOn(school: Organisation, seat: number): boolean {
  return SECONDARY.includes(school) && seat >= FIRST_SEAT && seat < FIRST_SEAT + COLLEGES.length
}

/** The class that pupils change between: the first one of the second year. */
export function isChangingClass(school: Organisation, group: DemoClass, calendar: Calendar): boolean {
  return (
    SECONDARY.includes(school) &&
    !group.graduated &&
    group.programme === 1 &&
    group.number === 1 &&
    group.cohort === calendar.year - 1
  )
}

/** Whether a pupil has left this class for the next school. */
export function losesOne(school: Organisation, group: DemoClass, calendar: Calendar): boolean {
  return isChangingClass(school, group, calendar) && school !== SECONDARY.at(-1)
}

/** Who was at another school before taking this seat; undefined for nearly everyone. */
export function moverOf(
  school: Organisation,
  group: DemoClass,
  seat: number,
  calendar: Calendar,
): Learner | undefined {
  if (isChangingClass(school, group, calendar) && seat === group.seats) {
    const before = SECONDARY[SECONDARY.indexOf(school) - 1]
    return before && learnerAt(before, { ...group, programme: 1, number: 1 }, LEAVERS_SEAT)
  }
  const college = COLLEGES.indexOf(school)
  if (college < 0 || seat > GRADUATES_EACH || group.cohort !== calendar.year) return undefined
  if (group.programme !== 1 || group.number !== 1) return undefined
  // Each college takes from every second school, each from a seat of its own.
  const from = SECONDARY[(college + 2 * (seat - 1)) % SECONDARY.length]
  const graduates = from && classesOf(from, calendar, 1).next().value
  return graduates ? learnerAt(from, graduates, FIRST_SEAT + college) : undefined
}
