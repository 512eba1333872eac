import type { Level } from '#modules/programmes/rules/vocabulary.ts'
import { foundBy } from '#modules/programmes/server/text.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import { competencyId } from './competencies.ts'
import { type Family, generalOf, type Subject } from './families.ts'
import type { CourseAimRow, CourseRow, PrerequisiteRow } from './rows.ts'

type Hours = readonly [theory: number, practice: number, credits: number]
/** What a level's plan is made of: hours of each kind of course, and in which semesters it stands. */
type Shape = {
  general: Hours
  core: Hours
  elective: Hours
  practice: Hours
  placement: Hours
  placementAt: number
  electives: number
  level: number
}

const SHAPES: Record<Level, Shape> = {
  secondary: {
    ...{ general: [108, 36, 8], core: [36, 92, 7.5], elective: [24, 40, 4], practice: [0, 60, 2] },
    ...{ placement: [0, 540, 18], placementAt: 6, electives: 5, level: 2 },
  },
  higher_vocational: {
    ...{ general: [80, 16, 6], core: [36, 92, 7.5], elective: [28, 36, 4], practice: [0, 90, 3] },
    ...{ placement: [0, 720, 24], placementAt: 6, electives: 5, level: 3 },
  },
  bachelor: {
    ...{ general: [112, 16, 8], core: [48, 48, 6], elective: [40, 24, 4], practice: [0, 120, 4] },
    ...{ placement: [0, 480, 16], placementAt: 8, electives: 5, level: 3 },
  },
  continuing: {
    ...{ general: [16, 0, 1], core: [16, 16, 2], elective: [8, 8, 1], practice: [0, 30, 1] },
    ...{ placement: [0, 90, 3], placementAt: 2, electives: 1, level: 2 },
  },
}

export const semestersOf = (level: Level) => SHAPES[level].placementAt

export type Plan = { courses: CourseRow[]; prerequisites: PrerequisiteRow[]; courseAims: CourseAimRow[] }

type Of = { versionId: string; school: string; level: Level; family: Family; revised: boolean }

/** The courses of one version. `revised` is the newer plan: real-time work comes in, one elective goes. */
export function planOf({ versionId, school, level, family, revised }: Of): Plan {
  const shape = SHAPES[level]
  const plan: Plan = { courses: [], prerequisites: [], courseAims: [] }
  const places = new Map<number, number>()
  const last = shape.placementAt - 1
  const add = (
    [zh, en, teaches]: Subject,
    code: string,
    kind: CourseRow['kind'],
    [theoryHours, practiceHours, credits]: Hours,
    semester: number,
    to: number,
    company: string | null,
  ): string => {
    const id = demoId(`course ${versionId} ${code}`)
    const place = places.get(semester) ?? 0
    places.set(semester, place + 1)
    plan.courses.push({
      ...{ id, versionId, organisationId: organisationId(school), code, nameZh: zh, nameEn: en, kind },
      ...{ theoryHours, practiceHours, credits, placementMonths: kind === 'placement' ? 6 : null },
      ...{ semester, place, responsible: kind === 'general' ? '公共基础部' : '专业教研室' },
      companyId: company ? organisationId(company) : null,
      grams: gramsOf(zh, en, code),
    })
    for (const competency of teaches)
      plan.courseAims.push({
        courseId: id,
        competencyId: competencyId(competency),
        level: clamp(competency, to),
      })
    return id
  }
  const two = (n: number) => String(n).padStart(2, '0')
  const spread = (i: number, of: number, from: number) => from + Math.floor((i * (last - from + 1)) / of)
  const general = generalOf(level === 'secondary')
  for (const [i, subject] of general.entries())
    add(subject, `G${two(i + 1)}`, 'general', shape.general, spread(i, general.length, 1), 1, null)
  const core: string[] = []
  for (const [i, subject] of family.core.entries()) {
    const to = i < 2 ? 1 : shape.level
    const company = i > 3 ? (family.companies[i % family.companies.length] ?? null) : null
    core.push(
      add(subject, `K${two(i + 1)}`, 'core', shape.core, spread(i, family.core.length, 1), to, company),
    )
  }
  // Each builds on the one before the last, so that two can run side by side.
  for (const [i, courseId] of core.entries()) {
    const requiresId = core[i - 2]
    if (!requiresId) continue
    const semester = (id: string) => plan.courses.find(course => course.id === id)?.semester ?? 0
    if (semester(requiresId) < semester(courseId))
      plan.prerequisites.push({ versionId, courseId, requiresId })
  }
  const electives = revised ? [...family.electives.slice(0, shape.electives - 1), REVISION] : family.electives
  for (const [i, subject] of electives.slice(0, shape.electives).entries()) {
    const code = subject === REVISION ? 'X21' : `X${two(i + 1)}`
    add(
      subject,
      code,
      'elective',
      shape.elective,
      spread(i, shape.electives, 2),
      Math.min(2, shape.level),
      null,
    )
  }
  for (const [i, subject] of family.practice.entries())
    add(
      subject,
      `P${two(i + 1)}`,
      'practice',
      shape.practice,
      last - 1 + i,
      shape.level,
      family.companies[i] ?? null,
    )
  add(
    ['岗位实习', 'Placement', ['G-01', 'G-05']],
    'S01',
    'placement',
    shape.placement,
    shape.placementAt,
    2,
    family.companies[0] ?? null,
  )
  return plan
}

const known = new Map<string, readonly string[]>()

/** The same courses stand in many plans: what they are found by is worked out once. */
function gramsOf(zh: string, en: string, code: string): readonly string[] {
  const key = `${zh} ${code}`
  const grams = known.get(key) ?? foundBy({ name: { zh, en }, codes: [code] }).grams
  known.set(key, grams)
  return grams
}

const REVISION: Subject = ['实时渲染', 'Real-time Rendering', ['D-15', 'D-08']]

/** Common competencies have three levels, the field's own four. */
const clamp = (code: string, level: number) => Math.min(level, code.startsWith('G') ? 3 : 4)
