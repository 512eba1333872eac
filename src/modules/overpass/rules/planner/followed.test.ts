import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bridgesOfWay, compared, type FollowedStep, stepsAhead, wayNow } from './followed.ts'
import { Graph } from './graph.ts'
import { plan } from './plan.ts'
import { ANYWHERE, goal, learner, smallWorld, TODAY } from './small-worlds.ts'
import { LIMITS, type Step } from './world.ts'

/** A planner's step as it is kept. */
const kept = ({ toId, basis, gaps, ...step }: Step): FollowedStep => ({
  ...step,
  ...{ to: { id: toId }, basis, intake: null },
  gaps: gaps.map(gap => ({ text: { zh: JSON.stringify(gap.leaf), en: '' } })),
})
const asked = fc.record({ world: smallWorld, learner, goal })
const NONE: ReadonlySet<string> = new Set()

function ways({ world, learner, goal }: typeof asked extends fc.Arbitrary<infer T> ? T : never) {
  const graph = new Graph(world)
  for (const bridge of world.bridges) graph.put(bridge)
  graph.index()
  return plan(graph, learner, goal, ANYWHERE, TODAY, LIMITS).ways
}

test('while nothing changes a way that was found stands as it was found, and nothing is told', () => {
  let found = 0
  fc.assert(
    fc.property(asked, one => {
      for (const way of ways(one)) {
        found++
        const steps = way.steps.map(kept)
        const bridges = bridgesOfWay(steps, one.world.bridges, NONE)
        const now = wayNow(steps, one.world, bridges, one.learner, TODAY)
        expect(now?.steps).toEqual(way.steps)
        const known = new Set(one.world.bridges.map(bridge => bridge.id))
        expect(compared(steps, now?.steps.map(kept) ?? null, NONE, known)).toEqual({
          ...{ verdict: 'possible', changes: [] },
        })
      }
    }),
    { numRuns: 300 },
  )
  expect(found).toBeGreaterThan(100)
})

test('a bridge that closes ends the way for whoever is not on it, says so, and strands nobody who is', () => {
  let closed = 0
  fc.assert(
    fc.property(asked, fc.nat(5), (one, nth) => {
      for (const way of ways(one)) {
        const steps = way.steps.map(kept)
        const step = steps[nth % steps.length] as FollowedStep
        const shut = one.world.bridges.map(bridge =>
          bridge.id === step.bridgeId ? { ...bridge, untilDay: '2020-01-01', untilCohort: 1990 } : bridge,
        )
        // Another version of the agreement may serve in its place.
        const others = bridgesOfWay([step], shut, NONE).some(bridge => bridge.id !== step.bridgeId)
        if (others) continue
        closed++
        const known = new Set(shut.filter(bridge => bridge.id !== step.bridgeId).map(bridge => bridge.id))
        const nowFor = (on: ReadonlySet<string>) =>
          wayNow(steps, one.world, bridgesOfWay(steps, shut, on), one.learner, TODAY)
        expect(nowFor(NONE)).toBeNull()
        const gone = compared(steps, null, NONE, known)
        expect(gone.verdict).toBe('gone')
        expect(gone.changes.length).toBeGreaterThan(0)
        const on = new Set([step.bridgeId])
        const goesOn = nowFor(on)
        expect(goesOn?.steps.map(each => each.bridgeId)).toEqual(steps.map(each => each.bridgeId))
        expect(compared(steps, goesOn?.steps.map(kept) ?? null, on, known).verdict).not.toBe('gone')
      }
    }),
    { numRuns: 300 },
  )
  expect(closed).toBeGreaterThan(50)
})

test('a new condition asks for more, one that falls away does not, and who has come further has less ahead', () => {
  fc.assert(
    fc.property(asked, fc.nat(5), (one, nth) => {
      for (const way of ways(one)) {
        const steps = way.steps.map(kept)
        const at = nth % steps.length
        const step = steps[at] as FollowedStep
        const known = new Set(one.world.bridges.map(bridge => bridge.id))
        const more = steps.with(at, {
          ...step,
          gaps: [...step.gaps, { text: { zh: '另一门课', en: 'another' } }],
        })
        expect(compared(steps, more, NONE, known)).toMatchObject({
          ...{ verdict: 'needs_more', changes: [{ what: 'gap_new', toId: step.to.id }] },
        })
        expect(compared(more, steps, NONE, known)).toMatchObject({
          ...{ verdict: 'possible', changes: [{ what: 'gap_closed', toId: step.to.id }] },
        })
        const ahead = stepsAhead(steps, [{ placeId: step.to.id }])
        expect(ahead).toEqual(steps.slice(at + 1))
        if (ahead.length === 0) expect(compared(ahead, null, NONE, known).verdict).toBe('arrived')
      }
    }),
    { numRuns: 200 },
  )
})
