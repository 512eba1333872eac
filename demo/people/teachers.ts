import type { Calendar } from '../calendar.ts'
import { FOREIGN, type Foreign } from '../names/other-names.ts'
import { drawName } from '../names/person-name.ts'
import { isSecondary, type Organisation } from '../organisations/kinds.ts'
import { type Chance, chanceOf } from '../random.ts'
import { drawPhone, workEmail } from './contact.ts'
import { enter, type PeopleBatch } from './enter.ts'

type Post = readonly [zh: string, en: string]

const HEADS: readonly Post[] = [
  ['专业主任', 'Head of Programme'],
  ['实训中心主任', 'Head of the Practice Centre'],
  ['教研室主任', 'Head of Teaching'],
]
const POSTS: readonly Post[] = [
  ['专业课教师', 'Specialist Teacher'],
  ['专业课教师', 'Specialist Teacher'],
  ['专业课教师', 'Specialist Teacher'],
  ['班主任', 'Class Teacher'],
  ['实训指导教师', 'Workshop Instructor'],
  ['公共课教师', 'General Subjects Teacher'],
]
const OFFICES: readonly Post[] = [
  ['教务处主任', 'Director of Academic Affairs'],
  ['学籍管理员', 'Registrar'],
]
const TEACHERS_PER_PROGRAMME = { secondary: 6, college: 8, university: 12 }
const FOREIGNERS: Record<string, readonly (Foreign | undefined)[]> = {
  BC08: [FOREIGN[3]],
  BC13: [FOREIGN[0], FOREIGN[1]],
  BC14: [FOREIGN[2]],
}
const LISTED_SHARE = 0.3
const CLAIMED_SHARE = 0.93

/** Teachers of a school: the heads first, then those from abroad, and one who has retired. */
export function enterTeachers(
  batch: PeopleBatch,
  school: Organisation,
  calendar: Calendar,
  growth: number,
): void {
  const each = isSecondary(school) ? 'secondary' : school.kind === 'university' ? 'university' : 'college'
  const count = school.programmes.length * TEACHERS_PER_PROGRAMME[each] * growth
  const foreigners = FOREIGNERS[school.code] ?? []
  for (let place = 1; place <= count + 1; place++) {
    const number = `T${String(place).padStart(4, '0')}`
    const chance = chanceOf(`teacher ${school.code} ${number}`)
    const foreign = foreigners[place - 2]
    const name = foreign ?? drawName(chance, 'grown')
    const retired = place > count
    const [positionZh, positionEn] = foreign
      ? (['外籍教师', 'Teacher from Abroad'] as const)
      : chance.pick(place === 1 ? HEADS : POSTS)
    const listed = !retired && (place === 1 || foreign !== undefined || chance.happens(LISTED_SHARE))
    enter(batch, {
      organisation: school,
      role: 'teacher',
      key: number,
      number,
      externalId: number,
      name,
      positionZh,
      positionEn,
      email: workEmail(school, name.latin, number),
      listed,
      startsOn: retired ? `${calendar.year - chance.between(14, 30)}-09-01` : startOf(chance, calendar),
      endsOn: retired ? `${calendar.year}-07-10` : null,
      claimed: !retired && (place === 1 || chance.happens(CLAIMED_SHARE)),
      language: foreign ? 'en' : 'zh',
    })
  }
}

/** Those who keep the school's people: two everywhere. */
export function enterAdministrators(batch: PeopleBatch, school: Organisation, calendar: Calendar): void {
  for (const [index, [positionZh, positionEn]] of OFFICES.entries()) {
    const number = `A00${index + 1}`
    const chance = chanceOf(`administrator ${school.code} ${number}`)
    const name = drawName(chance, 'grown')
    enter(batch, {
      organisation: school,
      role: 'school_admin',
      key: number,
      number,
      externalId: number,
      name,
      positionZh,
      positionEn,
      email: workEmail(school, name.latin, number),
      phone: drawPhone(chance),
      listed: index === 0,
      startsOn: startOf(chance, calendar),
      claimed: index === 0 || chance.happens(CLAIMED_SHARE),
    })
  }
}

/** A first of September in one of the last dozen years. */
function startOf(chance: Chance, calendar: Calendar): string {
  return `${calendar.year - chance.between(0, 12)}-09-01`
}
