import { Worker } from 'node:worker_threads'
import { Failure } from '#platform/contract/errors.ts'
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
/** Questions that wait for the thread at most: each holds a connection to the database meanwhile. */
const QUESTIONS_MOST = 8
/** A question that keeps the thread longer than this takes it with it. A map takes as long as it takes. */
const QUESTION_MS = 10_000

type Waiting = { id: number; work: Work; done(answer: unknown): void; fail(error: Error): void }
/** What the thread knows, told here too: places, and the clauses with their stamp. */
export type Known = {
  stamp: string
  places: PlaceRow[]
  expected: MapBridge[]
  clauses: ReadonlyMap<string, { stamp: string; clause: MapClause; bridge: MapBridge | null }>
}
type Question = { learner: Learner; goal: Goal; constraints: Constraints; day: string }

/**
 * The planner of one process: a map in a thread of its own, so that no request waits for another's plan. Before each
 * question it looks whether anything was signed, has ended or was published since, and tells the thread only that.
 */
export class Planner {
  private worker: Worker | undefined
  private known: Known | undefined
  private busy: Waiting | undefined
  private queue: Waiting[] = []
  private last = 0
  private timer: NodeJS.Timeout | undefined
  private fresh: Promise<Known> | undefined
  private readonly db: Db
  private readonly thread: URL
  private readonly limit: number

  /**
   * @param db acts for the system: the map holds nothing about people
   * @param limit milliseconds that a question may keep the thread
   */
  constructor(db: Db, thread = new URL('./thread.ts', import.meta.url), limit = QUESTION_MS) {
    this.db = db
    this.thread = thread
    this.limit = limit
  }

  /** Asks for a plan on the map as it stands now, and says what map that was. */
  async plan(questionOn: (known: Known) => Question): Promise<{ known: Known; plan: Plan }> {
    const known = await this.refresh()
    const plan = (await this.ask({ kind: 'plan', ...questionOn(known) })) as Plan
    return { known, plan }
  }

  /** The map as it stands now. Those who ask at the same moment share one look. */
  refresh(): Promise<Known> {
    this.fresh ??= this.look().finally(() => {
      this.fresh = undefined
    })
    return this.fresh
  }

  async close(): Promise<void> {
    await this.end(new Error('closing'))
  }

  private async look(): Promise<Known> {
    const stamp = await selectWorldStamp(this.db)
    const stamps = await selectClauseStamps(this.db)
    const before = this.known?.stamp === stamp ? this.known : undefined
    const changed = stamps.filter(each => before?.clauses.get(each.clauseId)?.stamp !== each.stamp)
    const current = new Set(stamps.map(each => each.clauseId))
    const gone = [...(before?.clauses.keys() ?? [])].filter(id => !current.has(id))
    if (before && changed.length === 0 && gone.length === 0) return before
    const rows = await selectMapClauses(
      this.db,
      changed.map(each => each.clauseId),
    )
    // The thread may have ended meanwhile, and its map with it.
    if (before && this.known !== before) return this.look()
    const stampOf = new Map(stamps.map(each => [each.clauseId, each.stamp]))
    const fresh = before ? undefined : await loadMap(this.db)
    const places = before?.places ?? fresh?.places ?? []
    const clauses = new Map(before?.clauses)
    for (const id of gone) clauses.delete(id)
    const put: MapBridge[] = []
    for (const clause of rows) {
      const bridge = bridgeOf(clause, places)
      if (bridge) put.push(bridge)
      else gone.push(clause.clauseId)
      clauses.set(clause.clauseId, { stamp: stampOf.get(clause.clauseId) ?? '', clause, bridge })
    }
    // Until the thread has been told, nothing counts as told.
    this.known = undefined
    if (fresh) await this.ask({ kind: 'map', world: fresh.world, bridges: [...fresh.expected, ...put] })
    else await this.ask({ kind: 'change', put, gone })
    this.known = { stamp, places, expected: before?.expected ?? fresh?.expected ?? [], clauses }
    return this.known
  }

  private ask(work: Work): Promise<unknown> {
    const asked = this.queue.filter(each => each.work.kind === 'plan').length
    if (work.kind === 'plan' && asked >= QUESTIONS_MOST) throw new Failure('unavailable', 'unavailable')
    return new Promise((done, fail) => {
      this.queue.push({ id: ++this.last, work, done, fail })
      this.next()
    })
  }

  /** One task at a time, so that each question's time begins when the thread takes it. */
  private next(): void {
    if (this.busy) return
    clearTimeout(this.timer)
    this.busy = this.queue.shift()
    const { busy } = this
    if (!busy) {
      // A thread without work must not keep the process alive.
      this.worker?.unref()
      this.timer = setTimeout(() => void this.close(), IDLE_MS).unref()
      return
    }
    this.worker ??= this.start()
    this.worker.ref()
    if (busy.work.kind === 'plan')
      this.timer = setTimeout(() => void this.end(new Failure('unavailable', 'too_slow')), this.limit)
    this.worker.postMessage({ id: busy.id, work: busy.work })
  }

  private start(): Worker {
    const worker = new Worker(this.thread, { resourceLimits: { maxOldGenerationSizeMb: 1024 } })
    worker.on('message', ({ id, answer, error }: { id: number; answer?: unknown; error?: string }) => {
      const { busy } = this
      if (busy?.id !== id) return
      this.busy = undefined
      if (error === undefined) busy.done(answer)
      else busy.fail(new Error(error))
      this.next()
    })
    const gone = (error: Error) => {
      if (this.worker === worker) void this.end(error)
    }
    worker.on('error', gone)
    worker.on('exit', () => gone(new Error('the thread ended')))
    return worker
  }

  /** Ends the thread. Its map goes with it, so that whoever waits has to ask again. */
  private async end(error: Error): Promise<void> {
    const { worker, busy, queue } = this
    clearTimeout(this.timer)
    this.worker = undefined
    this.known = undefined
    this.busy = undefined
    this.queue = []
    busy?.fail(error)
    const again = error instanceof Failure ? new Failure('unavailable', 'unavailable') : error
    for (const waiting of queue) waiting.fail(again)
    await worker?.terminate()
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
