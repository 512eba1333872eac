import { createHash } from 'node:crypto'
import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from '../calendar.ts'
import { GROUP_ID } from '../groups.ts'
import { drawName } from '../names/person-name.ts'
import { chanceOf, demoId } from '../random.ts'
import { demoUscc } from '../uscc.ts'
import { type People, type Plain, WHO } from './plain.ts'

type State = 'submitted' | 'incomplete' | 'checked'
type Plan = {
  key: string
  state: State
  kind: 'company' | 'secondary_school'
  zh: string
  en: string
  address: string
  fields: readonly [zh: string, en: string]
  motivation: string
  /** Days before the school year began. */
  ago: number
}

const PLANS: readonly Plan[] = [
  {
    ...{ key: 'lantern', state: 'submitted', kind: 'company', ago: 4 },
    ...{ zh: '滨城渔灯游戏有限公司', en: 'Bincheng Fishing Lantern Games Co., Ltd.' },
    ...{ address: '滨城市云湾新区汐月路 9 号', fields: ['游戏开发', 'Game Development'] },
    motivation: '愿意每年开放两个游戏原型项目，并接收关卡设计方向的实习生。',
  },
  {
    ...{ key: 'kiln', state: 'incomplete', kind: 'company', ago: 19 },
    ...{ zh: '滨城窑火影像有限公司', en: 'Bincheng Kiln Fire Pictures Co., Ltd.' },
    ...{ address: '滨城市沙汀区船坞街 21 号', fields: ['影视制作', 'Film Production'] },
    motivation: '希望与影视专业共建外景实训，提供摄影器材。',
  },
  {
    ...{ key: 'harbour', state: 'checked', kind: 'secondary_school', ago: 33 },
    ...{ zh: '滨城港湾职业中学', en: 'Bincheng Harbour Vocational School' },
    ...{ address: '滨城市临港区引航路 3 号', fields: ['数字媒体技术应用', 'Digital Media Technology'] },
    motivation: '新开设数字媒体专业，希望共享课程与教师研修。',
  },
]

/** Applications that wait: one for the check, one for the applicant, one for the council. */
export function applicationRows(
  { asOf }: Calendar,
  people: People,
): {
  applications: Plain[]
  applicationSteps: Plain[]
  waiting: { id: string; state: State; zh: string; reference: string }[]
} {
  const [applications, applicationSteps]: [Plain[], Plain[]] = [[], []]
  const office = people(WHO.deputy)
  const waiting = PLANS.map((plan, index) => {
    const { key, state, kind, zh, en, address, fields, motivation, ago } = plan
    const id = demoId(`application ${key}`)
    const day = daysAfter(asOf, -ago)
    const reference = `${day.slice(0, 4)}${day.slice(5, 7)}-DEM${key.length}${index + 2}A`.toUpperCase()
    const contact = drawName(chanceOf(`applicant ${key}`), 'grown')
    applications.push({
      ...{ id, groupId: GROUP_ID, reference, attempt: demoId(`attempt ${key}`), state, kind },
      // Opens nothing: nobody holds the secret behind this hash.
      secretHash: `\\x${createHash('sha256').update(`demo application ${key}`).digest('hex')}`,
      ...{ nameZh: zh, nameEn: en, uscc: demoUscc(kind === 'company' ? '91' : '12', 5000 + index), address },
      ...{ fieldsZh: [fields[0]], fieldsEn: [fields[1]], motivation },
      ...{ contactName: contact.zh, contactEmail: `${key}@example.org`, contactPhone: '0999-0000000' },
      ...{ submittedAt: `${day}T02:10:00Z`, version: state === 'submitted' ? 1 : 2 },
    })
    const step = (kindOf: string, days: number, note: string | null, by: typeof office | null) =>
      applicationSteps.push({
        ...{ id: demoId(`application step ${key} ${kindOf}`), applicationId: id, kind: kindOf, note },
        ...{ byAffiliationId: by?.id ?? null, byName: by?.name ?? null },
        at: `${daysAfter(day, days)}T03:20:00Z`,
      })
    step('submitted', 0, null, null)
    if (state === 'incomplete') step('asked', 2, '请补充营业执照的扫描件。', office)
    if (state === 'checked') step('checked', 3, null, office)
    return { id, state, zh, reference }
  })
  return { applications, applicationSteps, waiting }
}
