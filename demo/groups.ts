import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from './calendar.ts'
import { AUTHORITY, COMMITTEE_OWN, FORMER_MEMBER } from './organisations/bodies.ts'
import { GROUP_MEMBERS } from './organisations/list.ts'
import { moreCompanies, moreSchools, type Size } from './organisations/more.ts'
import { organisationId } from './organisations/rows.ts'
import { demoId } from './random.ts'
import type { GroupRow, MembershipRow, Position } from './rows.ts'

export const GROUP_ID = demoId('group')
export const GROUP_NAME = '滨城数字媒体职业教育集团'
export const COMMITTEE_ID = demoId('committee')
export const ALLIANCE_ID = demoId('alliance')
/** Where the secretariats sit. */
export const CHAIR = 'BC13'
export const COMMITTEE_CHAIR = 'BC36'

const POSITIONS: Record<string, Position> = {
  BC01: 'vice_chair_unit',
  BC06: 'director_unit',
  BC07: 'director_unit',
  BC08: 'vice_chair_unit',
  BC10: 'vice_chair_unit',
  BC12: 'director_unit',
  BC13: 'chair_unit',
  BC14: 'vice_chair_unit',
  BC15: 'director_unit',
  BC17: 'vice_chair_unit',
  BC19: 'director_unit',
  BC21: 'director_unit',
  BC24: 'director_unit',
  BC27: 'director_unit',
  BC30: 'organiser',
  BC31: 'director_unit',
}

/** Joined so many years after the group was founded; all others at its founding. */
const JOINED_LATER: Record<string, number> = { BC06: 1, BC14: 2, BC20: 2, BC26: 3, BC27: 3, BC28: 4, BC29: 4 }

const COMMITTEE: [code: string, position: Position][] = [
  ['BC33', 'authority'],
  [COMMITTEE_CHAIR, 'chair_unit'],
  ['BC12', 'vice_chair_unit'],
  ['BC13', 'vice_chair_unit'],
  ['BC34', 'organiser'],
  ['BC03', 'director_unit'],
  ['BC06', 'director_unit'],
  ['BC17', 'director_unit'],
  ['BC16', 'member'],
  ['BC25', 'member'],
  ['BC26', 'member'],
  ...COMMITTEE_OWN.map(({ code }) => code)
    .filter(code => !['BC33', 'BC34', COMMITTEE_CHAIR].includes(code))
    .map((code): [string, Position] => [code, 'member']),
]

const ALLIANCE: [code: string, position: Position][] = [
  ['BC34', 'organiser'],
  ['BC10', 'chair_unit'],
  ['BC17', 'vice_chair_unit'],
  ['BC09', 'member'],
  ['BC21', 'member'],
  ['BC27', 'member'],
]

export const foundedOf = (calendar: Calendar) => ({
  group: `${calendar.year - 6}-03-27`,
  committee: `${calendar.year - 2}-01-09`,
  alliance: `${calendar.year - 1}-10-16`,
})

export function groupRows(calendar: Calendar): GroupRow[] {
  const founded = foundedOf(calendar)
  return [
    {
      id: GROUP_ID,
      kind: 'education_group',
      nameZh: GROUP_NAME,
      nameEn: 'Bincheng Digital Media Vocational Education Group',
      regionZh: '滨城市',
      regionEn: 'Bincheng',
      summaryZh:
        '由滨城澜海信息大学牵头、滨城数字内容产业协会组织，学校、企业与协会自愿组成，共建学生、教师、企业与居民共用的人才培养立交桥。',
      summaryEn:
        'Led by Bincheng Lanhai University of Information and organised by the Digital Content Industry Association: schools, companies and associations that build, of their own will, one overpass for students, teachers, companies and residents.',
      sectorsZh: ['动漫', '游戏', '影视', '数字设计'],
      sectorsEn: ['Animation', 'Games', 'Film', 'Digital Design'],
      foundedOn: founded.group,
    },
    {
      id: COMMITTEE_ID,
      kind: 'committee',
      nameZh: '滨城市职业教育学会数字媒体艺术专业委员会',
      nameEn: 'Digital Media Art Committee of the Bincheng Society for Vocational Education',
      regionZh: '滨城市',
      regionEn: 'Bincheng',
      summaryZh: '经市职业教育学会批准设立，汇集全市开设数字媒体艺术类专业的院校与相关企业。',
      summaryEn:
        'Set up with the approval of the Society for Vocational Education; gathers the schools of the city that teach digital media art, and companies of the field.',
      sectorsZh: ['数字媒体艺术', '出版'],
      sectorsEn: ['Digital Media Art', 'Publishing'],
      foundedOn: founded.committee,
    },
    {
      id: ALLIANCE_ID,
      kind: 'alliance',
      nameZh: '海湾数字内容产教联盟',
      nameEn: 'Bay Alliance of Industry and Education in Digital Content',
      regionZh: '海湾沿岸',
      regionEn: 'The Bay',
      summaryZh: '企业与高职院校就岗位标准、共享镜头库与联合发布结成的联盟。',
      summaryEn:
        'Companies and colleges that agree on what jobs ask for, share a library of shots and publish together.',
      sectorsZh: ['影视后期', '虚拟制片'],
      sectorsEn: ['Post-production', 'Virtual Production'],
      foundedOn: founded.alliance,
    },
  ]
}

/** Memberships of both groups; an authority is related to its group and counts as no member. */
export function* membershipRows(calendar: Calendar, size: Size): Generator<MembershipRow> {
  const founded = foundedOf(calendar)
  const row = (
    group: string,
    code: string,
    rest: Pick<MembershipRow, 'position' | 'number' | 'startsOn'>,
  ): MembershipRow => ({
    id: demoId(`membership ${group} ${code}`),
    groupId: group,
    organisationId: organisationId(code),
    endsOn: null,
    ...rest,
  })
  yield row(GROUP_ID, AUTHORITY.code, { position: 'authority', number: null, startsOn: founded.group })
  let number = 0
  for (const { code } of GROUP_MEMBERS) {
    const later = JOINED_LATER[code]
    const startsOn = later ? `${calendar.year - 6 + later}-03-20` : founded.group
    yield row(GROUP_ID, code, { position: POSITIONS[code] ?? 'member', number: numbered(++number), startsOn })
  }
  yield {
    ...row(GROUP_ID, FORMER_MEMBER.code, {
      position: 'member',
      number: numbered(++number),
      startsOn: founded.group,
    }),
    endsOn: formerMemberEnd(calendar),
  }
  for (const more of [moreSchools(size.schools), moreCompanies(size.companies)])
    for (const { code } of more)
      yield row(GROUP_ID, code, {
        position: 'member',
        number: numbered(++number),
        startsOn: `${calendar.year - 1}-03-20`,
      })
  for (const [index, [code, position]] of COMMITTEE.entries())
    yield row(COMMITTEE_ID, code, {
      position,
      number: position === 'authority' ? null : numbered(index),
      startsOn: founded.committee,
    })
  for (const [index, [code, position]] of ALLIANCE.entries())
    yield row(ALLIANCE_ID, code, { position, number: numbered(index + 1), startsOn: founded.alliance })
}

/** The day on which the former member closed and left. */
export function formerMemberEnd(calendar: Calendar): string {
  return daysAfter(calendar.asOf, -430)
}

const numbered = (number: number) => String(number).padStart(3, '0')
