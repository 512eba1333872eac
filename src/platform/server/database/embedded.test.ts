import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts'
import { makeTempDir, query, removeTempDir, startChild } from './embedded-fixtures.ts'

let dataDir: string
const started: EmbeddedDatabase[] = []

beforeEach(async () => {
  dataDir = await makeTempDir()
})

afterEach(async () => {
  for (const database of started.splice(0)) await database.stop()
  await removeTempDir(dataDir)
})

async function start(dir = dataDir): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir: dir })
  started.push(database)
  return database
}

test('rows are there after stopping and starting again', async () => {
  const first = await start()
  expect(first.owned).toBe(true)
  await query(first.url, "create table t (a text); insert into t values ('产教融合')")
  await first.stop()
  const second = await start()
  expect(await query(second.url, 'select a from t')).toEqual([{ a: '产教融合' }])
})

test('the server is private: own socket folder, no network, password needed', async () => {
  const { connection, url } = await start()
  const folder = await stat(connection.host)
  expect(folder.mode & 0o777).toBe(0o700)
  expect((await stat(join(dataDir, 'database/password'))).mode & 0o777).toBe(0o600)
  const settings = await query(url, "select current_setting('listen_addresses') as a")
  expect(settings).toEqual([{ a: '' }])
  const rules = await query(url, 'select distinct auth_method as a from pg_hba_file_rules')
  expect(rules).toEqual([{ a: 'scram-sha-256' }])
  const stranger = new pg.Client({ ...connection, password: 'guess' })
  await expect(stranger.connect()).rejects.toThrow(/password authentication failed/)
})

test('text is compared by code point and Chinese letters count as letters', async () => {
  const { url } = await start()
  const rows = await query(
    url,
    `select datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = 'overpass'`,
  )
  expect(rows).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8' }])
  await query(url, 'create extension pg_trgm')
  const [shown] = await query(url, "select cardinality(show_trgm('数字媒体')) as n")
  expect(shown?.n).toBeGreaterThan(0)
})

test('two databases run side by side, with a path far longer than a socket allows', async () => {
  const long = join(dataDir, ...Array.from({ length: 12 }, (_, i) => `a-folder-with-a-long-name-${i}`))
  await mkdir(long, { recursive: true })
  await chmod(long, 0o711)
  const [one, other] = await Promise.all([start(long), start(join(dataDir, 'other 立交桥'))])
  await query(one.url, 'create table only_here (a int)')
  const rows = await query(other.url, "select to_regclass('only_here') is null as absent")
  expect(rows).toEqual([{ absent: true }])
})

test('processes that start at once share one server', async () => {
  const children = [startChild(dataDir), startChild(dataDir), startChild(dataDir)]
  const said = await Promise.all(children.map(child => child.said))
  expect(said.map(({ error }) => error)).toEqual([undefined, undefined, undefined])
  expect(said.filter(({ owned }) => owned)).toHaveLength(1)
  expect(new Set(said.map(({ url }) => url)).size).toBe(1)
  await Promise.all(children.map(child => child.end()))
})

test('stopping what was only joined leaves the server alone', async () => {
  const owner = await start()
  const guest = startChild(dataDir)
  const { url, owned } = await guest.said
  expect({ url, owned }).toEqual({ url: owner.url, owned: false })
  await guest.end()
  expect(await query(owner.url, 'select 1 as a')).toEqual([{ a: 1 }])
})

test('a database of another major version is named and left alone', async () => {
  await (await start()).stop()
  const version = join(dataDir, 'database/cluster/PG_VERSION')
  await writeFile(version, '17\n')
  await expect(start()).rejects.toThrow(
    /made by PostgreSQL 17, and this version of Overpass runs PostgreSQL 18/,
  )
  expect(await readFile(version, 'utf8')).toBe('17\n')
})

test('a missing or wrong password file is named', async () => {
  await (await start()).stop()
  const path = join(dataDir, 'database/password')
  await writeFile(path, 'wrong\n')
  await expect(start()).rejects.toThrow(/password file does not fit/)
  await rm(path)
  await expect(start()).rejects.toThrow(/password file of the database is missing/)
})

test('a server that does not start says why', async () => {
  await (await start()).stop()
  await writeFile(join(dataDir, 'database/cluster/postgresql.conf'), 'no_such_setting = 1\n')
  await expect(start()).rejects.toThrow(/did not start[\s\S]*no_such_setting/)
})

test('an unknown machine gets one message in two languages', async () => {
  const known = Object.getOwnPropertyDescriptor(process, 'arch')
  Object.defineProperty(process, 'arch', { ...known, value: 'mips' })
  try {
    await expect(start()).rejects.toMatchObject({
      name: 'UnsupportedPlatform',
      message: expect.stringMatching(/DATABASE_URL.*内置数据库/),
    })
  } finally {
    if (known) Object.defineProperty(process, 'arch', known)
  }
})
