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
