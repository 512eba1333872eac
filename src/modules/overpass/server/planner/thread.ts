import { parentPort } from 'node:worker_threads'
import { Graph } from '../../rules/planner/graph.ts'
import { plan } from '../../rules/planner/plan.ts'
import type { Constraints, Goal, Learner, MapBridge, World } from '../../rules/planner/world.ts'

/** What the thread is asked. `map` begins anew; `change` puts bridges in and takes some off. */
export type Work =
  | { kind: 'map'; world: World; bridges: MapBridge[] }
  | { kind: 'change'; put: MapBridge[]; gone: string[] }
  | { kind: 'plan'; learner: Learner; goal: Goal; constraints: Constraints; day: string }

let graph: Graph | undefined

function run(work: Work): unknown {
  if (work.kind === 'map') {
    graph = new Graph(work.world, work.bridges.length)
    for (const bridge of work.bridges) graph.put(bridge)
    graph.index()
    return null
  }
  if (!graph) throw new Error('there is no map yet')
  if (work.kind === 'change') {
    for (const id of work.gone) graph.remove(id)
    for (const bridge of work.put) graph.put(bridge)
    return null
  }
  return plan(graph, work.learner, work.goal, work.constraints, work.day)
}

parentPort?.on('message', ({ id, work }: { id: number; work: Work }) => {
  try {
    parentPort?.postMessage({ id, answer: run(work) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
