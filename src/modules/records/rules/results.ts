import { isPassed, readScore, type Scale, type Score } from './score.ts'
import type { Sitting } from './vocabulary.ts'

/** The columns that are read, by what official tables call them; the first name is the one we write. */
export const COLUMNS = {
  number: ['学号', '学籍号', '学生学号', 'student number'],
  name: ['姓名', '学生姓名', 'name'],
  courseCode: ['课程代码', '课程编号', '课程号', 'course code'],
  courseName: ['课程名称', '课程', '课程名', 'course'],
  score: ['成绩', '总评成绩', '总评', '最终成绩', 'score'],
  credits: ['学分', '课程学分', 'credits'],
  sitting: ['考试性质', '考核性质', '成绩性质', 'sitting'],
} as const
export type Column = keyof typeof COLUMNS
export const REQUIRED: readonly Column[] = ['number', 'courseCode', 'score']
export const officialName = (column: Column): string => COLUMNS[column][0]

/** Which cell of a row holds which column; those that are missing are left out. */
export function columnsOf(header: readonly string[]): Partial<Record<Column, number>> {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/\s|[（(].*[)）]/g, '')
      .toLowerCase()
  const found: Partial<Record<Column, number>> = {}
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const names = COLUMNS[column].map(plain)
    const at = header.findIndex(cell => names.includes(plain(cell)))
    if (at >= 0) found[column] = at
  }
  return found
}

/** One row as somebody wrote it; `row` is its number in the file. */
export type RawResult = { row: number } & Record<Column, string>
export type Problem = { row: number; column: Column; code: string; data: Record<string, string | number> }

export type Student = { id: string; name: string; classVersion: string | null; ended: boolean }
export type Course = {
  id: string
  versionId: string
  code: string
  zh: string
  en: string | null
  credits: number
  hours: number
}
/** A result that is on record, by its learner and key. */
export type OnRecord = { id: string; state: string; score: Score | null; credits: number | null }

export type Result = {
  row: number
  learnerId: string
  course: { id: string | null; code: string; name: { zh: string; en: string | null }; hours: number | null }
  score: Score
  passed: boolean
  credits: number | null
  sitting: Sitting
  /** Set when it is on record already: the same (nothing to do) or otherwise (to be corrected). */
  standing: { id: string; same: boolean } | null
}

export type Known = {
  students: ReadonlyMap<string, Student>
  /** Courses of the school's versions by their code. */
  courses: ReadonlyMap<string, readonly Course[]>
  onRecord(learnerId: string, courseCode: string, sitting: Sitting): OnRecord | undefined
}
export type Occasion = { scale: Scale; most: number | null; passMark: number }

const SITTING_NAMES: Record<string, Sitting> = {
  '': 'regular',
  正常考试: 'regular',
  正考: 'regular',
  初修: 'regular',
  补考: 'resit',
  重修: 'retake',
  重考: 'retake',
  regular: 'regular',
  resit: 'resit',
  retake: 'retake',
}
const nameKey = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s·•.]/g, '')
    .toLowerCase()

/**
 * Checks the rows of a term's results against what the school knows. Every problem is named at its row and column; a
 * row without one becomes a result.
 */
export function checkResults(
  rows: readonly RawResult[],
  known: Known,
  occasion: Occasion,
): { results: Result[]; problems: Problem[] } {
  const problems: Problem[] = []
  const results: Result[] = []
  const first = new Map<string, number>()
  for (const raw of rows) {
    const before = problems.length
    const problem = (column: Column, code: string, data: Problem['data'] = {}) =>
      problems.push({ row: raw.row, column, code, data })
    const student = studentOf(raw, known, problem)
    const sitting = Object.hasOwn(SITTING_NAMES, raw.sitting.trim())
      ? SITTING_NAMES[raw.sitting.trim()]
      : undefined
    if (!sitting) problem('sitting', 'sitting')
    const course = courseOf(raw, student, known, problem)
    const score = readScore(raw.score, occasion.scale, occasion.most)
    if (typeof score === 'string') problem('score', `score_${score}`, { score: raw.score.slice(0, 20) })
    const credits = creditsOf(raw, course, problem)
    if (student && course && sitting) {
      const key = `${student.id} ${course.code} ${sitting}`
      const seen = first.get(key)
      if (seen !== undefined) problem('number', 'twice', { first: seen })
      else first.set(key, raw.row)
    }
    if (problems.length > before || !student || !course || !sitting || typeof score === 'string') continue
    const passed = isPassed(score, occasion.passMark)
    const earned = passed ? credits : 0
    const standing = known.onRecord(student.id, course.code, sitting)
    if (standing && standing.state !== 'confirmed') {
      problem('number', 'revoked')
      continue
    }
    const { code, name, id, hours } = course
    results.push({
      ...{ row: raw.row, learnerId: student.id, course: { id, code, name, hours }, score, passed },
      ...{ credits: earned, sitting },
      standing: standing
        ? { id: standing.id, same: sameScore(standing.score, score) && standing.credits === earned }
        : null,
    })
  }
  return { results, problems }
}

const sameScore = (a: Score | null, b: Score) =>
  a !== null && Object.entries(b).every(([key, value]) => (a as Record<string, unknown>)[key] === value)

type Tell = (column: Column, code: string, data?: Problem['data']) => void

function studentOf(raw: RawResult, known: Known, problem: Tell): Student | undefined {
  const number = raw.number.trim()
  if (!number) {
    problem('number', 'number_missing')
    return undefined
  }
  const student = known.students.get(number)
  if (!student) problem('number', 'student_unknown', { number: number.slice(0, 40) })
  else if (student.ended) problem('number', 'student_ended', { number })
  else if (raw.name.trim() && nameKey(raw.name) !== nameKey(student.name))
    problem('name', 'name_differs', { number })
  return student
}

type CourseOf = {
  id: string | null
  code: string
  name: { zh: string; en: string | null }
  hours: number | null
  credits: number | null
}

/** The course of the version that the student's class learns by. A school without a plan for the class names it. */
function courseOf(
  raw: RawResult,
  student: Student | undefined,
  known: Known,
  problem: Tell,
): CourseOf | undefined {
  const code = raw.courseCode.trim()
  if (!code) {
    problem('courseCode', 'course_missing')
    return undefined
  }
  const offered = known.courses.get(code) ?? []
  const version = student?.classVersion ?? null
  const own = offered.find(course => course.versionId === version)
  if (own)
    return { id: own.id, code, name: { zh: own.zh, en: own.en }, hours: own.hours, credits: own.credits }
  if (student && version !== null) {
    problem('courseCode', offered.length ? 'course_version' : 'course_unknown', { code: code.slice(0, 40) })
    return undefined
  }
  const name = raw.courseName.trim() || (offered[0]?.zh ?? '')
  if (name) return { id: null, code, name: { zh: name, en: null }, hours: null, credits: null }
  if (student) problem('courseName', 'course_name_missing', { code: code.slice(0, 40) })
  return undefined
}

function creditsOf(raw: RawResult, course: CourseOf | undefined, problem: Tell): number | null {
  const text = raw.credits.normalize('NFKC').trim()
  if (!text) return course?.credits ?? null
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text) || Number(text) > 100) {
    problem('credits', 'credits')
    return null
  }
  const credits = Number(text)
  // Who failed has earned none, and tables write that as zero.
  if (course?.credits != null && credits !== 0 && credits !== course.credits)
    problem('credits', 'credits_differ', { credits: course.credits })
  return course?.credits ?? credits
}
