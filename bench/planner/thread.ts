import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort } from 'node:worker_threads'
import { MultiDirectedGraph } from 'graphology'
import dijkstra from 'graphology-shortest-path/dijkstra.js'
import { Graph } from '#modules/overpass/rules/planner/graph.ts'
import { plan } from '#modules/overpass/rules/planner/plan.ts'
import { type Constraints, type Goal, LIMITS, type MapBridge } from '#modules/overpass/rules/planner/world.ts'
import { Nation, TODAY } from './nation.ts'

const ANYWHERE: Constraints = {
  ...{ regions: null, partTimeOnly: false, bindingOnly: false, maxMonths: null, maxFen: null },
}
const CHUNK = 1_000

/** What the thread is asked; it answers each in turn. */
export type Work =
  | { kind: 'build'; programmes: number; bridges: number }
  | { kind: 'plan'; learner: number; goal: Goal }
  | { kind: 'put'; bridge: MapBridge }
  | { kind: 'peer'; goals: { learner: number; goal: string }[]; bridges: number }

export type Built = { seconds: number; bytes: number; rows: number }
export type Compared = { ours: number; peer: number; found: number; peerFound: number }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const inUse = () => {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

let nation: Nation
let graph: Graph

/** The map's time alone: the nation's bridges are made in between, as they would come out of a database. */
function build(programmes: number, bridges: number): Built {
  nation = new Nation(programmes)
  const before = inUse()
  let seconds = 0
  const timed = (work: () => void) => {
    const began = performance.now()
    work()
    seconds += (performance.now() - began) / 1000
  }
  const world = nation.world()
  timed(() => {
    graph = new Graph(world, bridges)
  })
  for (let first = 0; first < bridges; first += CHUNK) {
    const chunk = nation.bridges(first, Math.min(CHUNK, bridges - first))
    timed(() => {
      for (const bridge of chunk) graph.put(bridge)
    })
  }
  timed(() => graph.index())
  // What the chunks were made of is gone by now; what stands in the world is the map's to keep.
  world.versions = []
  world.offers = []
  return { seconds, bytes: inUse() - before, rows: graph.bytes }
}

/** One criterion alone against Dijkstra on the same bridges: time, without rules for the peer. */
function compare(goals: { learner: number; goal: string }[], bridges: number): Compared {
  const peer = new MultiDirectedGraph()
  for (const place of graph.places) peer.addNode(place.id)
  for (let first = 0; first < bridges; first += CHUNK)
    for (const { rule } of nation.bridges(first, Math.min(CHUNK, bridges - first))) {
      const to = rule.to.kind === 'programme' ? rule.to.programmeId : rule.to.occupationId
      for (const from of rule.from.programmeIds) peer.addEdge(from, to, { months: rule.months })
    }
  const limits = { ...LIMITS, criteria: ['months' as const] }
  const found = { ours: 0, peer: 0, found: 0, peerFound: 0 }
  for (const [i, { learner, goal }] of goals.entries()) {
    const asker = nation.learner(learner)
    const began = performance.now()
    const { ways } = plan(graph, asker, { kind: 'place', id: goal }, ANYWHERE, TODAY, limits)
    const between = performance.now()
    const path = dijkstra.bidirectional(peer, asker.at[0]?.placeId as string, goal, 'months') as
      | string[]
      | null
    const ended = performance.now()
    // The first few warm both up.
    if (i < 20) continue
    found.ours += between - began
    found.peer += ended - between
    found.found += ways.length > 0 ? 1 : 0
    found.peerFound += path ? 1 : 0
  }
  return found
}

parentPort?.on('message', (work: Work) => {
  switch (work.kind) {
    case 'build':
      return parentPort?.postMessage(build(work.programmes, work.bridges))
    case 'put':
      return parentPort?.postMessage(graph.put(work.bridge))
    case 'peer':
      return parentPort?.postMessage(compare(work.goals, work.bridges))
    case 'plan':
      return parentPort?.postMessage(plan(graph, nation.learner(work.learner), work.goal, ANYWHERE, TODAY))
  }
})
