import { type ChildProcess, spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { builtProgram } from '../programs/built-program.ts'
import { TableError, type TableErrorCode, type TableErrorData } from './table-error.ts'
import type { TableMessage, TableTask } from './table-messages.ts'

const CHILD = fileURLToPath(new URL('./read-table-child.ts', import.meta.url))
const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url))
const [SOURCES, PACKAGES, MANIFEST] = ['src', 'node_modules', 'package.json'].map(name =>
  join(PROJECT, name),
) as [string, string, string]
/** The sink keeps its lines far below this; only a process gone wrong would send more. */
const LINE_LIMIT = 8 * 1024 * 1024

/** A program that reads one kind of file, and how its refusals are told. */
export type ReadingProgram = {
  path: string
  /** Reads with a package of native code, which this process may load. */
  native?: boolean
  /** How large its own objects may grow, in megabytes, where it needs more than a reader of tables. */
  heap?: number
  refusal: (code: string, data?: TableErrorData) => Error
}
type ReadingTask = { limits: { seconds: number; fileBytes: number } }
type ReadingMessage = { error: { code: string; data: TableErrorData } } | { end: true } | object

const TABLES: ReadingProgram = {
  path: CHILD,
  refusal: (code, data) => new TableError(code as TableErrorCode, data),
}

/** What the reader of tables says about a file. */
export function tableMessages(
  path: string,
  task: TableTask,
  signal?: AbortSignal,
): AsyncGenerator<TableMessage, void, undefined> {
  return readingMessages<TableMessage>(TABLES, path, task, signal)
}

/**
 * Reads a file in a process of its own and yields what it says. The process is killed when the caller stops
 * iterating, when `signal` aborts and when it keeps the caller waiting longer than `task.limits.seconds`.
 */
export async function* readingMessages<M extends ReadingMessage>(
  program: ReadingProgram,
  path: string,
  task: ReadingTask,
  signal?: AbortSignal,
): AsyncGenerator<M, void, undefined> {
  signal?.throwIfAborted()
  const child = await start(program, path, task)
  const kill = () => child.process.kill('SIGKILL')
  signal?.addEventListener('abort', kill)
  let timedOut = false
  const stopwatch = new Stopwatch(task.limits.seconds * 1000, () => {
    timedOut = true
    kill()
  })
  let ended = false
  try {
    const lines = linesOf(child.stdout)[Symbol.asyncIterator]()
    while (!ended) {
      stopwatch.start()
      const line = await lines.next()
      stopwatch.stop()
      if (line.done) break
      const message: M = JSON.parse(line.value)
      if ('error' in message) {
        const { code, data } = message.error as { code: string; data: TableErrorData }
        throw program.refusal(code, data)
      }
      if ('end' in message) ended = true
      else yield message
    }
  } finally {
    stopwatch.stop()
    signal?.removeEventListener('abort', kill)
    kill()
  }
  if (ended) return
  signal?.throwIfAborted()
  if (timedOut) throw program.refusal('table.timeout', { seconds: task.limits.seconds })
  throw program.refusal('table.crashed')
}

async function start(
  { path: source, native = false, heap, refusal }: ReadingProgram,
  path: string,
  task: ReadingTask,
): Promise<{ process: ChildProcess; stdout: Readable }> {
  const program = await builtProgram(source, { native })
  const file = await open(path, 'r')
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw refusal('table.not_a_table')
    if (stat.size > task.limits.fileBytes) throw refusal('table.too_large', { limit: task.limits.fileBytes })
    // The open descriptor is handed over, so the process needs no right to any path but the program's own.
    const options = limitedNode(program, native, heap)
    const reader = spawn(process.execPath, [...options, program, JSON.stringify(task)], {
      stdio: ['pipe', 'pipe', 'ignore', file.fd],
      env: {},
      cwd: PROJECT,
      windowsHide: true,
    })
    reader.stdin?.on('error', () => {})
    const { stdout } = reader
    await new Promise((resolve, reject) => reader.once('spawn', resolve).once('error', reject))
    if (!stdout) throw refusal('table.crashed')
    return { process: reader, stdout }
  } finally {
    await file.close()
  }
}

/**
 * Options under which Node can read its own program and nothing else: no other file, no writing, no processes; with a
 * small heap. Only a program in many files, or with native code, may read the project's own and its packages.
 */
export function limitedNode(program: string, native = false, heap = 192): string[] {
  const inManyFiles = program.startsWith(SOURCES)
  const readable = [inManyFiles ? SOURCES : program, ...(inManyFiles || native ? [PACKAGES, MANIFEST] : [])]
  return [
    `--max-old-space-size=${heap}`,
    '--max-semi-space-size=8',
    '--no-warnings',
    '--permission',
    ...(native ? ['--allow-addons'] : []),
    ...readable.map(path => `--allow-fs-read=${path}`),
  ]
}

async function* linesOf(stdout: Readable): AsyncGenerator<string, void, undefined> {
  let pending: Buffer[] = []
  let length = 0
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      pending.push(chunk.subarray(from, at))
      yield Buffer.concat(pending).toString('utf8')
      pending = []
      length = 0
      from = at + 1
    }
    if (from < chunk.length) pending.push(chunk.subarray(from))
    length += chunk.length - from
    if (length > LINE_LIMIT) throw new TableError('table.crashed')
  }
}

/** Runs `onEnd` when the time between start() and stop(), added up, passes the limit. */
class Stopwatch {
  private left: number
  private readonly onEnd: () => void
  private timer: NodeJS.Timeout | undefined
  private since = 0

  constructor(milliseconds: number, onEnd: () => void) {
    this.left = milliseconds
    this.onEnd = onEnd
  }

  start(): void {
    this.since = performance.now()
    this.timer = setTimeout(this.onEnd, this.left)
  }

  stop(): void {
    if (!this.timer) return
    clearTimeout(this.timer)
    this.timer = undefined
    this.left -= performance.now() - this.since
  }
}
