import type { Calendar } from '../calendar.ts'
import { COMMITTEE_ID, GROUP_ID } from '../groups.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import { type People, type Plain, signerOf, WHO } from './plain.ts'

type Note = readonly [zh: string, en: string]
/** From, to, how many years ago it began, about what, and for former ones how many years ago it ended. */
type Line = readonly [from: string, to: string, ago: number, note: Note, ended?: number]

const ORDER_CLASS: Note = ['订单班与实习', 'Order class and internships']
const COURSES: Note = ['共建课程', 'Courses made together']
const BASE: Note = ['共建实训基地', 'A practice base run together']
const PROJECTS: Note = ['真实项目进课堂', 'Real projects in class']
const TRANSFER: Note = ['“3+2”贯通培养', 'A 3+2 pathway']
const TOP_UP: Note = ['专升本衔接', 'A way on to the bachelor']

const PARTNERS: readonly Line[] = [
  ['BC15', 'BC06', 4, ORDER_CLASS],
  ['BC15', 'BC08', 3, PROJECTS],
  ['BC16', 'BC03', 2, COURSES],
  ['BC17', 'BC10', 5, ORDER_CLASS],
  ['BC17', 'BC14', 3, COURSES],
  ['BC18', 'BC10', 2, PROJECTS],
  ['BC19', 'BC08', 2, PROJECTS],
  ['BC20', 'BC09', 3, BASE],
  ['BC21', 'BC07', 4, BASE],
  ['BC21', 'BC10', 4, ORDER_CLASS],
  ['BC22', 'BC04', 2, PROJECTS],
  ['BC23', 'BC11', 5, BASE],
  ['BC23', 'BC05', 3, COURSES],
  ['BC24', 'BC09', 1, BASE],
  ['BC25', 'BC12', 3, COURSES],
  ['BC26', 'BC02', 1, PROJECTS],
  ['BC27', 'BC14', 2, BASE],
  ['BC28', 'BC13', 2, PROJECTS],
  ['BC29', 'BC01', 1, PROJECTS],
  ['BC02', 'BC11', 4, TRANSFER],
  ['BC06', 'BC08', 4, TRANSFER],
  ['BC04', 'BC10', 3, TRANSFER],
  ['BC08', 'BC14', 2, TOP_UP],
  ['BC12', 'BC13', 2, TOP_UP],
  ['BC38', 'BC36', 1, BASE],
  ['BC39', 'BC35', 1, COURSES],
  ['BC31', 'BC15', 3, ['承办技能比赛', 'Skill contests']],
  ['BC31', 'BC19', 3, ['承办技能比赛', 'Skill contests']],
  ['BC16', 'BC06', 4, COURSES, 1],
  ['BC22', 'BC07', 5, PROJECTS, 2],
]
const LEADS: readonly (readonly [group: string, ...Line])[] = [
  [GROUP_ID, 'BC08', 'BC06', 3, ['动漫制作技术专业群', 'Animation programme group']],
  [GROUP_ID, 'BC08', 'BC01', 3, ['动漫制作技术专业群', 'Animation programme group']],
  [GROUP_ID, 'BC10', 'BC07', 3, ['影视专业群', 'Film programme group']],
  [GROUP_ID, 'BC13', 'BC30', 5, ['秘书处工作', "The secretariat's work"]],
  [COMMITTEE_ID, 'BC36', 'BC35', 1, ['数字出版教材', 'Materials for digital publishing']],
]
const SUPERVISED: readonly (readonly [group: string, ...Line])[] = [
  [GROUP_ID, 'BC13', 'BCJY', 6, ['集团办学的指导', 'Guidance of the group']],
  [GROUP_ID, 'BC30', 'BCJY', 6, ['组织工作的指导', 'Guidance of organising it']],
  [COMMITTEE_ID, 'BC36', 'BC33', 2, ['专业委员会的指导', 'Guidance of the committee']],
]
const ALLIED: readonly Line[] = [
  ['BC34', 'BC12', 2, ['共享师资与课程', 'Teachers and courses shared']],
  ['BC34', 'BC36', 2, ['共享师资与课程', 'Teachers and courses shared']],
  ['BC34', 'BC03', 1, ['共享师资与课程', 'Teachers and courses shared']],
  ['BC34', 'BC09', 1, ['共享师资与课程', 'Teachers and courses shared']],
]

/** What waits for the school administrator of the cast. */
export const PROPOSED = { id: demoId('relation proposed'), from: 'BC21', to: 'BC01' }

export function relationRows(calendar: Calendar, people: People): Plain[] {
  const { year, asOf } = calendar
  const row = (kind: string, line: Line, groupId: string | null, more: Plain = {}): Plain => {
    const [from, to, ago, note, ended] = line
    const [fromId, toId] = [organisationId(from), organisationId(to)]
    const agreed = groupId === null ? `${year - ago}-04-02T02:00:00Z` : null
    return {
      ...{ id: demoId(`relation ${kind} ${from} ${to}`), kind, fromId, toId, groupId, state: 'confirmed' },
      ...{ startsOn: `${year - ago}-04-01`, endsOn: ended ? `${year - ended}-07-15` : null },
      ...{ noteZh: note[0], noteEn: note[1], proposedBy: groupId ? null : fromId },
      proposedByName: groupId ? signerOf(groupId, people).name : '合作部',
      ...{ answeredByName: agreed && '合作部', answeredAt: agreed, endedByName: ended ? '合作部' : null },
      ...more,
    }
  }
  return [
    ...PARTNERS.map(line => row('partner_of', line, null)),
    ...ALLIED.map(line => row('alliance_of', line, null)),
    ...LEADS.map(([groupId, ...line]) => row('lead_of', line, groupId)),
    ...SUPERVISED.map(([groupId, ...line]) => row('supervised_by', line, groupId)),
    row('partner_of', [PROPOSED.from, PROPOSED.to, 0, BASE], null, {
      ...{ id: PROPOSED.id, state: 'proposed', startsOn: asOf, answeredByName: null, answeredAt: null },
      proposedByName: people(WHO.company).name,
    }),
  ]
}
