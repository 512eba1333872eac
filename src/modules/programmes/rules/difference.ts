/** The fields of a course that a comparison shows, as plain values. */
export const COMPARED = [
  'name',
  'kind',
  'theoryHours',
  'practiceHours',
  'credits',
  'placementMonths',
  'semester',
  'responsible',
  'company',
  'requires',
  'aims',
] as const
export type Compared = (typeof COMPARED)[number]

export type ComparedCourse = { code: string } & Record<Compared, string | number | null>

export type CourseChange = {
  code: string
  name: string
  change: 'added' | 'removed' | 'changed'
  fields: { field: Compared; before: string | number | null; after: string | number | null }[]
}

/** What changed from one version to another, course by course; courses are the same where their codes are. */
export function differenceOf(
  before: readonly ComparedCourse[],
  after: readonly ComparedCourse[],
): CourseChange[] {
  const old = new Map(before.map(course => [course.code, course]))
  const kept = new Set(after.map(course => course.code))
  const changes: CourseChange[] = []
  for (const course of after) {
    const former = old.get(course.code)
    const named = { code: course.code, name: String(course.name) }
    if (!former) {
      changes.push({ ...named, change: 'added', fields: [] })
      continue
    }
    const fields = COMPARED.filter(field => former[field] !== course[field]).map(field => ({
      ...{ field, before: former[field], after: course[field] },
    }))
    if (fields.length) changes.push({ ...named, change: 'changed', fields })
  }
  for (const course of before)
    if (!kept.has(course.code))
      changes.push({ code: course.code, name: String(course.name), change: 'removed', fields: [] })
  return changes
}
