import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { bridgeTo, insertBridge, insertCertificate, insertTarget } from '#test/overpass-world.ts'
import { freshCode, insert, insertAffiliation } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld
let clauseId: string

/** A class of school B of one year of entry, before a bridge from B to A that is there for 2024 and later. */
beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  const { a, b, g } = prepared.ids
  const certificate = { is: 'certificate', named: null, level: 'intermediate', withinYears: null } as const
  const entry = { is: 'all' as const, of: [certificate, { ...certificate, level: 'senior' as const }] }
  const data = bridgeTo(await insertTarget(app, a), { entry })
  clauseId = (await insertBridge(app, { parties: [b, a], groupId: g, data, fromCohort: 2024 })).clauseId
  const classOf = (cohort: number) =>
    insert(app.services, 'members.classes', {
      ...{ organisation_id: b, name: `${cohort} 级 ${freshCode()}`, cohort, starts_on: `${cohort}-09-01` },
    })
  const student = async (name: string, classId: string, levels: string[], endsOn?: string) => {
    const id = await insertAffiliation(app.services, {
      organisationId: b,
      role: 'student',
      name,
      classId,
      endsOn,
    })
    for (const level of levels)
      await insertCertificate(app, { organisationId: b, learnerId: id }, level ? { level } : {})
  }
  const [young, old] = [await classOf(2024), await classOf(2023)]
  await student('甲示例', young, [])
  await student('乙示例', young, ['intermediate', 'senior'])
  await student('丙示例', young, ['intermediate'])
  await student('丁示例', young, ['intermediate', 'senior'], '2026-01-31')
  await student('戊示例', old, ['intermediate', 'senior'])
})
afterAll(() => app.close())

const ask = (label: string) => prepared.as(label).client(contract.getReadiness, { params: { id: clauseId } })

test('staff see who of their own learners could enter, and what keeps the others out, the nearest first', async () => {
  const found = await ask('teacher of b')
  expect(found).toMatchObject({ looked: 3, ready: 1, more: false })
  expect(found.parts.map(part => part.lacking)).toEqual([1, 2])
  expect(found.parts[1]?.text.en).toContain('senior')
  expect(found.learners.map(({ name, lacking }) => [name, lacking])).toEqual([
    ['乙示例', []],
    ['丙示例', [1]],
    ['甲示例', [0, 1]],
  ])
  expect(found.learners[0]?.credits).toBeGreaterThan(0)
})

test('the receiving school sees nobody of the other’s, a school that is no party not even the bridge', async () => {
  const seen = (await ask('school_admin of a')).learners.map(({ name }) => name)
  for (const name of ['甲示例', '乙示例', '丙示例']) expect(seen).not.toContain(name)
  const { a, b, g } = prepared.ids
  const data = bridgeTo(await insertTarget(app, a))
  const closed = await insertBridge(app, { parties: [b, a], groupId: g, data, open: false })
  const asOther = prepared.as('school_admin of x').client
  await expect(asOther(contract.getReadiness, { params: { id: closed.clauseId } })).rejects.toMatchObject({
    status: 404,
  })
  await expect(ask('student of b')).rejects.toMatchObject({ status: 403 })
})
