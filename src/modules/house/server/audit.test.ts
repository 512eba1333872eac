import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zh } from '#app/messages.zh.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import { cancelTask, exportAudit, getTask, listAudit } from '../contract.ts'

let app: TestApp
let world: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  world = await prepareWorld(app)
  const note = (label: string, action: string, data: Record<string, unknown> = {}) =>
    recordAudit(
      app.services.system,
      { action, subject: { kind: 'affiliation', id: `of ${label}` }, data },
      { viewer: world.as(label).viewer, requestId: 'r' },
    )
  for (let n = 0; n < 30; n++)
    await note('school_admin of a', 'members.person_updated', { n, fields: ['phone'] })
  await note('teacher of a', 'accounts.signed_in', { formula: '=1+1' })
  await note('school_admin of x', 'accounts.signed_in')
  await note('secretariat of a', 'members.organisation_created')
})
afterAll(() => app.close())

const as = (label: string) => world.as(label).client

test('an administrator reads the own organisation alone, newest first, page by page', async () => {
  const first = await as('school_admin of a')(listAudit, { query: { limit: 20 } })
  expect(first.rows).toHaveLength(20)
  expect(first.rows.map(row => row.id)).toEqual(first.rows.map(row => row.id).toSorted((a, b) => b - a))
  const all = [...first.rows]
  for (let next = first.next; next; ) {
    const page = await as('school_admin of a')(listAudit, { query: { limit: 20, after: next } })
    all.push(...page.rows)
    next = page.next
  }
  expect(new Set(all.map(row => row.id)).size).toBe(all.length)
  expect(all.some(row => row.subject.id === 'of school_admin of x')).toBe(false)
  const row = all.find(one => one.action === 'members.person_updated')
  expect(row?.actor?.name).toMatch(/示例/)
  expect(row?.facts).toContainEqual({ name: 'fields', value: '["phone"]' })
})

test("the group's secretariat and authority read what was done for the group", async () => {
  for (const label of ['authority_observer of a', 'secretariat of a']) {
    const { rows } = await as(label)(listAudit, { query: {} })
    expect(rows.map(row => row.action)).toContain('members.organisation_created')
    // Done in the school that they sit in, which is not the group's business.
    expect(rows.map(row => row.action)).not.toContain('members.person_updated')
  }
})

test('filters by area, person, subject, day and name', async () => {
  const admin = as('school_admin of a')
  const actions = async (query: Parameters<typeof admin<typeof listAudit>>[1]['query']) => [
    ...new Set((await admin(listAudit, { query: { limit: 100, ...query } })).rows.map(row => row.action)),
  ]
  expect(await actions({ area: 'accounts' })).toEqual(['accounts.signed_in'])
  expect(await actions({ person: world.as('teacher of a').viewer?.personId })).toEqual(['accounts.signed_in'])
  expect(await actions({ subject: 'of school_admin of a' })).toEqual(['members.person_updated'])
  expect(await actions({ action: 'members.person_updated' })).toEqual(['members.person_updated'])
  expect(await actions({ to: '2020-01-01' })).toEqual([])
  expect((await actions({ from: '2020-01-01' })).length).toBeGreaterThan(1)
  const { rows } = await admin(listAudit, { query: { area: 'accounts' } })
  expect(await actions({ q: rows[0]?.actor?.name ?? '' })).toContain('accounts.signed_in')
  expect(await actions({ q: '查无此人' })).toEqual([])
})

test('exports all of it, in words and safe from formulas', async () => {
  const blob = await as('school_admin of a')(exportAudit, { query: { format: 'csv' } })
  const text = await blob.text()
  expect(text.trim().split('\r\n').length).toBeGreaterThan(30)
  expect(text).toContain(zh['audit.accounts.signed_in'])
  const xlsx = await as('school_admin of a')(exportAudit, { query: { format: 'xlsx' } })
  expect(Buffer.from(await xlsx.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK')
})

test('long work is seen and stopped by the one who began it, by nobody else', async () => {
  const id = await world.worldFor(world.as('school_admin of a')).house.freshTask()
  expect(await as('school_admin of a')(getTask, { params: { id } })).toMatchObject({ state: 'waiting' })
  for (const label of ['school_admin of x', 'teacher of a'])
    for (const endpoint of [getTask, cancelTask])
      await expect(as(label)(endpoint, { params: { id } })).rejects.toMatchObject({ status: 404 })
  expect(await as('school_admin of a')(cancelTask, { params: { id } })).toMatchObject({
    cancelRequested: true,
  })
})

test('every action that the modules note has its words', () => {
  const modules = fileURLToPath(new URL('../..', import.meta.url))
  const noted = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter(name => name.includes('server') && name.endsWith('.ts') && !name.includes('test'))
    .flatMap(name => [...readFileSync(join(modules, name), 'utf8').matchAll(/action: '([a-z_]+\.[a-z_]+)'/g)])
    .map(found => `audit.${found[1]}`)
  expect(noted.length).toBeGreaterThan(10)
  expect(noted.filter(key => !(key in zh))).toEqual([])
})
