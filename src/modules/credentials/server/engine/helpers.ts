import { type ChildProcess, fork } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtProgram } from '#platform/server/programs/built-program.ts'
import type { Work } from './helper.ts'

const PROGRAM = fileURLToPath(new URL('./helper.ts', import.meta.url))

/** Work took longer than it may; its process has been ended. */
export class TookTooLong extends Error {
  override name = 'TookTooLong'
}

type Waiting = {
  id: number
  work: Work
  done(answer: unknown): void
  fail(error: Error): void
  limit: number | null
}
type Helper = { process: ChildProcess; busy: Waiting | null; timer?: NodeJS.Timeout }

/**
 * Processes for signing and checking, started when first needed and ended after a minute without work: what they
 * have read goes with them, which the memory of a thread would not. One task a process at a time; a task that overruns
 * its limit takes its process with it.
 */
export class Helpers {
  private readonly most: number
  private readonly helpers = new Set<Helper>()
  private readonly queue: Waiting[] = []
  private idle: NodeJS.Timeout | undefined
  private last = 0
  private program = ''

  constructor(most = Math.max(1, Math.min(4, availableParallelism()))) {
    this.most = most
  }

  get size(): number {
    return this.most
  }

  /** @param limit milliseconds from when a process takes it; TookTooLong after that */
  async run<T>(work: Work, limit: number | null = null): Promise<T> {
    this.program ||= await builtProgram(PROGRAM)
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ id: ++this.last, work, limit, done: answer => resolve(answer as T), fail: reject })
      this.next()
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    await Promise.all([...this.helpers].map(helper => this.end(helper, new Error('closing'))))
  }

  private next(): void {
    clearTimeout(this.idle)
    while (this.queue.length > 0) {
      const helper =
        [...this.helpers].find(one => !one.busy) ?? (this.helpers.size < this.most ? this.start() : null)
      if (!helper) return
      this.give(helper, this.queue.shift() as Waiting)
    }
    if (![...this.helpers].some(one => one.busy))
      this.idle = setTimeout(() => void this.close(), 60_000).unref()
  }

  private give(helper: Helper, waiting: Waiting): void {
    helper.busy = waiting
    holding(helper.process, true)
    if (waiting.limit !== null)
      helper.timer = setTimeout(() => void this.end(helper, new TookTooLong()), waiting.limit)
    helper.process.send({ id: waiting.id, work: waiting.work })
  }

  private start(): Helper {
    const cache = getCompileCacheDir()
    const process = fork(this.program, {
      execArgv: ['--max-old-space-size=256', '--max-semi-space-size=32', '--no-warnings'],
      // Keys and settings of the platform are none of its business.
      env: cache ? { NODE_COMPILE_CACHE: dirname(cache) } : {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const helper: Helper = { process, busy: null }
    this.helpers.add(helper)
    process.on('message', (message: { answer?: unknown; error?: string }) => {
      const waiting = this.free(helper)
      if (message.error === undefined) waiting?.done(message.answer)
      else waiting?.fail(new Error(message.error))
      this.next()
    })
    const gone = (error: Error) => void this.end(helper, error)
    process.on('error', gone)
    process.on('exit', () => gone(new Error('the process ended')))
    return helper
  }

  private free(helper: Helper): Waiting | null {
    const waiting = helper.busy
    clearTimeout(helper.timer)
    helper.busy = null
    // A helper without work must not keep the platform alive.
    holding(helper.process, false)
    return waiting
  }

  private async end(helper: Helper, error: Error): Promise<void> {
    if (!this.helpers.delete(helper)) return
    this.free(helper)?.fail(error)
    const ended = new Promise<void>(resolve => helper.process.once('exit', () => resolve()))
    if (
      helper.process.exitCode === null &&
      helper.process.signalCode === null &&
      helper.process.kill('SIGKILL')
    )
      await ended
    if (this.queue.length > 0) this.next()
  }
}

/** Whether a process and what it may say keep the platform alive. */
function holding(process: ChildProcess, holds: boolean): void {
  if (holds) {
    process.ref()
    process.channel?.ref()
  } else {
    process.unref()
    process.channel?.unref()
  }
}

/** The helpers of this process. */
export const helpers = new Helpers()
