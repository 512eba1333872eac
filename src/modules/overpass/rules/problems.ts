import type { Bridge, Condition, Leaf, Recognition } from './bridge.ts'
import { implies, isNever } from './implies.ts'

/** What can be wrong with a bridge; its words are `overpass.problem.<code>`. */
export const PROBLEMS = [
  'shape',
  'target_unknown',
  'target_not_party',
  'version_elsewhere',
  'recognises_itself',
  'source_unknown',
  'course_unknown',
  'competency_unknown',
  'level_unknown',
  'entry_needs_target',
  'never_met',
  'quota_nobody',
  'course_not_of_target',
  'more_than_course',
  'course_twice',
  'rule_twice',
  'conflicting',
  'unreachable',
  'cap_above_total',
  'intake_outside',
  'nothing_recognised',
  'no_courses_there',
] as const
export type ProblemCode = (typeof PROBLEMS)[number]
/** Where in the bridge, as a path such as `recognitions.2.courses.0`, and what. */
export type Problem = { at: string; code: ProblemCode }

/** What is known about whatever a bridge names; what is not there is unknown. */
export type BridgeFacts = {
  programmes: Record<string, { organisationId: string }>
  versions: Record<string, { programmeId: string }>
  courses: Record<string, { programmeId: string; versionId: string; credits: number }>
  competencies: Record<string, { levels: number }>
  occupations: Record<string, true>
  /** Parties of the agreement and the days it is to be in force, where they are known. */
  partyIds: readonly string[] | null
  from: string | null
  until: string | null
}

/** Everything wrong with a bridge, in the order of its parts. */
export function problemsOf(bridge: Bridge, facts: BridgeFacts): Problem[] {
  return [
    ...ofTarget(bridge, facts),
    ...ofSource(bridge, facts),
    ...ofCondition(bridge.entry, 'entry', bridge, facts),
    ...(isNever(bridge.entry) ? [problem('entry', 'never_met')] : []),
    ...bridge.recognitions.flatMap((rule, i) => ofRule(rule, i, bridge, facts)),
    ...(bridge.way === 'credit' && bridge.recognitions.length === 0
      ? [problem('recognitions', 'nothing_recognised')]
      : []),
    ...(bridge.quota === 0 ? [problem('quota', 'quota_nobody')] : []),
    ...bridge.intakes.flatMap((day, i) =>
      (facts.from !== null && day < facts.from) || (facts.until !== null && day > facts.until)
        ? [problem(`intakes.${i}`, 'intake_outside')]
        : [],
    ),
  ]
}

const problem = (at: string, code: ProblemCode): Problem => ({ at, code })

function ofTarget({ to, recognitions }: Bridge, facts: BridgeFacts): Problem[] {
  if (to.kind === 'occupation') {
    if (!facts.occupations[to.occupationId]) return [problem('to.occupationId', 'target_unknown')]
    return recognitions.length ? [problem('recognitions', 'no_courses_there')] : []
  }
  const programme = facts.programmes[to.programmeId]
  if (!programme) return [problem('to.programmeId', 'target_unknown')]
  const elsewhere = to.versionId !== null && facts.versions[to.versionId]?.programmeId !== to.programmeId
  return [
    ...(facts.partyIds && !facts.partyIds.includes(programme.organisationId)
      ? [problem('to.programmeId', 'target_not_party')]
      : []),
    ...(elsewhere ? [problem('to.versionId', 'version_elsewhere')] : []),
  ]
}

function ofSource({ from, to }: Bridge, facts: BridgeFacts): Problem[] {
  return from.programmeIds.flatMap((id, i) => {
    if (to.kind === 'programme' && id === to.programmeId)
      return [problem(`from.programmeIds.${i}`, 'recognises_itself')]
    return facts.programmes[id] ? [] : [problem(`from.programmeIds.${i}`, 'source_unknown')]
  })
}

function ofCondition(condition: Condition, at: string, bridge: Bridge, facts: BridgeFacts): Problem[] {
  if (condition.is === 'not') return ofCondition(condition.of, `${at}.of`, bridge, facts)
  if (condition.is === 'all' || condition.is === 'any')
    return condition.of.flatMap((each, i) => ofCondition(each, `${at}.of.${i}`, bridge, facts))
  return ofLeaf(condition, at, bridge, facts, 'entry_needs_target')
}

function ofLeaf(leaf: Leaf, at: string, { to }: Bridge, facts: BridgeFacts, own: ProblemCode): Problem[] {
  if (leaf.is === 'competency') {
    const known = facts.competencies[leaf.competencyId]
    if (!known) return [problem(`${at}.competencyId`, 'competency_unknown')]
    return leaf.level > known.levels ? [problem(`${at}.level`, 'level_unknown')] : []
  }
  if (leaf.is !== 'course') return []
  return leaf.courseIds.flatMap((id, i) => {
    const course = facts.courses[id]
    if (!course) return [problem(`${at}.courseIds.${i}`, 'course_unknown')]
    return to.kind === 'programme' && course.programmeId === to.programmeId
      ? [problem(`${at}.courseIds.${i}`, own)]
      : []
  })
}

function ofRule(rule: Recognition, i: number, bridge: Bridge, facts: BridgeFacts): Problem[] {
  const at = `recognitions.${i}`
  const earlier = bridge.recognitions.slice(0, i)
  const { to } = bridge
  const courses = rule.courses.flatMap(({ courseId, credits }, j) => {
    const place = `${at}.courses.${j}`
    if (rule.courses.slice(0, j).some(other => other.courseId === courseId))
      return [problem(place, 'course_twice')]
    const course = facts.courses[courseId]
    if (!course) return [problem(place, 'course_unknown')]
    if (to.kind === 'programme') {
      const there =
        to.versionId === null ? course.programmeId === to.programmeId : course.versionId === to.versionId
      if (!there) return [problem(place, 'course_not_of_target')]
    }
    return credits > course.credits ? [problem(place, 'more_than_course')] : []
  })
  const { capTotal } = bridge
  return [
    ...(earlier.some(other => other.id === rule.id) ? [problem(`${at}.id`, 'rule_twice')] : []),
    ...ofLeaf(rule.when, `${at}.when`, bridge, facts, 'recognises_itself'),
    ...courses,
    ...(rule.cap !== null && capTotal !== null && rule.cap > capTotal
      ? [problem(`${at}.cap`, 'cap_above_total')]
      : []),
    ...againstEarlier(rule, at, earlier),
  ]
}

const same = (one: Leaf, other: Leaf) => implies(one, other) && implies(other, one)

/** Two rules that ask for the same and give otherwise, or one behind which nothing ever gets. */
function againstEarlier(rule: Recognition, at: string, earlier: readonly Recognition[]): Problem[] {
  const conflicting = earlier.some(
    other =>
      same(other.when, rule.when) &&
      rule.courses.some(one =>
        other.courses.some(two => two.courseId === one.courseId && two.credits !== one.credits),
      ),
  )
  if (conflicting) return [problem(at, 'conflicting')]
  // An outcome that fits both goes to the earlier one as long as its courses have room, and both have the same.
  const behind = earlier.some(
    other =>
      other.cap === null &&
      implies(rule.when, other.when) &&
      rule.courses.every(({ courseId }) => other.courses.some(each => each.courseId === courseId)),
  )
  return behind ? [problem(at, 'unreachable')] : []
}
