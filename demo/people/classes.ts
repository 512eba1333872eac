import type { Calendar } from '../calendar.ts'
import { isSecondary, type Organisation } from '../organisations/kinds.ts'
import { PROGRAMMES, type ProgrammeKey } from '../organisations/programmes.ts'
import { organisationId } from '../organisations/rows.ts'
import { chanceOf, demoId } from '../random.ts'
import type { ClassRow } from '../rows.ts'

export type DemoClass = {
  row: ClassRow
  /** Place of the programme in the school and of the class in its programme and cohort, from 1. */
  programme: number
  number: number
  cohort: number
  seats: number
  graduated: boolean
}

/** Seats of a class by kind of school: fewest and most. */
function seatsOf(school: Organisation, key: string): number {
  const [fewest, most] = isSecondary(school) ? [24, 30] : school.kind === 'university' ? [30, 36] : [27, 34]
  return chanceOf(`seats ${key}`).between(fewest ?? 0, most ?? 0)
}

/** Classes of a school: three cohorts of each programme, and one class that has graduated. */
export function* classesOf(school: Organisation, calendar: Calendar, growth: number): Generator<DemoClass> {
  const [first] = school.programmes
  if (first) yield makeClass(school, first, 1, 1, calendar.year - 3, true)
  for (const [index, programme] of school.programmes.entries())
    for (const cohort of calendar.cohorts)
      for (let number = 1; number <= growth; number++)
        yield makeClass(school, programme, index + 1, number, cohort, false)
}

function makeClass(
  school: Organisation,
  key: ProgrammeKey,
  programme: number,
  number: number,
  cohort: number,
  graduated: boolean,
): DemoClass {
  const { zh, en, short } = PROGRAMMES[key]
  const name = isSecondary(school) ? `${cohort % 100}${short}${number}班` : `${cohort}级${zh}${number}班`
  const row = {
    id: demoId(`class ${school.code} ${name}`),
    organisationId: organisationId(school.code),
    name,
    cohort,
    programmeZh: zh,
    programmeEn: en,
    startsOn: `${cohort}-09-01`,
    endsOn: graduated ? `${cohort + 3}-06-30` : null,
  }
  return { row, programme, number, cohort, graduated, seats: seatsOf(school, `${school.code} ${name}`) }
}

/** The student number of a seat: cohort, programme, class, seat. */
export function studentNumber(
  { cohort, programme, number }: Pick<DemoClass, 'cohort' | 'programme' | 'number'>,
  seat: number,
): string {
  return `${cohort}${pad(programme)}${pad(number)}${pad(seat)}`
}

const pad = (value: number) => String(value).padStart(2, '0')
