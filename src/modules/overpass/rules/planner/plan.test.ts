import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Exhaustive, type SmallWorld, type Vector, type Weighed } from './exhaustive.ts'
import { Graph } from './graph.ts'
import { plan } from './plan.ts'
import { constraints, goal, learner, smallWorld, TODAY } from './small-worlds.ts'
import { CERTAINTIES, CRITERIA, type Learner, LIMITS, type Limits, type Way } from './world.ts'

const ALL: Limits = { ...LIMITS, ways: 1000 }
const VECTOR = ['months', 'lost', 'cost', 'certainty'] as const

function graphOf(world: SmallWorld): Graph {
  const graph = new Graph(world)
  for (const bridge of world.bridges) graph.put(bridge)
  graph.index()
  return graph
}

const vectorOf = ({ figures }: Way, { buckets }: Limits): Vector => ({
  months: figures.months,
  lost: figures.creditsNotKept / buckets.credits,
  cost: figures.feeFen / buckets.fen,
  certainty: CERTAINTIES.indexOf(figures.certainty),
})
const text = (vector: Vector, by: readonly (keyof Vector)[] = VECTOR) => by.map(each => vector[each]).join()

/** Walks a way again with the other definition; fails where a step is not one. */
function walkAgain(all: Exhaustive, world: SmallWorld, asker: Learner, way: Way): Weighed {
  let so: Weighed = { months: 0, time: 0, lost: 0, cost: 0, certainty: 0, steps: [] }
  for (const step of way.steps) {
    const bridge = world.bridges.find(each => each.id === step.bridgeId)
    const target = bridge && all.targetOf(bridge)
    if (!bridge || !target) throw new Error('a bridge that is not there')
    const standing = asker.at.find(each => each.placeId === step.fromId)
    const ending = !['transfer', 'credit', 'short_course'].includes(bridge.rule.way)
    const stays = so.steps.length > 0 || (ending && (standing?.monthsLeft ?? 0) > 0)
    const { evaluation, gap } = all.weigh(bridge, stays ? step.fromId : null, target)
    const lines = step.recognised.map(({ outcomeId, aheadCourseId, ...line }) => ({
      ...line,
      outcomeId: outcomeId ?? `~${aheadCourseId}`,
    }))
    expect(lines).toEqual(evaluation.recognised)
    expect(step.recognisedCredits).toBe(evaluation.total)
    const byId = (a: { courseId: string }, b: { courseId: string }) => (a.courseId < b.courseId ? -1 : 1)
    expect(step.missingCourses).toEqual([...evaluation.missingCourses].sort(byId))
    expect(step.entry.met).toBe(evaluation.entry.met)
    expect(step.gapMonths).toBe(gap.months)
    expect(step.gaps.length > 0).toBe(gap.lacking)
    const next = all.extend(so, bridge, step.fromId, target, step === way.steps.at(-1))
    if (!next) throw new Error('a step nobody can take')
    expect(CERTAINTIES.indexOf(step.certainty)).toBeLessThanOrEqual(next.certainty)
    so = next
  }
  return all.arrived(so)
}

test('its ways are the best of all there are: each can be walked, and none it leaves out is better', () => {
  let found = 0
  let several = 0
  fc.assert(
    fc.property(smallWorld, learner, goal, constraints, (world, asker, to, within) => {
      const given = plan(graphOf(world), asker, to, within, TODAY, ALL)
      const all = new Exhaustive(world, asker, within, ALL, TODAY)
      const ways = all.ways(to)
      expect(given.cutShort).toBeNull()
      expect(given.ways.map(way => text(vectorOf(way, ALL))).sort()).toEqual(Exhaustive.best(ways, VECTOR))
      for (const way of given.ways) {
        const again = walkAgain(all, world, asker, way)
        expect(text(again)).toBe(text(vectorOf(way, ALL)))
        expect(new Set(way.steps.map(step => step.toId)).size).toBe(way.steps.length)
        expect(way.steps.length).toBeLessThanOrEqual(ALL.steps)
      }
      if (given.worse) {
        const better = vectorOf(given.ways[given.worse.than] as Way, ALL)
        const worse = vectorOf(given.worse.way, ALL)
        expect(VECTOR.every(each => better[each] <= worse[each])).toBe(true)
        expect(text(better)).not.toBe(text(worse))
      }
      if (ways.length > 0) found++
      if (given.ways.length > 1) several++
    }),
    { numRuns: 4000 },
  )
  // The worlds are worth asking.
  expect(found).toBeGreaterThan(500)
  expect(several).toBeGreaterThan(50)
}, 240_000)

test('by one criterion alone it finds the least there is', () => {
  fc.assert(
    fc.property(
      ...([smallWorld, learner, goal, constraints] as const),
      fc.constantFrom(...CRITERIA),
      (world, asker, to, within, criterion) => {
        const limits = { ...ALL, criteria: [criterion] }
        const given = plan(graphOf(world), asker, to, within, TODAY, limits)
        const by = [VECTOR[CRITERIA.indexOf(criterion)] as keyof Vector]
        const ways = new Exhaustive(world, asker, within, limits, TODAY).ways(to)
        expect(given.ways.map(way => text(vectorOf(way, limits), by))).toEqual(Exhaustive.best(ways, by))
      },
    ),
    { numRuns: 1000 },
  )
}, 120_000)

test('a bridge put in, changed or taken out later is as if the map had been made so', () => {
  fc.assert(
    fc.property(smallWorld, smallWorld, learner, goal, constraints, (world, other, asker, to, within) => {
      const graph = graphOf(world)
      const changed = other.bridges.filter((_, n) => n % 2 === 0)
      const gone = world.bridges.filter((_, n) => n % 3 === 2)
      for (const bridge of changed) graph.put(bridge)
      for (const bridge of gone) graph.remove(bridge.id)
      const bridges = new Map([...world.bridges, ...changed].map(bridge => [bridge.id, bridge]))
      for (const bridge of gone) bridges.delete(bridge.id)
      const so = { ...world, bridges: [...bridges.values()] }
      const given = plan(graph, asker, to, within, TODAY, ALL)
      const ways = new Exhaustive(so, asker, within, ALL, TODAY).ways(to)
      expect(given.ways.map(way => text(vectorOf(way, ALL))).sort()).toEqual(Exhaustive.best(ways, VECTOR))
    }),
    { numRuns: 1000 },
  )
}, 120_000)

test('an answer that a limit cut short says so, and holds no way that cannot be walked', () => {
  fc.assert(
    fc.property(smallWorld, learner, goal, constraints, (world, asker, to, within) => {
      const whole = plan(graphOf(world), asker, to, within, TODAY, ALL)
      const one = plan(graphOf(world), asker, to, within, TODAY, { ...ALL, ways: 1 })
      expect(one.ways).toEqual(whole.ways.slice(0, 1))
      expect(one.cutShort).toBe(whole.ways.length > 1 ? 'ways' : null)
      const few = plan(graphOf(world), asker, to, within, TODAY, { ...ALL, labels: 4 })
      if (whole.labels > 4) expect(few.cutShort).toBe('labels')
      const all = new Exhaustive(world, asker, within, ALL, TODAY)
      for (const way of few.ways) walkAgain(all, world, asker, way)
    }),
    { numRuns: 300 },
  )
}, 120_000)
