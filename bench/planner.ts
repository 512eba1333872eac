// npm run bench -- planner: a nation of 60,000 programmes (PROGRAMMES) and a million bridges (BRIDGES); a learner with
// sixty outcomes asks for a thousand random goals (GOALS) in a thread of its own. Then a changed bridge, and time alone
// against graphology's Dijkstra on the same bridges.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Goal, LIMITS, type Plan } from '#modules/overpass/rules/planner/world.ts'
import { Chance, Nation } from './planner/nation.ts'
import type { Built, Compared, Work } from './planner/thread.ts'

const PROGRAMMES = Number(process.env.PROGRAMMES ?? 60_000)
const BRIDGES = Number(process.env.BRIDGES ?? 1_000_000)
const GOALS = Number(process.env.GOALS ?? 1_000)
const CHANGES = 20
const PEER_GOALS = Number(process.env.PEER_GOALS ?? 120)
const PLAN_GOAL = 50
const MEMORY_GOAL = 600
const BUILD_GOAL = 8
const CHANGE_GOAL = 200
const MB = 1_048_576

const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
const part = (values: number[], share: number) =>
  sorted(values)[Math.floor(values.length * share)] ?? Number.NaN

const worker = new Worker(new URL('./planner/thread.ts', import.meta.url), {
  resourceLimits: { maxOldGenerationSizeMb: 6_000 },
})
async function ask<T>(work: Work): Promise<T> {
  worker.postMessage(work)
  const [answer] = await once(worker, 'message')
  return answer as T
}
function report(name: string, value: number, goal: number, unit: string, digits = 1): void {
  console.log(`planner_${name} ${value.toFixed(digits)} ${unit} goal=${goal}`)
  if (!(value <= goal)) process.exitCode = 1
}

try {
  console.log(
    `${PROGRAMMES} programmes, ${BRIDGES} bridges, ${GOALS} goals; buckets ${JSON.stringify(LIMITS.buckets)}`,
  )
  const built = await ask<Built>({ kind: 'build', programmes: PROGRAMMES, bridges: BRIDGES })
  console.log(`rows of numbers ${(built.rows / MB).toFixed(0)} MB`)
  report('build', built.seconds, BUILD_GOAL, 's', 2)
  report('memory', built.bytes / MB, MEMORY_GOAL, 'MB', 0)

  const nation = new Nation(PROGRAMMES)
  const chance = new Chance(4)
  const goals = Array.from({ length: GOALS }, (_, n) => {
    const learner = chance.below(PROGRAMMES)
    return { learner, goal: goalOf(n, learner) }
  })
  /** Every twentieth asks for a level and every tenth for work; of the others every second stays in the province. */
  function goalOf(n: number, learner: number): Goal {
    if (n % 20 === 0) return { kind: 'level', level: n % 40 === 0 ? 'bachelor' : 'higher_vocational' }
    if (n % 10 === 5)
      return { kind: 'place', id: nation.placeId(PROGRAMMES + chance.below(nation.places - PROGRAMMES)) }
    return { kind: 'place', id: nation.higher(chance, n % 2 === 0 ? learner : null) }
  }
  for (const goal of goals.slice(0, 50)) await ask<Plan>({ kind: 'plan', ...goal })
  const times: number[] = []
  const seen = { ways: 0, steps: 0, answered: 0, short: 0, labels: 0 }
  for (const goal of goals) {
    const began = performance.now()
    const { ways, cutShort, labels } = await ask<Plan>({ kind: 'plan', ...goal })
    times.push(performance.now() - began)
    seen.ways += ways.length
    seen.steps += ways.reduce((sum, way) => sum + way.steps.length, 0)
    seen.answered += ways.length > 0 ? 1 : 0
    seen.short += cutShort ? 1 : 0
    seen.labels += labels
  }
  console.log(
    `${seen.answered} of ${GOALS} goals have a way; ${(seen.ways / GOALS).toFixed(1)} ways and ` +
      `${(seen.steps / GOALS).toFixed(1)} steps with reasons an answer, ${(seen.labels / GOALS).toFixed(0)} labels; ` +
      `${seen.short} cut short; median ${part(times, 0.5).toFixed(1)} ms, longest ${part(times, 1 - 1e-9).toFixed(1)} ms`,
  )
  report('p95', part(times, 0.95), PLAN_GOAL, 'ms')

  const asked = goals.flatMap(({ learner, goal }) =>
    goal.kind === 'place' ? [{ learner, goal: goal.id }] : [],
  )
  const changes: number[] = []
  for (let n = 0; n < CHANGES; n++) {
    const { learner, goal } = asked[n] as (typeof asked)[number]
    const from = nation.learner(learner).at[0]?.placeId as string
    const bridge = nation.bridge(BRIDGES + n)
    bridge.rule = {
      ...{
        ...bridge.rule,
        way: 'transfer',
        from: { programmeIds: [from], levels: [] },
        months: 0,
        feeFen: 0,
      },
      ...{ entry: { is: 'all', of: [] }, quota: null, intakes: [] },
      to: { kind: 'occupation', occupationId: goal },
    }
    const rule = { ...bridge, fromCohort: null, fromDay: null, untilCohort: null }
    const began = performance.now()
    await ask({ kind: 'put', bridge: rule })
    const { ways } = await ask<Plan>({ kind: 'plan', learner, goal: { kind: 'place', id: goal } })
    changes.push(performance.now() - began)
    if (!ways.some(way => way.steps[0]?.bridgeId === bridge.id))
      throw new Error('the changed bridge is not seen')
  }
  report('change', part(changes, 1 - 1e-9), CHANGE_GOAL, 'ms')

  const { ours, peer, found, peerFound } = await ask<Compared>({
    ...{ kind: 'peer', goals: asked.slice(0, PEER_GOALS), bridges: BRIDGES },
  })
  console.log(
    `time alone: ours ${ours.toFixed(0)} ms for ${found} goals with a way, Dijkstra ${peer.toFixed(0)} ms for ${peerFound}`,
  )
  report('alone', ours / peer, 1, 'of Dijkstra', 2)
} finally {
  await worker.terminate()
}
