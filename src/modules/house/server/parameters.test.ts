import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { parameters } from '#app/modules.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import {
  decideParameter,
  exportParameters,
  getParameter,
  listAudit,
  listParameters,
  PARAMETER_AREAS,
} from '../contract.ts'

let app: TestApp
let world: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  world = await prepareWorld(app)
})
afterAll(() => app.close())

const NAME = 'records.dispute_days'
const source = { zh: '理事会 2026 年第 2 号决议', en: 'Resolution 2 of 2026 of the council' }
const read = (label: string, groupId: string, name = NAME) =>
  world.as(label).client(getParameter, { params: { id: groupId, name } })
const decide = (label: string, groupId: string, value: number, validFrom: string, name = NAME) =>
  world
    .as(label)
    .client(decideParameter, { params: { id: groupId, name }, body: { value, validFrom, source } })

test('every number of the database is shown, named in both languages, within its own bounds', async () => {
  const { rows } = await app.services.systemPool.query<{ name: string; least: number; most: number }>(
    'select name, min(value)::float8 as least, max(value)::float8 as most from platform.parameters group by name',
  )
  expect(rows.map(({ name }) => name).sort()).toEqual(parameters.map(({ name }) => name).sort())
  for (const { name, least, most } of parameters) {
    const found = rows.find(row => row.name === name)
    expect(found?.least, name).toBeGreaterThanOrEqual(least)
    expect(found?.most, name).toBeLessThanOrEqual(most)
    expect(
      PARAMETER_AREAS.some(area => name.startsWith(`${area}.`)),
      name,
    ).toBe(true)
    for (const words of [zh, en]) expect(words[`parameter.${name}` as keyof typeof zh], name).toBeTruthy()
  }
})

test('anybody signed in finds a number by its words in either language, with what is unverified marked', async () => {
  const { g } = world.ids
  const find = (query: object) =>
    world.as('student of a').client(listParameters, { params: { id: g }, query: { limit: 100, ...query } })
  expect((await find({})).rows).toHaveLength(parameters.length)
  for (const q of ['异议答复', 'contested'])
    expect((await find({ q })).rows.map(({ name }) => name)).toEqual([NAME])
  const unverified = await find({ state: 'unverified' })
  expect(unverified.rows.map(({ name }) => name)).toContain(NAME)
  expect(unverified.rows.map(({ name }) => name)).not.toContain('members.majority_age')
  const first = await find({ limit: 10 })
  const second = await find({ limit: 10, after: first.next })
  expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(
    parameters.slice(0, 20).map(({ name }) => name),
  )
})

test("a group's decision holds from its day on for that group alone, and stays in history and trail", async () => {
  const { g, h } = world.ids
  const before = (await read('school_admin of a', g)).parameter.now
  const later = daysAfter(today(), 30)
  await decide('secretariat of a', g, 20, today())
  await decide('secretariat of a', g, 25, later)
  const { parameter, history } = await read('teacher of a', g)
  expect(parameter.now).toMatchObject({ value: 20, ownOfGroup: true, verified: true, source })
  expect(parameter.next).toMatchObject({ value: 25, validFrom: later })
  expect(history.map(({ value }) => value)).toEqual([25, 20, before?.value])
  const other = await read('school_admin of x', h)
  expect([other.parameter.now, other.parameter.next, other.history.length]).toEqual([before, null, 1])
  const trail = await world.as('secretariat of a').client(listAudit, { query: { subject: NAME } })
  expect(trail.rows.map(({ action }) => action)).toEqual(Array(2).fill('platform.parameter_decided'))
})

test('refused: the past, what is no whole number, out of bounds, what is not the group\u2019s, another group', async () => {
  const { g, h } = world.ids
  const refused = (value: number, day = today(), name = NAME) =>
    decide('secretariat of a', g, value, day, name).catch(error => error.code)
  expect(await refused(15, daysAfter(today(), -1))).toBe('parameter.past')
  expect(await refused(1.5)).toBe('parameter.not_whole')
  expect(await refused(181)).toBe('parameter.out_of_bounds')
  expect(await refused(70, today(), 'records.pass_mark')).toBe('parameter.not_by_group')
  expect(await refused(70, today(), 'records.unheard_of')).toBe('missing')
  await expect(decide('secretariat of a', h, 15, today())).rejects.toMatchObject({ status: 404 })
  await expect(decide('school_admin of a', g, 15, today())).rejects.toMatchObject({ status: 403 })
})

test('the numbers leave as a table, each with its source', async () => {
  const file = await world
    .as('teacher of a')
    .client(exportParameters, { params: { id: world.ids.g }, query: { format: 'csv', area: 'records' } })
  const lines = (await file.text()).trim().split('\n')
  expect(lines).toHaveLength(4)
  expect(lines[1]).toContain('未查到统一文件')
})
