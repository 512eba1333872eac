export const SCALES = ['percent', 'five', 'pass', 'points'] as const
export type Scale = (typeof SCALES)[number]

/** 优、良、中、及格、不及格, the best first. */
export const FIVE_GRADES = ['excellent', 'good', 'medium', 'pass', 'fail'] as const
export type FiveGrade = (typeof FIVE_GRADES)[number]

/** A score with the scale it was given on; what it is worth elsewhere is for others to decide. */
export type Score =
  | { scale: 'percent'; value: number }
  | { scale: 'five'; grade: FiveGrade }
  | { scale: 'pass'; passed: boolean }
  | { scale: 'points'; value: number; max: number }

export type ScoreProblem =
  | 'empty'
  | 'absent'
  | 'no_number'
  | 'off_scale'
  | 'no_grade'
  | 'decimals'
  | 'max_missing'

const FIVE: Record<string, FiveGrade> = {
  优: 'excellent',
  优秀: 'excellent',
  良: 'good',
  良好: 'good',
  中: 'medium',
  中等: 'medium',
  及格: 'pass',
  合格: 'pass',
  不及格: 'fail',
  不合格: 'fail',
  excellent: 'excellent',
  good: 'good',
  medium: 'medium',
  pass: 'pass',
  fail: 'fail',
}
const PASSED = new Set(['合格', '通过', '及格', 'p', 'pass', 'passed'])
const FAILED = new Set(['不合格', '不通过', '未通过', '不及格', 'f', 'fail', 'failed'])
/** Remarks that stand where a score should: the sitting has none. */
const ABSENT = new Set([
  '缺考',
  '缓考',
  '免修',
  '免考',
  '取消',
  '作弊',
  '旷考',
  'absent',
  'deferred',
  'exempt',
])

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()

function numberOf(text: string): number | ScoreProblem {
  if (!/^-?\d{1,6}(\.\d{1,6})?$/.test(text)) return 'no_number'
  if (/\.\d*[1-9]\d*$/.test(text) && !/\.\d0*$/.test(text)) return 'decimals'
  return Number(text)
}

/**
 * Reads a score as teachers write it: full-width digits, 分 and % are understood, one decimal at most.
 * @param max of the scale `points`, where the text does not say it itself ("45/50")
 */
export function readScore(text: string, scale: Scale, max: number | null = null): Score | ScoreProblem {
  const said = plain(text)
  if (said === '') return 'empty'
  if (ABSENT.has(said)) return 'absent'
  if (scale === 'five') {
    const grade = Object.hasOwn(FIVE, said) ? FIVE[said] : undefined
    return grade ? { scale, grade } : 'no_grade'
  }
  if (scale === 'pass') {
    if (PASSED.has(said)) return { scale, passed: true }
    return FAILED.has(said) ? { scale, passed: false } : 'no_grade'
  }
  if (scale === 'percent') {
    const value = numberOf(said.replace(/\s*[分%]$/, ''))
    if (typeof value === 'string') return value
    return value >= 0 && value <= 100 ? { scale, value } : 'off_scale'
  }
  const [first = '', second] = said.replace(/\s*分$/, '').split(/\s*\/\s*/, 2)
  const value = numberOf(first)
  if (typeof value === 'string') return value
  const most = second === undefined ? max : numberOf(second)
  if (most === null) return 'max_missing'
  if (typeof most === 'string') return most
  if (max !== null && second !== undefined && most !== max) return 'off_scale'
  return most > 0 && value >= 0 && value <= most ? { scale, value, max: most } : 'off_scale'
}

/** The score as a sheet holds it; `readScore` gives back the same. */
export function writeScore(score: Score): string {
  if (score.scale === 'five')
    return { excellent: '优', good: '良', medium: '中', pass: '及格', fail: '不及格' }[score.grade]
  if (score.scale === 'pass') return score.passed ? '合格' : '不合格'
  return score.scale === 'points' ? `${score.value}/${score.max}` : String(score.value)
}

/** Whether a score can stand at all: on its scale, with one decimal at most. */
export function isOnScale(score: Score): boolean {
  return typeof readScore(writeScore(score), score.scale) === 'object'
}

/**
 * Whether a score passes.
 * @param passMark the share of the full score, in percent, from which it does: a dated parameter of policy
 */
export function isPassed(score: Score, passMark: number): boolean {
  if (score.scale === 'five') return score.grade !== 'fail'
  if (score.scale === 'pass') return score.passed
  const [value, max] = score.scale === 'points' ? [score.value, score.max] : [score.value, 100]
  // In tenths, so that 60 of 100 is never 59.999.
  return Math.round(value * 10) * 100 >= Math.round(max * 10) * passMark
}
