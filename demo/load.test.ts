import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitmentOf } from '#platform/server/audit/record.ts'
import { openPool } from '#platform/server/database/pool.ts'
import { createTestDatabase, type TestDatabase } from '#test/database.ts'
import { GROUP_ID } from './groups.ts'
import { DemoRefused, loadDemo } from './load.ts'
import { organisationId } from './organisations/rows.ts'

const TODAY = '2026-11-22'
let database: TestDatabase
let owner: pg.Pool
let app: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase()
  owner = openPool(database.url, 'owner')
  app = openPool(database.url, 'overpass_app')
  await loadDemo(owner, { today: TODAY })
})
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()])
  await database?.drop()
})

type Acting = {
  person: string
  affiliation: string
  organisation: string
  group: string | null
  role: string
}

async function persona(role: string): Promise<Acting> {
  const { rows } = await owner.query(
    `select a.person_id as person, a.id as affiliation, a.organisation_id as organisation, a.group_id as "group", a.role
      from accounts.personas p join members.affiliations a on a.id = p.affiliation_id
      where a.role = $1 order by p.position limit 1`,
    [role],
  )
  return rows[0]
}

/** What the application reads for a viewer. */
async function read(acting: Acting | null, query: string): Promise<Record<string, unknown>[]> {
  const client = await app.connect()
  try {
    await client.query('begin')
    for (const [name, value] of Object.entries(acting ?? {}))
      await client.query('select set_config($1, $2, true)', [`overpass.${name}`, value ?? ''])
    const { rows } = await client.query(query)
    return rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const counted = async (acting: Acting | null, from: string) =>
  Number((await read(acting, `select count(*) as n from ${from}`))[0]?.n)

test('a second load does nothing', async () => {
  const before = await owner.query('select count(*) as n, max(updated_at) as at from members.affiliations')
  const second = await loadDemo(owner, { today: '2030-01-01', scale: 2 })
  expect(second).toMatchObject({ loaded: false, rows: {} })
  const after = await owner.query('select count(*) as n, max(updated_at) as at from members.affiliations')
  expect(after.rows).toEqual(before.rows)
})

test('nobody sees anybody without signing in; organisations are open', async () => {
  expect(await counted(null, 'members.affiliations')).toBe(0)
  expect(await counted(null, 'members.organisations')).toBe(41)
})

test('a school administrator sees the own school and what others have listed', async () => {
  const admin = await persona('school_admin')
  const own = `members.affiliations where organisation_id = '${admin.organisation}'`
  expect(await counted(admin, `${own} and role = 'student' and ends_on is null`)).toBeGreaterThan(200)
  const others = await read(
    admin,
    `select distinct role, listed from members.affiliations where organisation_id <> '${admin.organisation}'`,
  )
  expect(others.length).toBeGreaterThan(2)
  expect(others.every(row => row.listed)).toBe(true)
})

test('a guardian sees both children, a student only the own entries and listed staff', async () => {
  const guardian = await persona('guardian')
  const children = await read(
    guardian,
    `select organisation_id from members.affiliations where role = 'student'`,
  )
  expect(new Set(children.map(row => row.organisation_id))).toEqual(
    new Set([organisationId('BC01'), organisationId('BC06')]),
  )
  const student = await persona('student')
  const seen = await read(student, `select id from members.affiliations where role = 'student'`)
  expect(seen).toEqual([{ id: student.affiliation }])
})

test('names are found by pinyin and sorted', async () => {
  const admin = await persona('school_admin')
  expect(await counted(admin, `members.affiliations where grams @> array['zhang']`)).toBeGreaterThan(5)
})

test('the audit trail has its history with commitments that hold', async () => {
  const { rows } = await owner.query(
    `select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, person_id, affiliation_id,
      organisation_id, group_id, action, subject_kind, subject_id, data, request_id, salt, commitment
      from audit.entries order by id`,
  )
  expect(rows.length).toBeGreaterThan(50)
  for (const row of rows) {
    const facts = {
      at: row.at,
      personId: row.person_id,
      affiliationId: row.affiliation_id,
      organisationId: row.organisation_id,
      groupId: row.group_id,
      action: row.action,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      data: row.data,
      requestId: row.request_id,
    }
    expect(commitmentOf(facts, row.salt).equals(row.commitment)).toBe(true)
  }
  const people = await owner.query(
    'select from audit.entries e where not exists (select from members.persons p where p.id = e.person_id)',
  )
  expect(people.rowCount).toBe(0)
})

test('two loads at once load once; a cancelled load leaves nothing', async () => {
  const fresh = await createTestDatabase()
  const pool = openPool(fresh.url, 'owner')
  try {
    const stopped = loadDemo(pool, { today: TODAY, signal: AbortSignal.abort() })
    await expect(stopped).rejects.toThrow()
    expect((await pool.query('select from members.organisations')).rowCount).toBe(0)
    const both = await Promise.all([loadDemo(pool, { today: TODAY }), loadDemo(pool, { today: TODAY })])
    expect(both.map(one => one.loaded).sort()).toEqual([false, true])
  } finally {
    await pool.end()
    await fresh.drop()
  }
})

test('a database in use is left alone', async () => {
  const fresh = await createTestDatabase()
  const pool = openPool(fresh.url, 'owner')
  try {
    await pool.query(`insert into members.organisations (kind, code, name_zh, sort_key, grams)
      values ('company', 'OWN1', '别家', 'b', '{}')`)
    await expect(loadDemo(pool, { today: TODAY })).rejects.toThrow(DemoRefused)
    expect((await pool.query('select from members.groups where id = $1', [GROUP_ID])).rowCount).toBe(0)
  } finally {
    await pool.end()
    await fresh.drop()
  }
})

test('scale 3 loads, and no constraint is broken', async () => {
  const fresh = await createTestDatabase()
  const pool = openPool(fresh.url, 'owner')
  try {
    const { loaded, rows } = await loadDemo(pool, { today: TODAY, scale: 3 })
    expect(loaded).toBe(true)
    const { rows: counts } = await pool.query('select count(*) as n from members.affiliations')
    expect(counts[0]?.n).toBe(rows.affiliations)
  } finally {
    await pool.end()
    await fresh.drop()
  }
})
