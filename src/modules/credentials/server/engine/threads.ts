import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Work } from './thread.ts'

/** Work took longer than it may; its thread has been ended. */
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
type Thread = { worker: Worker; busy: Waiting | null; timer?: NodeJS.Timeout }

/**
 * Threads for signing and checking, started when first needed and ended after a minute without work. One task a thread at a time; a task
 * that overruns its limit takes its thread with it.
 */
export class Threads {
  private readonly most: number
  private readonly threads = new Set<Thread>()
  private readonly queue: Waiting[] = []
  private idle: NodeJS.Timeout | undefined
  private last = 0

  constructor(most = Math.max(1, Math.min(4, availableParallelism()))) {
    this.most = most
  }

  get size(): number {
    return this.most
  }

  /** @param limit milliseconds from when a thread takes it; TookTooLong after that */
  run<T>(work: Work, limit: number | null = null): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ id: ++this.last, work, limit, done: answer => resolve(answer as T), fail: reject })
      this.next()
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    await Promise.all([...this.threads].map(thread => this.end(thread, new Error('closing'))))
  }

  private next(): void {
    clearTimeout(this.idle)
    while (this.queue.length > 0) {
      const thread =
        [...this.threads].find(one => !one.busy) ?? (this.threads.size < this.most ? this.start() : null)
      if (!thread) return
      this.give(thread, this.queue.shift() as Waiting)
    }
    if (![...this.threads].some(one => one.busy))
      this.idle = setTimeout(() => void this.close(), 60_000).unref()
  }

  private give(thread: Thread, waiting: Waiting): void {
    thread.busy = waiting
    thread.worker.ref()
    if (waiting.limit !== null)
      thread.timer = setTimeout(() => void this.end(thread, new TookTooLong()), waiting.limit)
    thread.worker.postMessage({ id: waiting.id, work: waiting.work })
  }

  private start(): Thread {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    const thread: Thread = { worker, busy: null }
    this.threads.add(thread)
    worker.on('message', ({ answer, error }: { answer?: unknown; error?: string }) => {
      const waiting = this.free(thread)
      if (error === undefined) waiting?.done(answer)
      else waiting?.fail(new Error(error))
      this.next()
    })
    const gone = (error: Error) => void this.end(thread, error)
    worker.on('error', gone)
    worker.on('exit', () => gone(new Error('the thread ended')))
    return thread
  }

  private free(thread: Thread): Waiting | null {
    const waiting = thread.busy
    clearTimeout(thread.timer)
    thread.busy = null
    // A thread without work must not keep the process alive.
    thread.worker.unref()
    return waiting
  }

  private async end(thread: Thread, error: Error): Promise<void> {
    if (!this.threads.delete(thread)) return
    this.free(thread)?.fail(error)
    await thread.worker.terminate()
    if (this.queue.length > 0) this.next()
  }
}

/** The threads of this process. */
export const threads = new Threads()
