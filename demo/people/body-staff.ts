import type { Calendar } from '../calendar.ts'
import { CHAIR, COMMITTEE_CHAIR, COMMITTEE_ID, GROUP_ID } from '../groups.ts'
import { drawName } from '../names/person-name.ts'
import type { Organisation } from '../organisations/kinds.ts'
import { organisationOf } from '../organisations/list.ts'
import { chanceOf } from '../random.ts'
import type { AffiliationRow, DemoRole } from '../rows.ts'
import { drawPhone, workEmail } from './contact.ts'
import { enter, type PeopleBatch } from './enter.ts'
import { type AffiliationKey, affiliationId } from './ids.ts'

type Post = readonly [zh: string, en: string]
type Seat = {
  code: string
  role: DemoRole
  key: string
  groupId?: string
  post: Post
  /** The same human's first affiliation, where the seat is a second one. */
  also?: AffiliationKey
}

const OFFICE: readonly Post[] = [
  ['秘书长', 'Secretary General'],
  ['会员部主任', 'Head of Membership'],
  ['项目专员', 'Project Officer'],
]

/** Associations and alliances. */
export function enterAssociation(batch: PeopleBatch, body: Organisation, calendar: Calendar): void {
  for (const [index, post] of OFFICE.entries())
    enterSeat(batch, { code: body.code, role: 'association_staff', key: `Z00${index + 1}`, post }, calendar)
}

const also = (code: string, role: DemoRole, key: string): AffiliationKey => ({ code, role, key })

/** Those who act for a group itself. They sit in the chair unit or, as observers, in the authority. */
const SEATS: readonly Seat[] = [
  {
    code: 'BCJY',
    role: 'association_staff',
    key: 'Z001',
    post: ['职成教处综合岗', 'Vocational Education Office'],
  },
  {
    code: 'BCJY',
    role: 'authority_observer',
    key: 'D001',
    groupId: GROUP_ID,
    post: ['职成教处联络员', 'Liaison, Vocational Education Office'],
  },
  {
    code: 'BC33',
    role: 'authority_observer',
    key: 'D001',
    groupId: COMMITTEE_ID,
    post: ['学会联络员', 'Liaison'],
  },
  {
    code: CHAIR,
    role: 'secretariat',
    key: 'S001',
    groupId: GROUP_ID,
    post: ['集团秘书长', 'Secretary General of the Group'],
    also: also(CHAIR, 'teacher', 'T0001'),
  },
  {
    code: CHAIR,
    role: 'secretariat',
    key: 'S002',
    groupId: GROUP_ID,
    post: ['集团副秘书长', 'Deputy Secretary General'],
  },
  {
    code: CHAIR,
    role: 'secretariat',
    key: 'S003',
    groupId: GROUP_ID,
    post: ['秘书处干事', 'Secretariat Officer'],
  },
  {
    code: COMMITTEE_CHAIR,
    role: 'secretariat',
    key: 'S001',
    groupId: COMMITTEE_ID,
    post: ['专委会秘书长', 'Secretary General of the Committee'],
  },
  {
    code: COMMITTEE_CHAIR,
    role: 'secretariat',
    key: 'S002',
    groupId: COMMITTEE_ID,
    post: ['专委会干事', 'Committee Officer'],
  },
  {
    code: CHAIR,
    role: 'expert',
    key: 'E001',
    groupId: GROUP_ID,
    post: ['视觉特效专家', 'Expert in Visual Effects'],
    also: also('BC17', 'mentor', 'M001'),
  },
  {
    code: CHAIR,
    role: 'expert',
    key: 'E002',
    groupId: GROUP_ID,
    post: ['声音设计专家', 'Expert in Sound Design'],
    also: also('BC23', 'mentor', 'M001'),
  },
  {
    code: CHAIR,
    role: 'expert',
    key: 'E003',
    groupId: GROUP_ID,
    post: ['课程建设专家', 'Expert in Curricula'],
  },
  {
    code: CHAIR,
    role: 'expert',
    key: 'E004',
    groupId: GROUP_ID,
    post: ['动画制作专家', 'Expert in Animation'],
    also: also('BC15', 'mentor', 'M001'),
  },
  {
    code: COMMITTEE_CHAIR,
    role: 'expert',
    key: 'E001',
    groupId: COMMITTEE_ID,
    post: ['插画与出版专家', 'Expert in Illustration'],
  },
]

/** @param known the first affiliations of people who sit in a second place */
export function enterSeats(
  batch: PeopleBatch,
  calendar: Calendar,
  known: ReadonlyMap<string, AffiliationRow>,
): void {
  for (const seat of SEATS) enterSeat(batch, seat, calendar, seat.also && known.get(affiliationId(seat.also)))
}

/** The affiliations that a second seat names, to be remembered while they pass by. */
export const FIRST_SEATS: ReadonlySet<string> = new Set(
  SEATS.flatMap(seat => (seat.also ? [affiliationId(seat.also)] : [])),
)

function enterSeat(batch: PeopleBatch, seat: Seat, calendar: Calendar, first?: AffiliationRow): void {
  const { code, role, key, groupId, post, also: firstKey } = seat
  const organisation = organisationOf(code)
  const chance = chanceOf(`seat ${code} ${role} ${key}`)
  const name = first ? { zh: first.name, latin: first.nameLatin ?? first.name } : drawName(chance, 'grown')
  enter(batch, {
    organisation,
    role,
    key,
    number: key,
    name,
    groupId,
    positionZh: post[0],
    positionEn: post[1],
    email: workEmail(organisation, name.latin, key),
    phone: role === 'expert' ? null : drawPhone(chance),
    listed: true,
    startsOn: `${calendar.year - chance.between(0, 2)}-03-15`,
    claimed: true,
    first: first && firstKey,
  })
}

/** Residents who take short courses, and the centre's own administrator comes with the schools'. */
export function enterResidents(
  batch: PeopleBatch,
  centre: Organisation,
  calendar: Calendar,
  count: number,
): void {
  for (let place = 1; place <= count; place++) {
    const number = `R${String(place).padStart(3, '0')}`
    const chance = chanceOf(`resident ${centre.code} ${number}`)
    enter(batch, {
      organisation: centre,
      role: 'resident',
      key: number,
      number,
      name: drawName(chance, 'grown'),
      phone: drawPhone(chance),
      startsOn: `${calendar.year - chance.between(0, 1)}-0${chance.between(3, 8)}-05`,
      claimed: chance.happens(0.7),
    })
  }
}
