import type { Calendar } from '../calendar.ts'
import { FOREIGN, type Foreign } from '../names/other-names.ts'
import { drawName } from '../names/person-name.ts'
import type { Organisation } from '../organisations/kinds.ts'
import { chanceOf } from '../random.ts'
import { drawPhone, workEmail } from './contact.ts'
import { enter, type PeopleBatch } from './enter.ts'

const HR = [
  ['人力资源经理', 'HR Manager'],
  ['校企合作专员', 'School Partnership Officer'],
] as const
const MENTORS = [
  ['制作总监', 'Production Director'],
  ['技术总监', 'Technical Director'],
  ['美术指导', 'Art Director'],
  ['资深设计师', 'Senior Designer'],
  ['项目经理', 'Project Manager'],
  ['流程工程师', 'Pipeline Engineer'],
] as const
/** Companies with a mentor from abroad, in the last place. */
const FOREIGNERS: Record<string, Foreign | undefined> = {
  BC16: FOREIGN[4],
  BC17: FOREIGN[5],
  BC24: FOREIGN[6],
  BC27: FOREIGN[7],
}

/** HR and mentors of a company. */
export function enterCompany(batch: PeopleBatch, company: Organisation, calendar: Calendar): void {
  const size = chanceOf(`staff ${company.code}`)
  for (let place = 1; place <= size.between(1, 2); place++)
    enterStaff(batch, company, 'company_hr', place, calendar)
  const mentors = size.between(2, 4)
  for (let place = 1; place <= mentors; place++)
    enterStaff(
      batch,
      company,
      'mentor',
      place,
      calendar,
      place === mentors ? FOREIGNERS[company.code] : undefined,
    )
}

function enterStaff(
  batch: PeopleBatch,
  company: Organisation,
  role: 'company_hr' | 'mentor',
  place: number,
  calendar: Calendar,
  foreign?: Foreign,
): void {
  const number = `${role === 'mentor' ? 'M' : 'H'}00${place}`
  const chance = chanceOf(`${role} ${company.code} ${number}`)
  const name = foreign ?? drawName(chance, 'grown')
  const [positionZh, positionEn] = role === 'mentor' ? chance.pick(MENTORS) : HR[place === 1 ? 0 : 1]
  enter(batch, {
    organisation: company,
    role,
    key: number,
    number,
    externalId: number,
    name,
    positionZh,
    positionEn,
    email: workEmail(company, name.latin, number),
    phone: chance.happens(0.5) ? drawPhone(chance) : null,
    listed: place === 1 || chance.happens(0.6),
    startsOn: `${calendar.year - chance.between(1, 6)}-0${chance.between(3, 6)}-15`,
    claimed: place === 1 || chance.happens(0.8),
    language: foreign ? 'en' : 'zh',
  })
}
