import type { OfferKind } from '#modules/sharing/rules/vocabulary.ts'
import type { Names } from './told.ts'

export type ToldNeed = {
  key: string
  by: string
  kind: OfferKind
  title: Names
  text: Names
  words: readonly string[]
  people: number
  pays: readonly ('hour' | 'points')[]
  weekdays: readonly number[]
  from: number
  until: number
  minutes: number
  km: number | null
  /** How it ended, and by which offer. */
  met?: string
  /** What was put forward, with a word. */
  answer?: readonly [offer: string, note: string]
}

/** What members look for. */
export const NEEDS: readonly ToldNeed[] = [
  {
    ...{ key: 'stage', by: 'BC01', kind: 'room', words: ['动捕', '动作捕捉'], people: 30, pays: ['points'] },
    title: ['容纳三十人的动捕棚（周二下午）', 'A motion-capture stage for thirty, Tuesday afternoons'],
    text: [
      '秋季学期角色动画课，每周二下午两小时，自带任课教师。',
      'For a character-animation class in the autumn term, two hours on Tuesday afternoons; we bring our own teacher.',
    ],
    ...{ weekdays: [2], from: 13, until: 17, minutes: 120, km: 60 },
    answer: ['stage', '周二下午可以，请提前一周告知人数。'],
  },
  {
    ...{ key: 'foley', by: 'BC06', kind: 'base', words: ['拟音'], people: 10, pays: ['hour'] },
    title: ['拟音间，三次集中实训', 'A foley room for three practice days'],
    text: ['短片后期课需要，上午下午均可。', 'For a post-production class; mornings or afternoons.'],
    ...{ weekdays: [1, 3, 5], from: 9, until: 17, minutes: 180, km: null },
  },
  {
    ...{ key: 'ue mentor', by: 'BC09', kind: 'hours', words: ['虚幻引擎'], people: 25, pays: ['hour'] },
    title: ['虚幻引擎导师，每周两小时', 'An Unreal Engine mentor, two hours a week'],
    text: [
      '虚拟制片方向毕业设计指导，线上线下均可。',
      'For final projects in virtual production, on site or online.',
    ],
    ...{ weekdays: [2, 4], from: 13, until: 18, minutes: 120, km: null },
  },
  {
    ...{ key: 'tablets', by: 'BC03', kind: 'equipment', words: ['数位屏'], people: 20, pays: [] },
    title: ['数位屏二十台，一个上午', 'Twenty pen displays for a morning'],
    text: ['', ''],
    ...{ weekdays: [3], from: 8, until: 12, minutes: 180, km: 40, met: 'tablets' },
  },
]

export type ToldOutage = {
  key: string
  offer: string
  kind: 'fault' | 'maintenance'
  state: 'reported' | 'open' | 'ended'
  by: string
  words: string
  units: number | null
  /** Days from the present one. */
  days: readonly [from: number, until: number | null]
  note?: string
}

/** Faults and maintenance. */
export const OUTAGES: readonly ToldOutage[] = [
  {
    ...{ key: 'stage camera', offer: 'stage', kind: 'fault', state: 'ended', by: 'BC06', units: null },
    ...{ words: '十一号摄像机标定失败，角落丢点。', days: [-33, -30], note: '已更换网线并重新标定。' },
  },
  {
    ...{ key: 'stage yearly', offer: 'stage', kind: 'maintenance', state: 'open', by: 'BC09', units: null },
    ...{ words: '年度检修：更换地胶，重新标定。', days: [60, 67] },
  },
  {
    ...{ key: 'tablet pens', offer: 'tablets', kind: 'fault', state: 'reported', by: 'BC03', units: 2 },
    ...{ words: '两台压感不灵，笔尖已换过。', days: [-1, null] },
  },
]
