import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#platform/contract/access.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import type { Context } from './context.ts'
import { decideParameter, type Parameter, readParameter, readParameterHistory } from './parameters.ts'

let app: TestApp
let world: PreparedWorld
const hours: Parameter = { name: 'test.hours', unit: 'hours', least: 1, most: 5000, byGroup: true }

beforeAll(async () => {
  app = await startTestApp()
  world = await prepareWorld(app)
  await app.services.systemPool.query(`insert into platform.parameters (name, valid_from, cohort, value, source_zh, source_en)
    values ('test.hours', '2020-01-01', null, 2500, '甲', 'a'), ('test.hours', '2024-01-01', null, 2600, '乙', 'b'),
      ('test.hours', '2020-01-01', 2025, 2700, '丙', 'c')`)
})
afterAll(() => app.close())

/** Decides as somebody, with the trail that the pipeline would have written. */
function decide(label: string, value: number, parameter = hours, validFrom = today()) {
  const viewer = world.as(label).viewer as Viewer
  const trail: unknown[] = []
  return asViewer(app.services.appPool, viewer, false, async ({ db }) => {
    const context = { db, signedIn: () => viewer, audit: async (fact: unknown) => void trail.push(fact) }
    const source = { zh: '理事会决议', en: 'Decision of the council' }
    const decision = { value, validFrom, source }
    await decideParameter(context as unknown as Context, parameter, decision, '示例')
    return trail
  })
}

test('the value of a day, of a cohort and of a group', async () => {
  const db = app.services.app
  const { g, h } = world.ids
  expect(await readParameter(db, hours, { on: '2023-12-31' })).toBe(2500)
  expect(await readParameter(db, hours, { on: '2024-01-01' })).toBe(2600)
  expect(await readParameter(db, hours, { cohort: 2025 })).toBe(2700)
  expect(await readParameter(db, hours, { cohort: 2024 })).toBe(2600)
  await expect(readParameter(db, hours, { on: '2019-12-31' })).rejects.toThrow('test.hours has no value')
  expect(await decide('secretariat of a', 2800)).toHaveLength(1)
  expect(await readParameter(db, hours, { groupId: g })).toBe(2800)
  expect(await readParameter(db, hours, { groupId: g, on: daysAfter(today(), -1) })).toBe(2600)
  expect(await readParameter(db, hours, { groupId: h })).toBe(2600)
  const history = await readParameterHistory(db, hours, g)
  expect(history.map(({ value, ownOfGroup, verified }) => [value, ownOfGroup, verified])).toEqual([
    ...[[2800, true, true]],
    ...[[2600, false, false]],
    ...[[2700, false, false]],
    ...[[2500, false, false]],
  ])
  expect(await readParameterHistory(db, hours, h)).toHaveLength(3)
})

test('only a secretariat decides, only for its own group, within bounds, and never about the law', async () => {
  await expect(decide('secretariat of a', 9000)).rejects.toMatchObject({ code: 'parameter.out_of_bounds' })
  await expect(decide('secretariat of a', 20, { ...hours, byGroup: false })).rejects.toMatchObject({
    code: 'parameter.not_by_group',
  })
  await expect(decide('secretariat of a', 2500.5)).rejects.toMatchObject({ code: 'parameter.not_whole' })
  await expect(decide('secretariat of a', 2500, hours, daysAfter(today(), -1))).rejects.toMatchObject({
    code: 'parameter.past',
  })
  await expect(decide('school_admin of a', 2000)).rejects.toThrow(/row-level security/)
})

test('somebody is a minor until the day of majority begins, and of age from then on', async () => {
  const days = fc.date({ min: new Date('1995-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  await fc.assert(
    fc.asyncProperty(days, async born => {
      const { rows } = await app.services.systemPool.query<{ minor: boolean; agrees: boolean }>(
        `select members.is_minor($1::date) as minor,
          members.is_minor($1::date) = (platform.today() < members.majority_day($1::date)) as agrees`,
        [born.toISOString().slice(0, 10)],
      )
      expect(rows[0]?.agrees).toBe(true)
    }),
    { numRuns: 200 },
  )
  const { rows } = await app.services.systemPool.query<{ day: string }>(
    `select members.majority_day(d) as day from unnest(array['2008-02-29', '2008-03-01', '2008-12-31']::date[]) d`,
  )
  expect(rows.map(row => row.day)).toEqual(['2026-03-01', '2026-03-01', '2026-12-31'])
})
