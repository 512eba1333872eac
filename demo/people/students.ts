import type { Calendar } from '../calendar.ts'
import { isSecondary, type Organisation } from '../organisations/kinds.ts'
import { type Chance, chanceOf } from '../random.ts'
import { MOVED, PUPIL, SIBLING } from './cast.ts'
import type { DemoClass } from './classes.ts'
import { drawPhone } from './contact.ts'
import { enter, type PeopleBatch } from './enter.ts'
import { enterGuardians, enterToldGuardian } from './guardians.ts'
import { type Learner, learnerAt } from './learner.ts'
import { LEAVERS_SEAT, losesOne, mayGoOn, moverOf } from './moved.ts'

const LEFT_SHARE = 0.012
const CLAIMED = { newest: 0.68, older: 0.9, graduated: 0.75 }

type Place = { school: Organisation; group: DemoClass; calendar: Calendar }

/** Enters a class with its learners and, at secondary schools, their guardians. */
export function enterClass(batch: PeopleBatch, place: Place): void {
  const { school, group, calendar } = place
  for (let seat = 1; seat <= group.seats; seat++) enterLearner(batch, place, seat)
  if (losesOne(school, group, calendar))
    enterLearner(batch, place, LEAVERS_SEAT, { endsOn: `${calendar.year}-01-20`, claimed: true })
}

function enterLearner(
  batch: PeopleBatch,
  place: Place,
  seat: number,
  left?: { endsOn: string; claimed: true },
): void {
  const { school, group, calendar } = place
  const own = learnerAt(school, group, seat)
  const number = own.key.key
  const chance = chanceOf(`enrolment ${school.code} ${number}`)
  const before = moverOf(school, group, seat, calendar)
  const told = isTold(place, seat)
  const learner: Learner = before ?? own
  const student = enter(batch, {
    organisation: school,
    role: 'student',
    key: number,
    number,
    externalId: registerNumber(school, number),
    name: learner.name,
    birthDate: learner.birthDate,
    classId: group.row.id,
    // Who comes from another school within the course begins after the winter holidays.
    startsOn: before && isSecondary(school) ? `${calendar.year}-02-20` : group.row.startsOn,
    claimed: chance.happens(claimedShare(group, calendar)) || told,
    first: before?.key,
    phone: chance.happens(isSecondary(school) ? 0.3 : 0.7) ? drawPhone(chance) : null,
    endsOn: group.graduated ? group.row.endsOn : told || before ? null : leavingDay(place, chance),
    ...left,
  })
  if (!isSecondary(school) || student.endsOn) return
  if (isChild(PUPIL, place, seat, 0) || isChild(SIBLING, place, seat, 1))
    enterToldGuardian(batch, { school, student, calendar })
  else enterGuardians(batch, { school, student, learner })
}

function claimedShare(group: DemoClass, calendar: Calendar): number {
  if (group.graduated) return CLAIMED.graduated
  return group.cohort === calendar.year ? CLAIMED.newest : CLAIMED.older
}

/** Few leave before the end, and then with a term. */
function leavingDay({ group, calendar }: Place, chance: Chance): string | null {
  const year = group.cohort + 1
  if (year > calendar.year || !chance.happens(LEFT_SHARE)) return null
  return chance.pick([`${year}-01-20`, `${year}-07-05`])
}

/** The learner's number in the region's register of learners; the region is on no map. */
export const registerNumber = (school: Organisation, number: string) =>
  `9901${school.code.slice(2).padStart(4, '0')}${number}`

function isChild(
  child: typeof PUPIL,
  { school, group, calendar }: Place,
  seat: number,
  yearsAgo: number,
): boolean {
  if (school.code !== child.code || group.programme !== child.programme || seat !== child.seat) return false
  return group.number === 1 && group.cohort === calendar.year - yearsAgo
}

/** Seats that other stories rest on: they are claimed and nobody leaves them. */
function isTold(place: Place, seat: number): boolean {
  const { school, group, calendar } = place
  if (group.graduated) return mayGoOn(school, seat)
  if (isChild(PUPIL, place, seat, 0) || isChild(SIBLING, place, seat, 1)) return true
  return school.code === MOVED.code && seat === MOVED.seat && group.cohort === calendar.year
}
