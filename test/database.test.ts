import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './database.ts'

let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  ;[one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
})

afterAll(async () => {
  await Promise.all([one.drop(), other.drop()])
})

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('a test database is migrated and its own', async () => {
  const applied = await query(one.url, 'select name from platform.migrations')
  expect(applied.length).toBeGreaterThan(0)
  await query(one.url, 'create table only_here (id int)')
  const found = await query(other.url, "select to_regclass('only_here') is null as absent")
  expect(found).toEqual([{ absent: true }])
})

test('a dropped database is gone, even with a connection left open', async () => {
  const database = await createTestDatabase()
  const left = new pg.Client({ connectionString: database.url })
  left.on('error', () => {})
  await left.connect()
  await database.drop()
  await expect(query(database.url, 'select 1')).rejects.toThrow(/does not exist/)
})

// The database counts in UTC, the groups do not: for eight hours of every day their days differ.
test('nothing takes the database’s day for today', async () => {
  const found = await query(
    one.url,
    `with said (name, text) as (
      select p.oid::regprocedure::text, pg_get_functiondef(p.oid) from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace where n.nspname !~ '^(pg_|information_schema)' and p.prokind = 'f'
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      union all select v.oid::regclass::text, pg_get_viewdef(v.oid) from pg_class v where v.relkind in ('v', 'm')
        and v.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      union all select d.adrelid::regclass::text, pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d
      union all select c.conname, pg_get_constraintdef(c.oid) from pg_constraint c
      union all select p.polname, concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
        from pg_policy p)
    select name from said where text ~* '\\mcurrent_date\\M' or text ~* 'now\\(\\)::date' order by name`,
  )
  expect(found).toEqual([])
  const sources = await readdir('src', { recursive: true })
  const wrong = []
  for (const file of sources.filter(name => /\.tsx?$/.test(name)))
    if (/\bcurrent_date\b|now\(\)::date/i.test(await readFile(join('src', file), 'utf8'))) wrong.push(file)
  expect(wrong).toEqual([])
})
