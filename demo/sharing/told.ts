import type { FeeBasis, OfferKind } from '#modules/sharing/rules/vocabulary.ts'

export type Names = readonly [zh: string, en: string]

export type ToldOffer = {
  key: string
  owner: string
  kind: OfferKind
  title: Names
  text: Names
  place: string | null
  capacity: number | null
  units: number
  safety: string
  house: string
  languages: readonly ('zh' | 'en')[]
  fee: readonly [FeeBasis, number]
  /** Weekdays, from and until in hours. */
  open: readonly (readonly [weekdays: readonly number[], from: number, until: number])[]
  slot: number
  longest: number
  pause: number
  lead: number
  percent: number
  atOnce: boolean
  late: number
}

const WORKDAYS = [1, 2, 3, 4, 5]

/** What members of the demo group share. */
export const OFFERS: readonly ToldOffer[] = [
  {
    ...{ key: 'stage', owner: 'BC09', kind: 'room' },
    title: ['动作捕捉棚（周二开放）', 'Motion-capture stage (Tuesdays)'],
    text: [
      '光学动捕棚一间，二十四台摄像机，可同时捕捉四名演员；含绑定与清理工作站六台。每周二向集团成员开放。',
      'An optical motion-capture stage with twenty-four cameras for up to four performers, with six workstations for cleaning and retargeting. Open to members of the group on Tuesdays.',
    ],
    ...{ place: '云湾校区实训楼 B1', capacity: 40, units: 1, slot: 60, longest: 240, pause: 30, lead: 48 },
    ...{
      safety: '首次使用前须完成三十分钟安全培训；动捕服由本院统一发放、消毒。',
      house: '须有带队教师全程在场。',
    },
    ...{ languages: ['zh'], fee: ['free', 0], percent: 80, atOnce: false, late: 24 },
    open: [[[2], 8, 17]],
  },
  {
    ...{ key: 'render', owner: 'BC08', kind: 'software' },
    title: ['共享渲染中心席位', 'Seats at the shared render centre'],
    text: [
      '云渲染席位六十个，预装常用三维与合成软件；提交任务须注明课程。',
      'Sixty seats of cloud rendering with the usual 3D and compositing software. Jobs carry the name of their course.',
    ],
    ...{ place: null, capacity: null, units: 60, slot: 120, longest: 720, pause: 0, lead: 0 },
    ...{
      safety: '首次使用前请读数据安全须知：不上传涉密素材，不下载他人的工程文件。',
      house: '任务完成后请清理缓存。',
    },
    ...{ languages: ['zh', 'en'], fee: ['points', 1], percent: 60, atOnce: true, late: 0 },
    open: [[[1, 2, 3, 4, 5, 6, 7], 8, 22]],
  },
  {
    ...{ key: 'recording', owner: 'BC11', kind: 'base' },
    title: ['录音与拟音实训基地', 'Practice base for recording and foley'],
    text: [
      '录音棚两间、拟音间一间，与声音设计企业共建共管，企业工程师驻场。',
      'Two recording rooms and a foley room, run together with a sound-design company whose engineers are on site.',
    ],
    ...{ place: '海岬校区 5 号楼', capacity: 12, units: 3, slot: 60, longest: 180, pause: 15, lead: 72 },
    ...{ safety: '进棚前须签署设备使用须知。', house: '' },
    ...{ languages: ['zh'], fee: ['hour', 6000], percent: 50, atOnce: false, late: 48 },
    open: [[[1, 3, 5], 9, 17]],
  },
  {
    ...{ key: 'mentor', owner: 'BC17', kind: 'hours' },
    title: ['视效导师到校工时', 'Hours of a visual-effects mentor'],
    text: [
      '资深合成师到校或线上指导，含作品点评；每周两个下午。',
      'A senior compositor comes to school or joins online and reviews work, on two afternoons a week.',
    ],
    ...{ place: null, capacity: 40, units: 1, slot: 60, longest: 180, pause: 60, lead: 120 },
    ...{ safety: '', house: '请提前三天发来学生作品。' },
    ...{ languages: ['zh', 'en'], fee: ['hour', 20_000], percent: 100, atOnce: false, late: 72 },
    open: [[[2, 4], 13, 18]],
  },
  {
    ...{ key: 'visit', owner: 'BC17', kind: 'visit' },
    title: ['视效制作流程参观', 'A visit along the visual-effects pipeline'],
    text: [
      '参观从分镜到合成的完整流程，企业导师讲解，约两小时。',
      'From storyboard to final composite in about two hours, led by a mentor of the company.',
    ],
    ...{ place: '前台集合', capacity: 30, units: 1, slot: 120, longest: 120, pause: 30, lead: 168 },
    ...{ safety: '参观前签署保密须知，禁止拍照。', house: '' },
    ...{ languages: ['zh'], fee: ['free', 0], percent: 100, atOnce: true, late: 24 },
    open: [[[5], 9, 17]],
  },
  {
    ...{ key: 'tablets', owner: 'BC01', kind: 'equipment' },
    title: ['数位屏移动教室', 'Mobile set of pen displays'],
    text: [
      '十六寸数位屏二十台，含推车与充电柜，可外借到成员学校。',
      'Twenty sixteen-inch pen displays with their trolley and charging cabinet, lent to member schools.',
    ],
    ...{ place: '望海校区设备室', capacity: null, units: 20, slot: 120, longest: 480, pause: 60, lead: 24 },
    ...{ safety: '', house: '归还时请逐台检查笔尖。' },
    ...{ languages: ['zh'], fee: ['free', 0], percent: 40, atOnce: true, late: 12 },
    open: [[WORKDAYS, 8, 18]],
  },
]

