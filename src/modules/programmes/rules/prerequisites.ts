/** A course as far as the order of courses goes. */
export type Ordered = { id: string; semester: number; requires: readonly string[] }

/**
 * The courses of one circle of prerequisites, each requiring the next and the last the first; null when there is
 * none. Requirements of courses that are not there are ignored.
 */
export function circleIn(courses: readonly Pick<Ordered, 'id' | 'requires'>[]): string[] | null {
  const byId = new Map(courses.map(course => [course.id, course]))
  const done = new Set<string>()
  for (const { id } of courses) {
    const path: string[] = []
    const circle = walk(id, path)
    if (circle) return circle
  }
  return null

  function walk(id: string, path: string[]): string[] | null {
    const at = path.indexOf(id)
    if (at >= 0) return path.slice(at)
    if (done.has(id)) return null
    path.push(id)
    for (const required of byId.get(id)?.requires ?? []) {
      const circle = byId.has(required) ? walk(required, path) : null
      if (circle) return circle
    }
    path.pop()
    done.add(id)
    return null
  }
}

/** Courses that stand in the same semester as one they require, or before it, with what they wait for. */
export function outOfOrder(courses: readonly Ordered[]): { id: string; before: string[] }[] {
  const semesters = new Map(courses.map(course => [course.id, course.semester]))
  return courses.flatMap(course => {
    const before = course.requires.filter(id => (semesters.get(id) ?? 0) >= course.semester)
    return before.length ? [{ id: course.id, before }] : []
  })
}
