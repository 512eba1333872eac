import { daysAfter } from '#platform/contract/days.ts'
import { drawName, type PersonName } from '../names/person-name.ts'
import { isSecondary, type Organisation } from '../organisations/kinds.ts'
import { organisationOf } from '../organisations/list.ts'
import { chanceOf } from '../random.ts'
import { PUPIL, SIBLING } from './cast.ts'
import { type DemoClass, studentNumber } from './classes.ts'
import type { AffiliationKey } from './ids.ts'

/** Age on 1 September of the first year. */
const AGE = { secondary: 15, higher: 18 }

export type Learner = { key: AffiliationKey; name: PersonName; birthDate: string }
type Seat = Pick<DemoClass, 'cohort' | 'programme' | 'number'>

/** Who sits on a seat: the same name and birthday however often it is asked. */
export function learnerAt(school: Organisation, group: Seat, seat: number): Learner {
  const key = studentNumber(group, seat)
  const chance = chanceOf(`learner ${school.code} ${key}`)
  const age = isSecondary(school) ? AGE.secondary : AGE.higher
  const name = drawName(chance, 'young', { surname: surnameOf(school, group, seat) })
  const birthDate = daysAfter(`${group.cohort - age}-08-31`, -chance.between(0, 363))
  return {
    key: { code: school.code, role: 'student', key },
    name,
    birthDate: birthday(school, group, seat) ?? birthDate,
  }
}

const isAt = (place: typeof PUPIL, school: Organisation, group: Seat, seat: number) =>
  school.code === place.code &&
  group.programme === place.programme &&
  group.number === 1 &&
  seat === place.seat

/** The two children of one guardian share a surname, whatever the year. */
function surnameOf(school: Organisation, group: Seat, seat: number): PersonName['surname'] {
  if (!isAt(SIBLING, school, group, seat)) return null
  const younger = { cohort: group.cohort + 1, programme: PUPIL.programme, number: 1 }
  return learnerAt(organisationOf(PUPIL.code), younger, PUPIL.seat).name.surname
}

/** And are two and a half years apart. */
function birthday(school: Organisation, group: Seat, seat: number): string | undefined {
  if (isAt(PUPIL, school, group, seat)) return `${group.cohort - AGE.secondary}-05-18`
  if (isAt(SIBLING, school, group, seat)) return `${group.cohort - AGE.secondary - 1}-11-02`
  return undefined
}
