import { Graph } from './graph.ts'
import { plan } from './plan.ts'
import type { Basis, Certainty, Constraints, Learner, MapBridge, Way, World } from './world.ts'

/** A step of a way somebody follows, as far as it is found again and compared. */
export type FollowedStep = {
  fromId: string | null
  to: { id: string }
  bridgeId: string
  basis: { kind: 'clause'; agreementId: string } | { kind: 'default' } | { kind: 'occupation' }
  certainty: Certainty
  startsOn: string
  feeFen: number
  recognisedCredits: number
  gaps: readonly { text: Said }[]
  untilCohort: number | null
  untilDay: string | null
  intake: { id: string; closesOn: string } | null
}
type Said = { zh: string; en: string }

/** What a change of rules means for whoever follows a way. `arrived`: they are where it leads. */
export const VERDICTS = ['possible', 'needs_more', 'gone', 'arrived'] as const
export type Verdict = (typeof VERDICTS)[number]

export const CHANGES = [
  ...([
    'ended',
    'blocked',
    'replaced',
    'kept_open',
    'starts',
    'credits',
    'fee',
    'until',
    'certainty',
  ] as const),
  ...(['gap_new', 'gap_closed', 'intake_opened', 'intake_moved', 'intake_gone'] as const),
] as const
/** One thing that is not as it was, on the step to a place; days, amounts and certainties as text. */
export type Change = {
  toId: string
  what: (typeof CHANGES)[number]
  before: string | null
  now: string | null
  text: Said | null
}

/** The steps that are still ahead: those after the last place of the way where the learner is or was. */
export function stepsAhead<Step extends Pick<FollowedStep, 'to'>>(
  steps: readonly Step[],
  at: readonly { placeId: string }[],
): Step[] {
  const stands = new Set(at.map(each => each.placeId))
  return steps.slice(steps.findLastIndex(step => stands.has(step.to.id)) + 1)
}

/**
 * The bridges a way can go on by: step by step its own, and those of other versions of the same agreement between the
 * same two places. One that somebody is on stays open for them, whatever day or cohort it was closed for.
 */
export function bridgesOfWay(
  steps: readonly Pick<FollowedStep, 'fromId' | 'to' | 'bridgeId' | 'basis'>[],
  known: readonly MapBridge[],
  on: ReadonlySet<string>,
): MapBridge[] {
  return steps.flatMap(({ fromId, to, bridgeId, basis }) =>
    known
      .filter(
        bridge => targetOf(bridge) === to.id && isOf(bridge, bridgeId, basis) && leadsFrom(bridge, fromId),
      )
      .map(bridge => ({
        ...bridge,
        rule:
          fromId === null ? bridge.rule : { ...bridge.rule, from: { programmeIds: [fromId], levels: [] } },
        ...(on.has(bridge.id) && { fromDay: null, untilDay: null, fromCohort: null, untilCohort: null }),
      })),
  )
}

const targetOf = ({ rule: { to } }: MapBridge) => (to.kind === 'programme' ? to.programmeId : to.occupationId)
const isOf = (bridge: { id: string; basis: Basis }, id: string, basis: FollowedStep['basis']) =>
  bridge.id === id ||
  (basis.kind === 'clause' &&
    bridge.basis.kind === 'clause' &&
    bridge.basis.agreementId === basis.agreementId)
const leadsFrom = ({ rule: { from } }: MapBridge, fromId: string | null) =>
  fromId === null || from.programmeIds.length === 0 || from.programmeIds.includes(fromId)

const ANYTHING: Constraints = {
  ...{ regions: null, partTimeOnly: false, bindingOnly: false, maxMonths: null, maxFen: null },
}

/**
 * How a way stands on a day, by the planner's own rules over its own places alone; null when it no longer leads there.
 * Of several versions that serve, the one it rests on already is taken.
 */
