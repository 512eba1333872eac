import { AWARD_LEVELS, CERTIFICATE_LEVELS, PRIZES, wordsOf } from '../bridge.ts'
import type { OwnOutcome } from './world.ts'

/** Something a learner does not have yet and supposes for a plan. */
export type WhatIf =
  | { kind: 'certificate'; level: (typeof CERTIFICATE_LEVELS)[number]; named: string }
  | { kind: 'award'; level: (typeof AWARD_LEVELS)[number]; prize: (typeof PRIZES)[number]; named: string }
  | { kind: 'test'; score: number; named: string }

export const WHAT_IFS_MOST = 8
const NAME_MOST = 80

const member = <T extends string>(list: readonly T[], text: string | undefined): T | null =>
  list.find(each => each === text) ?? null

/** As they stand in an address: `certificate:intermediate:三维建模;test:75:文化素质`. null: it is none. */
export function readWhatIfs(text: string): WhatIf[] | null {
  const parts = text === '' ? [] : text.split(';')
  const found = parts.map(readOne)
  return parts.length > WHAT_IFS_MOST || found.includes(null) ? null : found.filter(each => each !== null)
}

export const writeWhatIfs = (list: readonly WhatIf[]): string => list.map(writeOne).join(';')

/** A name without the signs that part them in an address. */
export const plainName = (text: string) => text.replace(/[;:]/g, ' ').trim().slice(0, NAME_MOST)

function readOne(text: string): WhatIf | null {
  const [kind, first, second, third] = text.split(':')
  const name = (value: string | undefined) =>
    value !== undefined && value === plainName(value) ? value : null
  if (kind === 'certificate') {
    const [level, named] = [member(CERTIFICATE_LEVELS, first), name(second)]
    return level !== null && named !== null && third === undefined ? { kind, level, named } : null
  }
  if (kind === 'award') {
    const [level, prize, named] = [member(AWARD_LEVELS, first), member(PRIZES, second), name(third)]
    return level !== null && prize !== null && named !== null ? { kind, level, prize, named } : null
  }
  const [score, named] = [Number(first), name(second)]
  const sound = kind === 'test' && first !== '' && score >= 0 && score <= 100
  return sound && named !== null && third === undefined ? { kind: 'test', score, named } : null
}

function writeOne(each: WhatIf): string {
  if (each.kind === 'certificate') return `certificate:${each.level}:${each.named}`
  if (each.kind === 'award') return `award:${each.level}:${each.prize}:${each.named}`
  return `test:${each.score}:${each.named}`
}

const SUPPOSED = 'what-if-'
export const supposedId = (n: number) => `${SUPPOSED}${n}`
export const isSupposed = (outcomeId: string) => outcomeId.startsWith(SUPPOSED)

/** As outcomes of today, which rules read like any other. */
export function supposed(list: readonly WhatIf[], day: string): OwnOutcome[] {
  return list.map((each, n) => ({
    ...{ id: supposedId(n), heldOn: day, courseId: null, passed: true, hours: null, credits: null },
    kind: each.kind === 'test' ? 'course_result' : each.kind,
    score: each.kind === 'test' ? each.score : null,
    level: each.kind === 'test' ? null : each.level,
    prize: each.kind === 'award' ? each.prize : null,
    ...{ teamPlace: null, competencies: [], words: wordsOf(each.named) },
  }))
}
