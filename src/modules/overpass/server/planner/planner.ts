import { Worker } from 'node:worker_threads'
import type { Db } from '#platform/server/database/session.ts'
import type { Constraints, Goal, Learner, MapBridge, Plan } from '../../rules/planner/world.ts'
import {
  type MapClause,
  type PlaceRow,
  selectClauseStamps,
  selectMapClauses,
  selectWorldStamp,
} from '../queries/map.ts'
import { bridgeOf, loadMap } from './load.ts'
import type { Work } from './thread.ts'

/** Without work for so long, the thread ends; the next question starts it anew. */
const IDLE_MS = 300_000

type Waiting = { done(answer: unknown): void; fail(error: Error): void }
/** What the thread knows, told here too: places, and the clauses with their stamp. */
type Known = {
  stamp: string
  places: PlaceRow[]
  expected: MapBridge[]
  clauses: Map<string, { stamp: string; clause: MapClause; bridge: MapBridge | null }>
}

/**
 * The planner of one process: a map in a thread of its own, so that no request waits for another's plan. Before each
 * question it looks whether anything was signed, has ended or was published since, and tells the thread only that.
 */
export class Planner {
  private worker: Worker | undefined
  private known: Known | undefined
  private readonly waiting = new Map<number, Waiting>()
  private last = 0
  private idle: NodeJS.Timeout | undefined
  private fresh: Promise<Known> | undefined
  private readonly db: Db

  /** @param db acts for the system: the map holds nothing about people */
  constructor(db: Db) {
    this.db = db
  }

  async plan(learner: Learner, goal: Goal, constraints: Constraints, day: string): Promise<Plan> {
    await this.refresh()
    return (await this.ask({ kind: 'plan', learner, goal, constraints, day })) as Plan
  }

  /** The map as it stands now. Those who ask at the same moment share one look. */
  refresh(): Promise<Known> {
    this.fresh ??= this.look().finally(() => {
      this.fresh = undefined
    })
    return this.fresh
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    const { worker } = this
    this.end(new Error('closing'))
    await worker?.terminate()
  }

  private async look(): Promise<Known> {
    const stamp = await selectWorldStamp(this.db)
    const stamps = await selectClauseStamps(this.db)
    const before = this.known?.stamp === stamp && this.worker ? this.known : undefined
    const changed = stamps.filter(each => before?.clauses.get(each.clauseId)?.stamp !== each.stamp)
    const current = new Set(stamps.map(each => each.clauseId))
    const gone = [...(before?.clauses.keys() ?? [])].filter(id => !current.has(id))
    if (before && changed.length === 0 && gone.length === 0) return before
    const clauses = await selectMapClauses(
      this.db,
      changed.map(each => each.clauseId),
    )
    const stampOf = new Map(stamps.map(each => [each.clauseId, each.stamp]))
    const fresh = before ? undefined : await loadMap(this.db)
    const known = before ?? {
      stamp,
      places: fresh?.places ?? [],
      expected: fresh?.expected ?? [],
      clauses: new Map(),
    }
    for (const id of gone) known.clauses.delete(id)
    const put: MapBridge[] = []
    for (const clause of clauses) {
      const bridge = bridgeOf(clause, known.places)
      if (bridge) put.push(bridge)
      else gone.push(clause.clauseId)
      known.clauses.set(clause.clauseId, { stamp: stampOf.get(clause.clauseId) ?? '', clause, bridge })
    }
    if (fresh) await this.ask({ kind: 'map', world: fresh.world, bridges: [...fresh.expected, ...put] })
    else await this.ask({ kind: 'change', put, gone })
    this.known = known
    return known
  }

  private ask(work: Work): Promise<unknown> {
    clearTimeout(this.idle)
    this.worker ??= this.start()
    const { worker } = this
    worker.ref()
    const id = ++this.last
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail })
      worker.postMessage({ id, work })
    })
  }

  private start(): Worker {
    const worker = new Worker(new URL('./thread.ts', import.meta.url))
    worker.on('message', ({ id, answer, error }: { id: number; answer?: unknown; error?: string }) => {
      const waiting = this.waiting.get(id)
      this.waiting.delete(id)
      if (error === undefined) waiting?.done(answer)
      else waiting?.fail(new Error(error))
      if (this.waiting.size > 0) return
      // A thread without work must not keep the process alive.
      worker.unref()
      this.idle = setTimeout(() => void this.close(), IDLE_MS).unref()
    })
    const gone = (error: Error) => {
      if (this.worker === worker) this.end(error)
    }
    worker.on('error', gone)
    worker.on('exit', () => gone(new Error('the thread ended')))
    return worker
  }

  private end(error: Error): void {
    this.worker = undefined
    this.known = undefined
    for (const waiting of this.waiting.values()) waiting.fail(error)
    this.waiting.clear()
  }
}

const planners = new WeakMap<Db, Planner>()

/** The planner of this process's database. */
export function plannerOf(db: Db): Planner {
  let planner = planners.get(db)
  if (!planner) {
    planner = new Planner(db)
    planners.set(db, planner)
  }
  return planner
}
