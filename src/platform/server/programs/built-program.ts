import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { access, constants, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const BUILD_MS = 60_000

/** What stands in the last line of a built program: everything it was made of, by hash. */
type Made = { lock: string; sources: Record<string, string> }
const MADE = '\n//# made of '

const known = new Map<string, Promise<string>>()

/**
 * The file to run for a program that is started anew for each piece of work: its own sources and packages in one file,
 * which a process reads in a third of the time of the many. Built when its sources have changed and kept in
 * `.cache/programs`; where that folder cannot be written, the program itself.
 *
 * @param native its packages hold native code, which cannot be built in: they stay where they are
 */
export function builtProgram(source: string, { native = false, root = ROOT } = {}): Promise<string> {
  const key = `${root} ${source}`
  const found = known.get(key) ?? find(source, native, root)
  known.set(key, found)
  found.catch(() => known.delete(key))
  return found
}

async function find(source: string, native: boolean, root: string): Promise<string> {
  const home = join(root, '.cache', 'programs')
  const file = join(home, `${relative(root, source).split(sep).slice(1).join('-').replace(/\.ts$/, '')}.mjs`)
  if (await isOfItsSources(file, root)) return file
  try {
    await mkdir(home, { recursive: true })
    await access(home, constants.W_OK)
  } catch {
    return source
  }
  const aside = `${file}.${randomUUID()}`
  try {
    await build(source, aside, native, root)
    await rename(aside, file)
  } finally {
    await rm(aside, { force: true })
  }
  return file
}

async function isOfItsSources(file: string, root: string): Promise<boolean> {
  try {
    const text = await readFile(file, 'utf8')
    const made: Made = JSON.parse(text.slice(text.lastIndexOf(MADE) + MADE.length))
    const now = await madeOf(Object.keys(made.sources), root)
    return (
      now.lock === made.lock &&
      Object.entries(made.sources).every(([path, hash]) => now.sources[path] === hash)
    )
  } catch {
    return false
  }
}

async function madeOf(paths: string[], root: string): Promise<Made> {
  const hashOf = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('base64url')
  const sources = await Promise.all(paths.map(async path => [path, await hashOf(join(root, path))] as const))
  return { lock: await hashOf(join(root, 'package-lock.json')), sources: Object.fromEntries(sources) }
}

/** The last line of a program built of these files, paths from the checkout; packages count by the lock file. */
export async function lastLineOf(paths: string[], root: string): Promise<string> {
  return `${MADE}${JSON.stringify(await madeOf(paths, root))}`
}

function build(source: string, out: string, native: boolean, root: string): Promise<void> {
  const builder = fileURLToPath(new URL('./build-program-child.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builder, root, source, out, native ? 'native' : ''], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: BUILD_MS,
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    })
    child.on('error', reject)
    child.on('close', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${source} could not be built (${signal ?? code})\n${said}`)),
    )
  })
}
