import type { Payload } from '#modules/records/contract/payload.ts'

type Told = Pick<Payload, 'kind' | 'title' | 'day'> &
  Partial<Payload> & { claim?: true; disputed?: string; by?: 'school' | 'company' }

const day = (year: number, rest: string) => `${year}-${rest}`

/** What the pupil of the cast has on record a few weeks into the first year; one entry is contested. */
export const pupilsRecord = (year: number): Told[] => [
  {
    ...{ kind: 'short_course', title: { zh: '数字媒体体验夏令营', en: 'Digital media summer camp' } },
    ...{
      day: day(year, '07-28'),
      hours: 24,
      score: { scale: 'pass', passed: true },
      passed: true,
      credits: 1,
    },
  },
  {
    ...{
      kind: 'practice',
      title: { zh: '入学教育与军训', en: 'Induction and drill' },
      day: day(year, '09-15'),
    },
    ...{ hours: 56, score: { scale: 'five', grade: 'medium' }, passed: true, credits: 2 },
    disputed: '请假的两天有医务室证明，能不能重新评定等级？',
  },
  {
    ...{
      kind: 'work',
      title: { zh: '定格短片《窗边》', en: 'Stop-motion film “At the Window”' },
      claim: true,
    },
    ...{ day: day(year, '10-08'), note: '和同桌一起做的，我负责拍摄和剪辑。' },
    evidence: [{ type: 'link', url: 'https://example.org/at-the-window', title: '短片《窗边》' }],
  },
  {
    ...{
      kind: 'award',
      title: { zh: '校园海报设计比赛', en: 'School poster contest' },
      day: day(year, '10-20'),
    },
    ...{ level: 'school', prize: 'third' },
  },
  {
    ...{
      kind: 'project_rating',
      title: { zh: '动画公司开放日分镜任务', en: 'Storyboard task at a studio’s open day' },
    },
    ...{
      day: day(year, '10-30'),
      score: { scale: 'points', value: 42, max: 50 },
      passed: true,
      by: 'company',
    },
  },
]

/** What the student who moved from a secondary school to college brought along. */
export const movedRecord = (year: number): Told[] => [
  {
    ...{
      kind: 'certificate',
      title: { zh: '1+X 动画制作职业技能等级证书', en: '1+X certificate in animation' },
    },
    ...{ day: day(year - 1, '12-20'), level: 'intermediate' },
    certificate: { number: 'X0001202500123', issuer: '示例评价组织', standard: '动画制作（中级）' },
  },
  {
    ...{
      kind: 'award',
      title: { zh: '滨城市中职技能大赛·动漫制作', en: 'Bincheng skills contest: animation' },
    },
    ...{ day: day(year, '04-18'), level: 'municipal', prize: 'second', teamPlace: 2 },
  },
  {
    ...{
      kind: 'practice',
      title: { zh: '企业认识实习', en: 'Visit to the workplace' },
      day: day(year, '05-16'),
    },
    ...{ hours: 40, score: { scale: 'pass', passed: true }, passed: true, credits: 1, by: 'company' },
  },
  {
    ...{
      kind: 'work',
      title: { zh: '毕业短片《晨雾》', en: 'Graduation film “Morning Mist”' },
      day: day(year, '06-10'),
    },
    ...{ score: { scale: 'five', grade: 'excellent' }, passed: true },
    evidence: [{ type: 'link', url: 'https://example.org/morning-mist', title: '毕业短片《晨雾》' }],
  },
]
export type { Told }
