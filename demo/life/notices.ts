import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from '../calendar.ts'
import { GROUP_ID } from '../groups.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import { type People, type Plain, WHO } from './plain.ts'

type Rule = { scope: 'group' | 'organisation'; id: string; roles: readonly string[] }
type Plan = {
  key: string
  who: keyof typeof WHO
  ofGroup: boolean
  state: 'draft' | 'published'
  title: readonly [zh: string, en: string]
  body: readonly [zh: string, en: string]
  audience: Rule
  ago: number
  heldIn?: number
  expiresIn?: number
  comments?: boolean
}

const KEEPERS = ['school_admin', 'company_hr', 'association_staff']
const SCHOOL = organisationId('BC01')

const PLANS: readonly Plan[] = [
  {
    ...{ key: 'needs', who: 'secretary', ofGroup: true, state: 'published', ago: 6, comments: true },
    title: ['请写明本单位能提供什么、在找什么', 'Please say what you offer and look for'],
    body: [
      '新学年开始，请各成员单位更新本单位页面上的“能提供什么，在找什么”，并核对联系人。\n\n秘书处据此整理年度人才需求说明。',
      'With the new school year, please bring your page up to date: what you offer, what you look for, and whom to turn to.\n\nThe secretariat makes the yearly statement of talent needed from it.',
    ],
    audience: { scope: 'group', id: GROUP_ID, roles: KEEPERS },
  },
  {
    ...{ key: 'council', who: 'secretary', ofGroup: true, state: 'draft', ago: 2, heldIn: 75 },
    title: ['理事会第二次会议', 'Second meeting of the council'],
    body: [
      '议题：审议入会申请、年度工作计划、会费收支。地点待定。',
      "Matters: applications for membership, the year's plan, the dues. The place is still open.",
    ],
    audience: { scope: 'group', id: GROUP_ID, roles: KEEPERS },
  },
  {
    ...{ key: 'summer', who: 'deputy', ofGroup: true, state: 'published', ago: 90, expiresIn: -30 },
    title: ['暑期教师企业实践报名', 'Enrol for summer practice in companies'],
    body: [
      '八家企业提供四十个实践岗位，请教师向本校报名。',
      'Eight companies offer forty places; teachers enrol with their schools.',
    ],
    audience: { scope: 'group', id: GROUP_ID, roles: ['school_admin', 'teacher'] },
  },
  {
    ...{ key: 'open-day', who: 'school', ofGroup: false, state: 'published', ago: 3, heldIn: 45 },
    title: ['校园开放日征集学生作品', 'Works wanted for the open day'],
    body: [
      '请各班推荐动画、短片和平面作品各一件，交给班主任。',
      'Each class may hand in one animation, one short film and one graphic work to its teacher.',
    ],
    audience: { scope: 'organisation', id: SCHOOL, roles: ['teacher', 'student'] },
  },
]

/** Notices of the secretariat and of a school: read, drafted and expired ones. */
export function noticeRows({ asOf }: Calendar, people: People): { notices: Plain[]; noticeKeys: Plain[] } {
  const [notices, noticeKeys]: [Plain[], Plain[]] = [[], []]
  for (const { key, who, ofGroup, state, title, body, audience, ago, heldIn, expiresIn, comments } of PLANS) {
    const author = people(WHO[who])
    const id = demoId(`notice ${key}`)
    const at = `${daysAfter(asOf, -ago)}T01:30:00Z`
    notices.push({
      ...{ id, organisationId: author.organisationId, groupId: ofGroup ? GROUP_ID : null },
      ...{ authorPersonId: author.personId, authorAffiliationId: author.id, authorName: author.name },
      ...{ state, titleZh: title[0], titleEn: title[1], bodyZh: body[0], bodyEn: body[1] },
      ...{ audience: JSON.stringify([audience]), comments: comments ?? false },
      heldOn: heldIn === undefined ? null : daysAfter(asOf, heldIn),
      expiresOn: expiresIn === undefined ? null : daysAfter(asOf, expiresIn),
      ...{ publishedAt: state === 'draft' ? null : at, createdAt: at },
    })
    if (state === 'published')
      for (const role of audience.roles)
        noticeKeys.push({
          ...{ key: `${audience.scope === 'group' ? 'm' : 'o'}:${audience.id}:${role}`, noticeId: id },
        })
  }
  return { notices, noticeKeys }
}
