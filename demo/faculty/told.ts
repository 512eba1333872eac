import type { Level } from '#modules/faculty/rules/vocabulary.ts'

/** A stay in days before the present one. */
export type ToldStay = {
  key: string
  school: string
  teacher: string
  /** The code of a member, or the name of a host outside. */
  host: { member: string } | { outside: string }
  /** How many days ago it began, and how many it had. */
  ago: number
  days: number
  tasks: string
  output: string
  change: string
  state: 'asked' | 'corrected' | 'confirmed' | 'refused'
  /** What the host has said of it, and how many days it says. */
  note?: string
  proposed?: number
  corrects?: string
}

const OUTSIDE = '滨城影视后期制作中心'

/** Stays of teachers whom visitors of the demo look at. */
export const STAYS: readonly ToldStay[] = [
  {
    ...{ key: 'compositing', school: 'BC01', teacher: 'T0003', host: { member: 'BC17' } },
    ...{ ago: 1700, days: 54, state: 'confirmed' },
    tasks: '合成助理：参与两集剧集的抠像、跟踪与清理。',
    output: '完成镜头三十一个，其中九个独立完成。',
    change: '《影视合成》增加跟踪与清理单元，共十二课时。',
  },
  {
    ...{ key: 'rigging', school: 'BC01', teacher: 'T0003', host: { member: 'BC21' } },
    ...{ ago: 1150, days: 50, state: 'confirmed' },
    tasks: '随角色组做面部绑定与测试。',
    output: '绑定两个次要角色，编写一份测试清单。',
    change: '《角色动画》的绑定作业改用企业测试清单。',
  },
  {
    ...{ key: 'outside', school: 'BC01', teacher: 'T0003', host: { outside: OUTSIDE } },
    ...{ ago: 1120, days: 28, state: 'confirmed' },
    ...{ tasks: '调色棚跟班，整理交付规范。', output: '交付规范一份。', change: '' },
  },
  {
    ...{ key: 'pipeline', school: 'BC01', teacher: 'T0003', host: { member: 'BC17' } },
    ...{ ago: 500, days: 30, state: 'confirmed' },
    tasks: '参与流程工具的试用与培训。',
    output: '培训课件一套，供新人使用。',
    change: '实训课统一命名与提交规范。',
  },
  {
    ...{ key: 'asked', school: 'BC01', teacher: 'T0003', host: { member: 'BC17' } },
    ...{ ago: 130, days: 30, state: 'asked' },
    tasks: '暑期驻场：合成组，负责两场戏的清理与交付检查。',
    output: '镜头十六个；交付检查表一份。',
    change: '拟在《影视合成》增加交付检查作业。',
  },
  {
    ...{ key: 'days', school: 'BC01', teacher: 'T0004', host: { member: 'BC18' } },
    ...{ ago: 140, days: 40, state: 'corrected', note: '最后一周回校参加培训，未在岗。', proposed: 33 },
    ...{ tasks: '动画中期：原画修型。', output: '修型镜头二十个。', change: '' },
  },
  {
    ...{ key: 'refused', school: 'BC01', teacher: 'T0005', host: { member: 'BC17' } },
    ...{ ago: 160, days: 20, state: 'refused', note: '我方登记的是七月的参观活动，不是驻场实践。' },
    ...{ tasks: '观摩制作流程。', output: '', change: '' },
  },
  {
    ...{ key: 'proof', school: 'BC01', teacher: 'T0006', host: { outside: OUTSIDE } },
    ...{ ago: 120, days: 26, state: 'asked' },
    tasks: '随摄影组参与虚拟拍摄。',
    output: '测试镜头五个。',
    change: '《虚拟拍摄》更新现场流程图。',
  },
  {
    ...{ key: 'wrong', school: 'BC13', teacher: 'T0002', host: { member: 'BC17' } },
    ...{ ago: 1000, days: 100, state: 'confirmed' },
    ...{ tasks: 'Supervised a shot-finishing team.', output: 'Forty shots delivered.', change: '' },
  },
  {
    ...{ key: 'right', school: 'BC13', teacher: 'T0002', host: { member: 'BC17' }, corrects: 'wrong' },
    ...{ ago: 1000, days: 92, state: 'confirmed' },
    ...{ tasks: 'Supervised a shot-finishing team.', output: 'Forty shots delivered.', change: '' },
  },
  {
    ...{ key: 'long ago', school: 'BC13', teacher: 'T0002', host: { member: 'BC20' } },
    ...{ ago: 1740, days: 96, state: 'confirmed' },
    tasks: 'Lighting and look development on a feature.',
    output: 'Look development of six assets.',
    change: 'A studio unit on look development for second-year students.',
  },
]

export type ToldStatus = {
  school: string
  teacher: string
  level: Level
  /** Days ago it was granted, and days from now on which it ends. */
  ago: number
  ends: number | null
}
export const STATUSES: readonly ToldStatus[] = [
  { school: 'BC01', teacher: 'T0003', level: 'intermediate', ago: 700, ends: 1100 },
  { school: 'BC01', teacher: 'T0001', level: 'senior', ago: 420, ends: null },
  { school: 'BC01', teacher: 'T0007', level: 'junior', ago: 1750, ends: 75 },
  { school: 'BC13', teacher: 'T0002', level: 'senior', ago: 300, ends: null },
]
export const GRANTED_BY = '滨城市双师型教师认定委员会'

/** Companies at which everybody else has practised. */
export const HOSTS = ['BC17', 'BC18', 'BC19', 'BC20', 'BC21', 'BC22', 'BC23', 'BC24'] as const
export const TASKS = [
  '随项目组参与镜头制作与交付。',
  '参与资产制作，整理制作规范。',
  '跟随流程组维护工具并培训新人。',
  '参与用户研究与界面设计评审。',
] as const
