import type { Calendar } from '../calendar.ts'
import { COMMITTEE_ID, foundedOf, GROUP_ID } from '../groups.ts'
import { demoId } from '../random.ts'
import { type People, type Plain, signerOf } from './plain.ts'

type Clause = readonly [zh: string, en: string]

const COMMON: readonly Clause[] = [
  [
    '本组织由学校、企业和协会自愿组成，不具法人资格。',
    'Schools, companies and associations join of their own will; the body is no legal person.',
  ],
  [
    '成员的产权、人员和账目各自独立，互不隶属。',
    'Each member keeps its own property, staff and accounts; none is subject to another.',
  ],
  [
    '成员有权使用共享的资源，有权提出建议，有权自由退出。',
    'Members may use what is shared, make proposals, and leave freely.',
  ],
  [
    '成员有义务遵守章程，提供真实的数据，尊重他人的知识产权。',
    "Members follow the charter, give true data and respect others' intellectual property.",
  ],
  [
    '成员大会每年召开一次，三分之二以上成员到会方可举行。',
    'The assembly meets once a year; two thirds of the members make it valid.',
  ],
  [
    '理事会由理事长单位、副理事长单位和理事单位组成，每届四年。',
    'The council is made of the chair unit, the vice-chair units and the director units, for four years.',
  ],
  ['秘书处设在理事长单位，办理日常事务。', 'The secretariat sits in the chair unit and does the daily work.'],
]
const GROUP_FIRST: Clause = [
  '本集团名称为滨城数字媒体职业教育集团，宗旨是共建人才培养立交桥。',
  'The group is called the Bincheng Digital Media Vocational Education Group; it builds one overpass for learners together.',
]
const DUES: Clause = [
  '成员每年三月二十八日前缴纳会费：理事长单位一万元，副理事长单位五千元，企业三千元，其他成员二千元；主管部门不缴。',
  'Dues are paid by 28 March each year: 10,000 yuan by the chair unit, 5,000 by vice-chair units, 3,000 by companies, 2,000 by other members; none by the authority.',
]
const COMMITTEE_FIRST: Clause = [
  '本专业委员会由滨城市职业教育学会批准设立，服务全市数字媒体艺术专业建设。',
  "The committee was approved by the city's Society for Vocational Education and serves its programmes in digital media art.",
]
const NO_DUES: Clause = ['本专业委员会不收取会费。', 'The committee asks for no dues.']

/** The clause that dues rest on. */
export const DUES_CLAUSE = '章程第九条'

const numberedZh = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

function textOf(clauses: readonly Clause[]): { textZh: string; textEn: string } {
  return {
    textZh: clauses.map(([zh], i) => `第${numberedZh[i]}条　${zh}`).join('\n'),
    textEn: clauses.map(([, en], i) => `Article ${i + 1}. ${en}`).join('\n'),
  }
}

export function charterRows(calendar: Calendar, people: People): Plain[] {
  const founded = foundedOf(calendar)
  const version = (
    groupId: string,
    number: number,
    adoptedOn: string,
    clauses: readonly Clause[],
  ): Plain => ({
    ...{ id: demoId(`charter ${groupId} ${number}`), groupId, number, adoptedOn, inForceFrom: adoptedOn },
    ...{ resolution: `${adoptedOn.slice(0, 4)}-1`, byName: signerOf(groupId, people).name },
    ...textOf(clauses),
  })
  return [
    version(GROUP_ID, 1, founded.group, [GROUP_FIRST, ...COMMON]),
    version(GROUP_ID, 2, `${calendar.year - 2}-03-20`, [GROUP_FIRST, ...COMMON, DUES]),
    version(COMMITTEE_ID, 1, founded.committee, [COMMITTEE_FIRST, ...COMMON, NO_DUES]),
  ]
}
