import { access, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type Child,
  killHard,
  makeTempDir,
  postmasterOf,
  query,
  removeTempDir,
  startChild,
  untilGone,
} from './embedded-fixtures.ts'

let dataDir: string
let home: string
let children: Child[] = []

beforeEach(async () => {
  dataDir = await makeTempDir()
  home = join(dataDir, 'database')
})

afterEach(async () => {
  for (const child of children) await child.end()
  children = []
  await removeTempDir(dataDir)
})

function start(): Child {
  const child = startChild(dataDir)
  children.push(child)
  return child
}

async function urlOf(child: Child): Promise<string> {
  const { url, error } = await child.said
  if (!url) throw new Error(error)
  return url
}

test('kill -9 of the process ends its server, and the next start has every committed row', async () => {
  const child = start()
  const url = await urlOf(child)
  await query(url, 'create table t (a int); insert into t select generate_series(1, 1000)')
  const pid = await postmasterOf(join(home, 'cluster'))
  await killHard(child)
  expect(await untilGone(pid)).toBeLessThan(5_000)
  const rows = await query(await urlOf(start()), 'select count(*)::int as n from t')
  expect(rows).toEqual([{ n: 1000 }])
})

test('a start right after kill -9 waits for the dying server instead of joining it', async () => {
  for (let round = 0; round < 3; round += 1) {
    const child = start()
    await urlOf(child)
    await killHard(child)
    const next = start()
    expect(await next.said).toMatchObject({ owned: true })
    await next.end()
  }
})

test('kill -9 of process and server together is recovered from', async () => {
  const child = start()
  const url = await urlOf(child)
  await query(url, 'create table t (a int); insert into t values (7)')
  const pid = await postmasterOf(join(home, 'cluster'))
  process.kill(pid, 'SIGKILL')
  await killHard(child)
  await untilGone(pid)
  expect(await readdir(join(home, 'cluster'))).toContain('postmaster.pid')
  expect(await query(await urlOf(start()), 'select a from t')).toEqual([{ a: 7 }])
})

test('a stale postmaster.pid whose number now belongs to another process is no obstacle', async () => {
  const first = start()
  await urlOf(first)
  await first.end()
  const lines = [process.pid, join(home, 'cluster'), 1, 5432, '/nowhere', '', '', 'ready']
  await writeFile(join(home, 'cluster/postmaster.pid'), lines.join('\n'))
  await expect(start().said).resolves.toMatchObject({ owned: true })
})

test('a creation that was killed midway is done again', async () => {
  for (const wait of [0, 120]) {
    const child = start()
    while (!(await readdir(home).catch(() => [])).some(name => /^cluster\.new-\w+$/.test(name)))
      await sleep(5)
    await sleep(wait)
    await killHard(child)
    await expect(access(join(home, 'cluster'))).rejects.toThrow()
  }
  expect(await query(await urlOf(start()), 'select 1 as a')).toEqual([{ a: 1 }])
  expect((await readdir(home)).filter(name => name.startsWith('cluster.new'))).toEqual([])
})

test('a process that ends without stopping takes its server along', async () => {
  const child = start()
  const url = await urlOf(child)
  const pid = await postmasterOf(join(home, 'cluster'))
  child.process.kill('SIGTERM')
  expect(await untilGone(pid)).toBeLessThan(5_000)
  // The next start clears what was left.
  const [left] = new URL(url).searchParams.getAll('host')
  await urlOf(start())
  await expect(access(left ?? '')).rejects.toThrow(/ENOENT/)
})