export function wayNow(
  steps: readonly Pick<FollowedStep, 'fromId' | 'to' | 'bridgeId'>[],
  world: World,
  bridges: readonly MapBridge[],
  learner: Learner,
  day: string,
): Way | null {
  const [first, last] = [steps[0], steps.at(-1)]
  if (!first || !last) return null
  const graph = new Graph(world, bridges.length)
  for (const bridge of bridges) graph.put(bridge)
  graph.index()
  const at = learner.at.filter(each => each.placeId === first.fromId)
  if (first.fromId !== null && at.length === 0) return null
  const found = plan(graph, { ...learner, at }, { kind: 'place', id: last.to.id }, ANYTHING, day)
  const kept = new Set(steps.map(step => step.bridgeId))
  const same = (way: Way) => way.steps.filter(step => kept.has(step.bridgeId)).length
  const alike = found.ways.filter(
    way => way.steps.map(step => step.toId).join() === steps.map(step => step.to.id).join(),
  )
  return alike.toSorted((a, b) => same(b) - same(a))[0] ?? null
}

const monthOf = (day: string) => day.slice(0, 7)

/** What has changed between the way as it was chosen and as it stands, and what that means for whoever follows it. */
export function compared(
  before: readonly FollowedStep[],
  now: readonly FollowedStep[] | null,
  on: ReadonlySet<string>,
  known: ReadonlySet<string>,
): { verdict: Verdict; changes: Change[] } {
  if (before.length === 0) return { verdict: 'arrived', changes: [] }
  const changes = before.flatMap((step, n) => changesOf(step, now?.[n] ?? null, on, known))
  const last = before.at(-1)
  if (now === null) {
    // Nothing has ended: what is left are days, years of entry and conditions that no longer fit together.
    if (changes.length === 0 && last)
      changes.push({ toId: last.to.id, what: 'blocked', before: null, now: null, text: null })
    return { verdict: 'gone', changes }
  }
  return { verdict: changes.some(each => each.what === 'gap_new') ? 'needs_more' : 'possible', changes }
}

function changesOf(
  before: FollowedStep,
  now: FollowedStep | null,
  on: ReadonlySet<string>,
  known: ReadonlySet<string>,
): Change[] {
  const told: Change[] = []
  const say = (what: Change['what'], was: unknown = null, is: unknown = null, text: Said | null = null) =>
    told.push({
      ...{ toId: before.to.id, what, text },
      ...{ before: was === null ? null : String(was), now: is === null ? null : String(is) },
    })
  const gone = before.basis.kind === 'clause' && !known.has(before.bridgeId)
  if (now === null) {
    if (gone) say('ended')
    return told
  }
  if (now.bridgeId !== before.bridgeId) say('replaced')
  else if (gone && on.has(before.bridgeId)) say('kept_open')
  if (monthOf(now.startsOn) !== monthOf(before.startsOn)) say('starts', before.startsOn, now.startsOn)
  if (now.recognisedCredits !== before.recognisedCredits)
    say('credits', before.recognisedCredits, now.recognisedCredits)
  if (now.feeFen !== before.feeFen) say('fee', before.feeFen, now.feeFen)
  if (!on.has(now.bridgeId) && (now.untilDay ?? now.untilCohort) !== (before.untilDay ?? before.untilCohort))
    say('until', before.untilDay ?? before.untilCohort, now.untilDay ?? now.untilCohort)
  if (now.certainty !== before.certainty) say('certainty', before.certainty, now.certainty)
  const [had, has] = [before, now].map(step => new Map(step.gaps.map(gap => [gap.text.zh, gap.text])))
  for (const [key, text] of has ?? []) if (!had?.has(key)) say('gap_new', null, null, text)
  for (const [key, text] of had ?? []) if (!has?.has(key)) say('gap_closed', null, null, text)
  if (before.intake === null && now.intake) say('intake_opened', null, now.intake.closesOn)
  if (before.intake && now.intake && before.intake.closesOn !== now.intake.closesOn)
    say('intake_moved', before.intake.closesOn, now.intake.closesOn)
  if (before.intake && !now.intake) say('intake_gone', before.intake.closesOn)
  return told
}
