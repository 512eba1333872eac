import { type ChildProcess, spawn } from 'node:child_process'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { PreviewRefusal } from '../make-previews.ts'
import { isolation } from './isolation.ts'

export type Run = {
  command: string
  args: readonly string[]
  /** The stranger's file: handed over as open descriptor 3. */
  path: string
  /** Where it may write, if anywhere. */
  folder?: string
  limits: { seconds: number; memoryBytes: number; outputBytes: number }
  signal?: AbortSignal | undefined
}

/** A program says a line or a report of progress; more would be a program gone wrong. */
const MOST_SAID = 4_000_000
const WATCH_MS = 250
const PAGE = 4096

/**
 * Runs a program over a stranger's file: without environment, without network where the kernel can close it, in bounds of
 * time, memory and output, behind all other work. Returns what it says, and throws PreviewRefusal when it is ended.
 */
export async function runLimited({ command, args, path, folder, limits, signal }: Run): Promise<string> {
  signal?.throwIfAborted()
  const { before } = await isolation()
  const [first = command, ...rest] = [...before(limits), command, ...args]
  const file = await open(path, 'r')
  let child: ChildProcess
  try {
    child = spawn(first, rest, {
      ...{ stdio: ['pipe', 'pipe', 'ignore', file.fd], env: {}, windowsHide: true },
      ...(folder && { cwd: folder }),
    })
    child.stdin?.on('error', () => {})
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  } finally {
    await file.close()
  }
  let problem: PreviewRefusal | null = null
  const kill = () => child.kill('SIGKILL')
  const end = (why: 'too_slow' | 'too_large' | 'crashed') => {
    problem ??= new PreviewRefusal(why)
    kill()
  }
  politely(child.pid)
  signal?.addEventListener('abort', kill)
  const clock = setTimeout(() => end('too_slow'), limits.seconds * 1000)
  const watch = setInterval(async () => {
    if ((await memoryOf(child.pid)) > limits.memoryBytes) end('crashed')
    if (folder && (await bytesIn(folder)) > limits.outputBytes) end('too_large')
  }, WATCH_MS)
  try {
    const ended = new Promise<boolean>(resolve => child.once('close', code => resolve(code === 0)))
    const text = await heard(child.stdout as Readable, () => end('crashed'))
    const well = await ended
    signal?.throwIfAborted()
    if (problem) throw problem
    if (folder && (await bytesIn(folder)) >= limits.outputBytes) throw new PreviewRefusal('too_large')
    // A program that has said all it had to say may be ended by whatever end it finds.
    if (!well && text === '') throw new PreviewRefusal('crashed')
    return text
  } finally {
    clearTimeout(clock)
    clearInterval(watch)
    signal?.removeEventListener('abort', kill)
    kill()
  }
}

function politely(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, 10)
  } catch {
    // It has ended already, or the system does not let us.
  }
}

async function heard(stdout: Readable, tooMuch: () => void): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MOST_SAID) tooMuch()
    else chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Memory that a process holds; nothing where the system does not say. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(text.split(' ')[1] ?? 0) * PAGE
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(
    names.map(name =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
