import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'
import { query } from './embedded-fixtures.ts'
import { migrate } from './migrate.ts'
import { runMigrateProcess } from './migrate-fixtures.ts'
import { prepareDatabase } from './prepare.ts'

let database: TestDatabase
let dir: string

beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
  dir = await mkdtemp(join(tmpdir(), 'overpass-migrations-'))
})

afterEach(async () => {
  await database.drop()
  await rm(dir, { recursive: true, force: true })
})

const write = (name: string, sql: string): Promise<void> => writeFile(join(dir, name), sql)
const run = (): Promise<string[]> => migrate(database.url, { dir })

test('files are applied once, in the order of their names', async () => {
  await write('20260102T0000_rows.sql', 'insert into t values (1);')
  await write('20260101T0000_table.sql', 'create table t (a int);')
  expect(await run()).toEqual(['20260101T0000_table.sql', '20260102T0000_rows.sql'])
  expect(await run()).toEqual([])
  await write('20260103T0000_more.sql', 'insert into t values (2);')
  expect(await run()).toEqual(['20260103T0000_more.sql'])
  expect(await query(database.url, 'select a from t order by a')).toEqual([{ a: 1 }, { a: 2 }])
})

test('a file that fails leaves nothing behind and is named with its line', async () => {
  await write('20260101T0000_table.sql', 'create table t (a int);')
  await write('20260102T0000_bad.sql', 'create table u (a int);\n\ninsert into nowhere values (1);\n')
  await expect(run()).rejects.toThrow('20260102T0000_bad.sql:3: relation "nowhere" does not exist')
  const rows = await query(
    database.url,
    "select to_regclass('u') is null as absent, (select array_agg(name) from platform.migrations) as names",
  )
  expect(rows).toEqual([{ absent: true, names: ['20260101T0000_table.sql'] }])
})

test('a file edited after it was applied is refused; other line ends are no edit', async () => {
  await write('20260101T0000_table.sql', 'create table t (a int);\n-- end\n')
  await run()
  await write('20260101T0000_table.sql', 'create table t (a int);\r\n-- end\r\n')
  expect(await run()).toEqual([])
  await write('20260101T0000_table.sql', 'create table t (a bigint);\n-- end\n')
  await write('20260102T0000_more.sql', 'create table u (a int);')
  await expect(run()).rejects.toThrow(/20260101T0000_table.sql was edited after/)
  expect(await query(database.url, "select to_regclass('u') as u")).toEqual([{ u: null }])
})

test('a database that is ahead of this version is refused', async () => {
  await write('20260101T0000_table.sql', 'create table t (a int);')
  await run()
  await rm(join(dir, '20260101T0000_table.sql'))
  await expect(run()).rejects.toThrow(/has the migration 20260101T0000_table.sql, which is not part of/)
})

test('a file may run outside a transaction, but may not end the one it runs in', async () => {
  await write('20260101T0000_table.sql', 'create table t (a int);')
  await write(
    '20260102T0000_index.sql',
    '-- no-transaction\ncreate index concurrently if not exists i on t (a);',
  )
  expect(await run()).toHaveLength(2)
  await write('20260103T0000_commit.sql', 'create table u (a int); commit;')
  await expect(run()).rejects.toThrow(/must not end its transaction/)
})

test('what a file sets for itself does not reach the next one', async () => {
  await write('20260101T0000_set.sql', "set search_path = pg_catalog; set work_mem = '1MB';")
  await write('20260102T0000_use.sql', "create table t as select current_setting('work_mem') as a;")
  await run()
  expect(await query(database.url, 'select a from public.t')).toEqual([{ a: '8MB' }])
})

test('a badly named file is refused before anything is applied', async () => {
  await write('20260101T0000_table.sql', 'create table t (a int);')
  await write('later.sql', 'create table u (a int);')
  await expect(run()).rejects.toThrow(/later.sql: a migration is named like/)
  expect(await query(database.url, "select to_regclass('t') as t")).toEqual([{ t: null }])
})

test('processes that start at once apply every file exactly once', async () => {
  await write('20260101T0000_table.sql', 'create table t (a int); select pg_sleep(0.3);')
  await write('20260102T0000_index.sql', '-- no-transaction\ncreate index concurrently on t (a);')
  await write('20260103T0000_row.sql', 'insert into t values (1);')
  const applied = await Promise.all([1, 2, 3, 4].map(() => runMigrateProcess(database.url, dir)))
  expect(applied.map(names => names.length).sort()).toEqual([0, 0, 0, 3])
  expect(await query(database.url, 'select a from t')).toEqual([{ a: 1 }])
})

test('the migrations of the project apply to an empty database', async () => {
  const applied = await prepareDatabase(database.url)
  expect(applied.length).toBeGreaterThan(0)
  const project = fileURLToPath(new URL('../../../../migrations', import.meta.url))
  expect(await migrate(database.url, { dir: project })).toEqual([])
})
