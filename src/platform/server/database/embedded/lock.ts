import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedDatabaseError } from './errors.ts'
import { readText } from './files.ts'

const BEAT_MS = 2_000
const STALE_MS = 20_000

/**
 * Runs `work` while holding a lock file, so that processes starting at once take turns. A lock is given up
 * when its process is gone, or when it has not been touched for 20 s (its number was taken by another process).
 */
export async function withLock<T>(path: string, work: () => Promise<T>, waitMs = 180_000): Promise<T> {
  const content = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() })
  const deadline = Date.now() + waitMs
  while (!(await take(path, content))) {
    if (Date.now() > deadline) {
      throw new EmbeddedDatabaseError(
        `Another process has been starting the database for too long (${path}).`,
      )
    }
    await breakStale(path)
    await sleep(50)
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {})
  }, BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    if ((await readText(path)) === content) await rm(path, { force: true })
  }
}

async function take(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(content)
    await file.close()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function breakStale(path: string): Promise<void> {
  const seen = await readText(path)
  const info = await stat(path).catch(() => undefined)
  if (seen === undefined || !info) return
  const untouched = Date.now() - info.mtimeMs
  // A lock without text is being written, or its writer was ended in that moment.
  const gone = seen === '' ? untouched > BEAT_MS : !holderLives(seen)
  if (!gone && untouched < STALE_MS) return
  const aside = `${path}.${randomUUID().slice(0, 8)}`
  await rename(path, aside).catch(() => {})
  const taken = await readFile(aside, 'utf8').catch(() => undefined)
  // In between somebody else may have broken it and taken it anew: then give it back.
  if (taken !== undefined && taken !== seen) await rename(aside, path)
  else await rm(aside, { force: true })
}

function holderLives(text: string): boolean {
  try {
    const holder: { pid?: unknown; host?: unknown } = JSON.parse(text)
    return holder.host !== hostname() || typeof holder.pid !== 'number' || processLives(holder.pid)
  } catch {
    return false
  }
}

/** Whether a process with this number exists, whoever owns it. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
