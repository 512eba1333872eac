import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from './calendar.ts'
import { CHAIR, COMMITTEE_CHAIR, COMMITTEE_ID, GROUP_ID } from './groups.ts'
import { organisationId } from './organisations/rows.ts'
import { type AffiliationKey, affiliationId, personId } from './people/ids.ts'
import { demoId } from './random.ts'
import type { NewsRow, SiteRow } from './rows.ts'

/** Both groups show themselves. The area code 0000 belongs to no city. */
export function siteRows({ year }: Calendar): SiteRow[] {
  return [
    {
      groupId: GROUP_ID,
      address: 'bincheng-media',
      public: true,
      firstPublicAt: `${year - 5}-04-01T02:00:00Z`,
      introZh: `集团把滨城的中职、高职、本科院校与影视、动画、游戏、设计企业连在一起。各单位自愿加入，办学自主，彼此的课程、设备、教师和项目可以共用。

# 为学习者做什么
- 在一所学校学到的，另一所学校承认；在企业做成的，学校折算为学分
- 中职、高职、本科、就业之间的路，每一步要什么条件都写清楚
- 企业的真实项目进课堂，作品进个人档案

# 为企业和居民做什么
- 企业提出岗位需要什么，课程随之调整，导师进校带项目
- 居民可以参加短期课程，所学同样记入学习成果`,
      introEn: `The group connects the vocational schools, colleges and universities of Bincheng with companies in film, animation, games and design. Members join of their own will and remain their own masters; they share courses, equipment, teachers and projects.

# For learners
- What is learned at one school counts at the next; what is achieved at a company becomes credit
- The ways from secondary school to college, to a degree and to work are written down, with the conditions of each step
- Real projects come into the classroom, and the works into one's own record

# For companies and residents
- Companies say what their jobs need; courses follow, and mentors lead projects at the schools
- Residents take short courses, and what they learn counts in the same way`,
      officeEmail: 'office@bincheng-media-group.example',
      officePhone: '0000-8855 0100',
    },
    {
      groupId: COMMITTEE_ID,
      address: 'bincheng-media-art',
      public: true,
      firstPublicAt: `${year - 1}-03-01T02:00:00Z`,
      introZh: '专业委员会研究数字媒体艺术类专业的课程与标准，组织教师研修和学生作品展。',
      introEn:
        'The committee works on courses and standards of digital media art, and holds seminars for teachers and exhibitions of student work.',
      officeEmail: 'office@bincheng-media-art.example',
      officePhone: '0000-8855 0200',
    },
  ]
}

type Told = {
  key: string
  group: string
  /** Days after the school year began: when it was told, and which day it is about. */
  told: number
  held?: number
  zh: readonly [title: string, body: string]
  en: readonly [title: string, body: string]
}

const NEWS: readonly Told[] = [
  {
    ...{ key: 'exhibition', group: GROUP_ID, told: -3, held: 298 },
    zh: [
      '毕业作品联展明年六月举行，各校可以开始报送',
      '集团各院校的毕业作品将在同一处展出，对市民开放，不收门票。\n\n# 展出什么\n- 动画与影视短片\n- 游戏与交互作品\n- 视觉设计与数字绘画\n\n请各校先校内评选，再由学校统一报送。',
    ],
    en: [
      'Graduates’ works will be shown together next June',
      'The works of this year’s graduates from all schools of the group will be on show in one place, open to everybody and free of charge.\n\n# What will be shown\n- Animation and short films\n- Games and interactive works\n- Visual design and digital painting\n\nSchools choose first and then hand in together.',
    ],
  },
  {
    ...{ key: 'credit', group: GROUP_ID, told: -38 },
    zh: [
      '新学年起，角色动画与三维建模两门课可在成员院校之间互认',
      '学生在一所成员院校修完这两门课，到另一所成员院校不必重修。认定由接收院校作出，结果记入学习者本人的档案。',
    ],
    en: [
      'Two courses now count at all member schools',
      'Whoever has passed character animation or 3D modelling at one member school need not take it again at another. The receiving school decides, and the result stands in the learner’s own record.',
    ],
  },
  {
    ...{ key: 'needs', group: GROUP_ID, told: -72 },
    zh: [
      '数字内容人才需求说明发布',
      '组织单位汇总了会员企业未来一年的岗位需求。需求最多的是三维动画、引擎美术与剪辑，企业最看重的是完整做过一个项目。',
    ],
    en: [
      'What companies need in the coming year',
      'The organising association has gathered the needs of its companies. Most wanted are 3D animators, engine artists and editors; what companies value most is one project seen through to its end.',
    ],
  },
  {
    ...{ key: 'seminar', group: COMMITTEE_ID, told: -12, held: 265 },
    zh: [
      '数字绘画课程研讨会面向全市教师',
      '研讨会讨论数字绘画课程的内容与评价。全市开设相关专业的院校教师都可以参加。',
    ],
    en: [
      'A seminar on teaching digital painting',
      'What a course in digital painting should hold and how it is assessed. Open to teachers of all schools of the city that teach in the field.',
    ],
  },
]

const SPEAKERS: Record<string, { seat: AffiliationKey; first: AffiliationKey }> = {
  [GROUP_ID]: {
    seat: { code: CHAIR, role: 'secretariat', key: 'S001' },
    first: { code: CHAIR, role: 'teacher', key: 'T0001' },
  },
  [COMMITTEE_ID]: {
    seat: { code: COMMITTEE_CHAIR, role: 'secretariat', key: 'S001' },
    first: { code: COMMITTEE_CHAIR, role: 'secretariat', key: 'S001' },
  },
}

/** What the groups have told the public; the days it is about lie at the end of the school year. */
export function newsRows({ asOf }: Calendar): NewsRow[] {
  return NEWS.flatMap(({ key, group, told, held, zh, en }) => {
    const speaker = SPEAKERS[group]
    if (!speaker) return []
    const heldOn = held === undefined ? null : daysAfter(asOf, held)
    return [
      {
        id: demoId(`news ${key}`),
        organisationId: organisationId(speaker.seat.code),
        groupId: group,
        authorPersonId: personId(speaker.first),
        authorAffiliationId: affiliationId(speaker.seat),
        authorName: '秘书处',
        state: 'published',
        ...{ titleZh: zh[0], titleEn: en[0], bodyZh: zh[1], bodyEn: en[1] },
        audience: JSON.stringify([{ scope: 'public', id: group, roles: [] }]),
        heldOn,
        expiresOn: heldOn,
        publishedAt: `${daysAfter(asOf, told)}T01:30:00Z`,
      },
    ]
  })
}
