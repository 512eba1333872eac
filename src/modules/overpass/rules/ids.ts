import type { Bridge, Condition } from './bridge.ts'

/** Everything a bridge refers to by id. */
export type BridgeIds = {
  programmes: string[]
  versions: string[]
  courses: string[]
  competencies: string[]
  occupations: string[]
}

export function idsOf({ from, to, entry, recognitions }: Bridge): BridgeIds {
  const leaves = [...leavesOf(entry), ...recognitions.map(rule => rule.when)]
  return {
    programmes: [...from.programmeIds, ...(to.kind === 'programme' ? [to.programmeId] : [])],
    versions: to.kind === 'programme' && to.versionId ? [to.versionId] : [],
    courses: [
      ...leaves.flatMap(leaf => (leaf.is === 'course' ? leaf.courseIds : [])),
      ...recognitions.flatMap(rule => rule.courses.map(course => course.courseId)),
    ],
    competencies: leaves.flatMap(leaf => (leaf.is === 'competency' ? [leaf.competencyId] : [])),
    occupations: to.kind === 'occupation' ? [to.occupationId] : [],
  }
}

function leavesOf(condition: Condition): Exclude<Condition, { is: 'all' | 'any' | 'not' }>[] {
  if (condition.is === 'not') return leavesOf(condition.of)
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(leavesOf)
  return [condition]
}
