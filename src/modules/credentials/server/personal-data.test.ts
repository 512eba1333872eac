import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { decideErasureDuty } from '#modules/members/contract.ts'
import { membersPersonalData } from '#modules/members/server/privacy/personal-data.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insert, insertPerson } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { credentialsPersonalData } from './personal-data.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const ADMIN = 'school_admin of a'
const admin = () => prepared.as(ADMIN).client
const rows = async (text: string, values: unknown[]) =>
  (await app.services.systemPool.query(text, values)).rows
const inSystem = (work: (db: typeof app.services.system) => Promise<void>) =>
  app.services.system.transaction().execute(work)

const told = (label: string) => toldOf(prepared.as(label).account.personId)
async function toldOf(personId: string) {
  const { services } = app
  const reach = { db: services.app, system: services.system, personId, most: 100 }
  const parts = await credentialsPersonalData.collect(reach)
  for (const part of parts)
    for (const key of [
      ...[`data.${part.kind}`, `data.${part.kind}.note`],
      ...part.rows.flat().map(field => `data.field.${field.name}`),
      ...part.rows.flat().flatMap(field => (field.value.as === 'key' ? [field.value.text] : [])),
    ])
      expect([key, key in zh, key in en]).toEqual([key, true, true])
  return parts
}
const totals = async (label: string) => (await told(label)).map(({ kind, total }) => [kind, total])

test('holders are told what they hold, staff what they signed, which keeps without their name', async () => {
  const { id, version } = await prepared.world.credentials.issued()
  const { id: templateId } = await prepared.world.credentials.template()
  const batch = await admin()(contract.issueCredentials, {
    body: {
      ...{ templateId, affiliationIds: [prepared.as('student of a').account.affiliationId] },
      ...{ awardedOn: '2026-06-30', holdHours: 24 },
    },
  })
  await admin()(contract.suspendCredential, { params: { id }, body: { reason: '复核成绩', version } })

  // What is not delivered yet is nobody's.
  expect(await totals('student of a')).toEqual([
    ['credentials.held', 1],
    ['credentials.signed', 0],
    ['credentials.steps', 0],
  ])
  expect(JSON.stringify(await told('student of a'))).toContain('复核成绩')
  expect(await totals(ADMIN)).toEqual([
    ['credentials.held', 0],
    ['credentials.signed', 1],
    ['credentials.steps', 1],
  ])
  // Two accounts become one: what was issued to the first is the second's.
  const holder = prepared.as('student of a').account
  const other = await insertPerson(app.services, '合并示例')
  const merge = (from: string, to: string) =>
    inSystem(async db => {
      await credentialsPersonalData.merge(db, from, to)
      await membersPersonalData.merge(db, from, to)
    })
  await merge(holder.personId, other)
  const moved = await toldOf(other)
  expect(moved.find(part => part.kind === 'credentials.held')?.total).toBe(1)
  await merge(other, holder.personId)

  const { personId } = prepared.as(ADMIN).account
  await inSystem(db => credentialsPersonalData.erase(db, personId, app.services))
  expect(
    await rows(
      `select b.by_name as batch, s.by_name as step, s.reason from credentials.batches b, credentials.steps s
        where b.id = $1 and s.issued_id = $2`,
      [batch.id, id],
    ),
  ).toEqual([{ batch: '—', step: '—', reason: '复核成绩' }])
})

test('a credential loses its holder with their entry: it stays issued, in its status list, and is not signed again', async () => {
  const { id } = await prepared.world.credentials.issued()
  const { affiliationId } = prepared.as('student of a').account
  const eraseEntry = () => inSystem(async db => credentialsPersonalData.eraseEntry?.(db, affiliationId))
  const papers = () =>
    rows(
      `select i.learner_name, p.token, p.status_index is not null as listed from credentials.issued i
        join credentials.papers p on p.issued_id = i.id where i.id = $1`,
      [id],
    )
  await eraseEntry()
  expect(await papers()).toEqual([
    { learner_name: expect.stringContaining('示例'), token: expect.any(String), listed: true },
  ])
  const duty = await insert(app.services, 'members.erasure_duties', {
    ...{ organisation_id: prepared.ids.a, affiliation_id: affiliationId, role: 'student' },
    keep_until: '2999-01-01',
  })
  await rows('update members.affiliations set person_id = null where id = $1', [affiliationId])
  await admin()(decideErasureDuty, {
    params: { id: duty },
    body: { keep: false, reason: null, version: 1 },
  })
  expect(await papers()).toEqual([{ learner_name: `#${affiliationId.slice(-6)}`, token: null, listed: true }])
  const undelivered = `select from credentials.issued
    where affiliation_id = $1 and deliver_at > now() and withdrawn_at is null`
  expect(await rows(undelivered, [affiliationId])).toEqual([])
  await expect(
    admin()(contract.downloadIssued, { params: { id }, query: { format: 'json' } }),
  ).rejects.toMatchObject({ code: 'credentials.erased' })
  await expect(app.client()(contract.verifyIssued, { params: { id } })).rejects.toMatchObject({
    code: 'missing',
  })
})