export type ToldBooking = {
  key: string
  offers: readonly string[]
  taker: string
  /** Weeks from the present one, weekday, from and until in hours. */
  when: 'today' | readonly [week: number, weekday: number, from: number, until: number]
  units: number
  people: number
  purpose: string
  state: 'requested' | 'confirmed' | 'refused' | 'cancelled'
  reason?: string
  late?: true
  attended?: number
  /** For the class of the demo's student; who came is known by name. */
  class?: true
  /** One date of a weekly booking. */
  series?: string
}

export type ToldSeries = {
  key: string
  offer: string
  taker: string
  weeks: readonly number[]
  weekday: number
  hours: readonly [from: number, until: number]
  people: number
  purpose: string
}

/** Weekly bookings: weeks from the present one, weekday, from and until in hours. */
export const SERIES: readonly ToldSeries[] = [
  {
    ...{ key: 'stage weekly', offer: 'stage', taker: 'BC01', weeks: [2, 3, 4], weekday: 2, hours: [13, 16] },
    ...{ people: 36, purpose: '角色动画：每周动作捕捉课' },
  },
]

/** What was booked of it: done with those who came, to come, asked for, refused, cancelled too late. */
export const BOOKINGS: readonly ToldBooking[] = [
  ...(
    [
      ['BC01', -6, 9, 12, 36, 35],
      ['BC06', -5, 13, 16, 38, 38],
      ['BC01', -3, 9, 12, 36, 34],
      ['BC07', -2, 9, 11, 30, 27],
    ] as const
  ).map(
    ([taker, week, from, until, people, attended]): ToldBooking => ({
      ...{ key: `stage ${taker} ${week}`, offers: ['stage'], taker, when: [week, 2, from, until] },
      ...{ units: 1, people, attended, purpose: '角色动画：动作捕捉实训', state: 'confirmed' },
      ...(taker === 'BC01' ? { class: true } : {}),
    }),
  ),
  ...(
    [
      ['BC06', -5, 3, 30],
      ['BC09', -4, 4, 45],
      ['BC13', -2, 1, 20],
    ] as const
  ).map(
    ([taker, week, weekday, units]): ToldBooking => ({
      ...{ key: `render ${taker} ${week}`, offers: ['render'], taker, when: [week, weekday, 8, 12] },
      ...{ units, people: units, attended: units, purpose: '毕业短片渲染', state: 'confirmed' },
    }),
  ),
  {
    ...{ key: 'recording late', offers: ['recording'], taker: 'BC10', when: [-2, 3, 9, 11] },
    ...{
      units: 1,
      people: 10,
      purpose: '配音课',
      state: 'cancelled',
      reason: '任课教师临时外出',
      late: true,
    },
  },
  {
    ...{ key: 'render today', offers: ['render'], taker: 'BC01', when: 'today', class: true },
    ...{ units: 36, people: 36, purpose: '短片渲染实训', state: 'confirmed' },
  },
  {
    ...{ key: 'mentor done', offers: ['mentor'], taker: 'BC01', when: [-4, 4, 14, 16] },
    ...{ units: 1, people: 32, attended: 30, purpose: '合成作业点评', state: 'confirmed' },
  },
  {
    ...{ key: 'tablets', offers: ['tablets'], taker: 'BC03', when: [-3, 3, 8, 12] },
    ...{ units: 8, people: 24, attended: 24, purpose: '数字插画课', state: 'confirmed' },
  },
  {
    ...{ key: 'stage next', offers: ['stage'], taker: 'BC06', when: [1, 2, 9, 12] },
    ...{ units: 1, people: 36, purpose: '角色动画：动作捕捉实训', state: 'confirmed' },
  },
  ...SERIES.flatMap(({ key, offer, taker, weeks, weekday, hours, people, purpose }) =>
    weeks.map(
      (week): ToldBooking => ({
        ...{
          key: `${key} ${week}`,
          offers: [offer],
          taker,
          when: [week, weekday, hours[0], hours[1]],
          series: key,
        },
        ...{ units: 1, people, purpose, state: 'confirmed' },
      }),
    ),
  ),
  {
    ...{ key: 'tablets asked', offers: ['tablets', 'mentor'], taker: 'BC05', when: [2, 4, 14, 16] },
    ...{ units: 1, people: 30, purpose: '数字绘画与合成联合课', state: 'requested' },
  },
  {
    ...{ key: 'mentor refused', offers: ['mentor'], taker: 'BC02', when: [1, 2, 14, 16] },
    ...{
      units: 1,
      people: 35,
      purpose: '视效入门讲座',
      state: 'refused',
      reason: '项目交付周，导师无法离岗',
    },
  },
]
