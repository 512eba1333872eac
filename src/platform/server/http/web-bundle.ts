import { spawn } from 'node:child_process'
import { access, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { hashOfWebSources } from './web-sources.ts'

const BUILD_MS = 180_000
/** How many older bundles stay, for a process that still serves one of them. */
const KEPT = 3
const HOUR = 3_600_000

export type WebBundleOptions = {
  /** The checkout. */
  root: string
  /** Where bundles go when the checkout cannot be written: OVERPASS_DATA. */
  dataDir: string
  log: Pick<Logger, 'info' | 'warn'>
}

/**
 * The folder of the web bundle of the present sources, built when there is none yet (in a process of its
 * own, about ten seconds). Any number of processes may ask at once: each builds aside, the first to finish
 * moves its folder into place.
 */
export async function ensureWebBundle({ root, dataDir, log }: WebBundleOptions): Promise<string> {
  const hash = await hashOfWebSources(root)
  const homes = [join(root, '.cache', 'web'), join(dataDir, 'web')]
  for (const home of homes) if (await isComplete(join(home, hash))) return use(join(home, hash))
  const home = await firstWritable(homes)
  const place = join(home, hash)
  const aside = join(home, `building-${process.pid}-${hash}`)
  const started = performance.now()
  log.info('building the web pages')
  try {
    await build(root, aside)
    await rename(aside, place).catch(async error => {
      if (await isComplete(place)) return
      // What stands there is a remnant without its last file.
      await rm(place, { recursive: true, force: true })
      await rename(aside, place).catch(() => Promise.reject(error))
    })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  log.info({ seconds: Math.round((performance.now() - started) / 100) / 10 }, 'web pages built')
  await removeOld(home).catch(() => log.warn({ home }, 'older web bundles could not be removed'))
  return place
}

/** The last file a build writes. */
export const COMPLETE = 'complete.json'

async function isComplete(dir: string): Promise<boolean> {
  return access(join(dir, COMPLETE)).then(
    () => true,
    () => false,
  )
}

async function use(dir: string): Promise<string> {
  const now = new Date()
  await utimes(dir, now, now).catch(() => {})
  return dir
}

async function firstWritable(homes: string[]): Promise<string> {
  let problem: unknown
  for (const home of homes) {
    try {
      await mkdir(home, { recursive: true })
      const probe = join(home, `probe-${process.pid}`)
      await mkdir(probe)
      await rm(probe, { recursive: true })
      return home
    } catch (error) {
      problem = error
    }
  }
  throw problem
}

function build(root: string, outDir: string): Promise<void> {
  const script = fileURLToPath(new URL('./web-build.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, root, outDir], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: BUILD_MS,
    })
    let said = ''
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', reject)
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`the web pages could not be built (${signal ?? code})\n${said}`)),
    )
  })
}

async function removeOld(home: string): Promise<void> {
  const dirs = await Promise.all(
    (await readdir(home)).map(async name => ({ name, at: (await stat(join(home, name))).mtimeMs })),
  )
  const old = dirs.sort((a, b) => b.at - a.at).slice(KEPT)
  for (const { name, at } of old)
    if (Date.now() - at > HOUR) await rm(join(home, name), { recursive: true, force: true })
}
