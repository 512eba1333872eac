import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const run = promisify(execFile)

/**
 * Starts a browser for tests. On Linux x64 it is the one of @sparticuz/chromium, unpacked once per version; on
 * macOS, Windows and elsewhere an installed Chrome. Close it when done.
 */
export async function launchBrowser(): Promise<Browser> {
  if (platform() !== 'linux' || arch() !== 'x64') return chromium.launch({ channel: 'chrome' })
  const { executablePath, args, libraries } = await unpackedChromium()
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value
  if (await lacksLibraries(executablePath)) {
    env.LD_LIBRARY_PATH = [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  }
  return chromium.launch({ executablePath, args, env, chromiumSandbox: false })
}

type Chromium = { executablePath: string; args: string[]; libraries: string }

/**
 * The package unpacks into TMPDIR and reuses whatever lies there, so each version and account gets a folder of
 * its own, which appears under its name only when complete.
 */
async function unpackedChromium(): Promise<Chromium> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const described = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')
  const version = createHash('sha256').update(described).digest('hex').slice(0, 12)
  const dir = join(tmpdir(), `overpass-chromium-${process.getuid?.()}-${version}`)
  const { default: packaged, inflate } = await import('@sparticuz/chromium')
  if (!(await isOwn(dir))) {
    const preparing = await mkdtemp(`${dir}-`)
    await withTmpdir(preparing, async () => {
      await packaged.executablePath()
      await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'))
    })
    await rename(preparing, dir).catch(() => rm(preparing, { recursive: true, force: true }))
  }
  // These two make parallel pages crash; the security of the tested pages is to stay as it is for users.
  const unwanted = [
    '--single-process',
    '--no-zygote',
    '--disable-web-security',
    '--allow-running-insecure-content',
  ]
  // Without a graphics card pages are drawn by the processor itself: to imitate a card first costs a fifth more.
  const drawing = ['--in-process-gpu', '--ignore-gpu-blocklist', '--use-gl=angle', '--use-angle=swiftshader']
  const args = packaged.args.filter(
    arg => ![...unwanted, ...drawing].includes(arg) && !arg.startsWith('--headless'),
  )
  args.push('--disable-gpu')
  return { executablePath: join(dir, 'chromium'), args, libraries: join(dir, 'al2023', 'lib') }
}

async function withTmpdir(dir: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR
  process.env.TMPDIR = dir
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** In a shared temporary folder somebody else could have put a browser under this name. */
async function isOwn(dir: string): Promise<boolean> {
  const info = await stat(dir).catch(() => undefined)
  if (!info) return false
  if (info.uid !== process.getuid?.()) throw new Error(`${dir} belongs to another account: remove it.`)
  return true
}

async function lacksLibraries(executable: string): Promise<boolean> {
  const { stdout } = await run('ldd', [executable]).catch(() => ({ stdout: 'not found' }))
  return stdout.includes('not found')
}
