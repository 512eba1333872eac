import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from '../calendar.ts'
import { demoId } from '../random.ts'
import { type People, type Plain, WHO } from './plain.ts'

type Plan = {
  who: keyof typeof WHO
  purpose: readonly [zh: string, en: string]
  audience: 'members' | 'public' | null
}

const PLANS: readonly Plan[] = [
  { who: 'association', purpose: ['加入集团', 'Joining the group'], audience: 'public' },
  {
    who: 'company',
    purpose: ['教学项目与师资培训', 'Class projects and teacher training'],
    audience: 'members',
  },
  { who: 'studio', purpose: ['学生实习', 'Internships'], audience: 'members' },
  { who: 'college', purpose: ['渲染中心预约', 'Booking the render centre'], audience: 'members' },
  { who: 'teacher', purpose: ['动画课程合作', 'Courses in animation'], audience: null },
]

/** The teacher of the cast has been asked and has not answered yet. */
export const ASKED = { id: demoId('contact teacher'), who: WHO.teacher, purpose: '动画课程合作' }

export function contactRows({ asOf }: Calendar, people: People): Plain[] {
  return PLANS.map(({ who, purpose, audience }) => {
    const { id: affiliationId, organisationId, personId, email, name } = people(WHO[who])
    const agreed = audience !== null
    return {
      ...{ id: demoId(`contact ${who}`), organisationId, affiliationId, state: agreed ? 'agreed' : 'asked' },
      ...{ purposeZh: purpose[0], purposeEn: purpose[1], audience, email: agreed ? email : null },
      ...{
        agreedBy: agreed ? personId : null,
        answeredAt: agreed ? `${daysAfter(asOf, -20)}T02:00:00Z` : null,
      },
      askedByName: who === 'teacher' ? people(WHO.school).name : name,
    }
  })
}
