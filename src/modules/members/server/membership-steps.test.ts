import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insertMember, insertOrganisation } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import type { DecidedStep } from '../rules/memberships.ts'
import { tellMembershipStep } from './membership-letters.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const secretariat = () => client('secretariat of a')
const body = { day: '2026-05-01', reason: '连续两次未出席。', resolution: '2026-9' }

async function fresh() {
  const { id } = await insertOrganisation(app.services, {
    kind: 'company',
    zh: '进退示例公司',
    en: 'Come and go',
  })
  return insertMember(app.services, prepared.ids.g, id)
}
const decide = (id: string, step: DecidedStep, version: number, more: object = {}) =>
  secretariat()(contract.decideMembership, { params: { id }, body: { ...body, step, version, ...more } })

test('suspended, resumed, lapsed: each step dated, signed and kept', async () => {
  const id = await fresh()
  await decide(id, 'suspended', 1)
  await expect(decide(id, 'suspended', 2)).rejects.toMatchObject({ code: 'members.step_not_now' })
  const early = decide(id, 'resumed', 2, { day: '2026-04-01' })
  await expect(early).rejects.toMatchObject({ code: 'members.end_before_start' })
  const late = decide(id, 'resumed', 2, { day: '2999-01-01' })
  await expect(late).rejects.toMatchObject({ code: 'members.end_in_future' })
  await decide(id, 'resumed', 2, { day: '2026-06-01' })
  await expect(decide(id, 'lapsed', 2)).rejects.toMatchObject({ code: 'stale' })
  await decide(id, 'lapsed', 3, { day: '2026-07-01' })
  await expect(decide(id, 'resumed', 4)).rejects.toMatchObject({ code: 'members.step_not_now' })
  const { rows } = await secretariat()(contract.listMembershipSteps, { params: { id } })
  expect(rows.map(row => [row.kind, row.day])).toEqual([
    ['lapsed', '2026-07-01'],
    ['resumed', '2026-06-01'],
    ['suspended', '2026-05-01'],
  ])
  expect(rows[0]).toMatchObject({ reason: body.reason, resolution: '2026-9' })
  expect(rows[0]?.by).toMatch(/示例/)
  const group = await secretariat()(contract.listGroupSteps, { params: { id: prepared.ids.g } })
  expect(group.rows[0]).toMatchObject({ id: rows[0]?.id, organisation: { name: { zh: '进退示例公司' } } })
})

test('leaving is free, also while suspended, and only for the member itself', async () => {
  const { c, g } = prepared.ids
  const { rows } = await app.services.systemPool.query<{ id: string }>(
    'select id from members.memberships where organisation_id = $1 and group_id = $2',
    [c, g],
  )
  const id = rows[0]?.id as string
  await decide(id, 'suspended', 1)
  const leave = (label: string) =>
    client(label)(contract.leaveGroup, {
      params: { id },
      body: { day: '2026-06-30', reason: null, version: 2 },
    })
  await expect(leave('school_admin of a')).rejects.toMatchObject({ status: 404 })
  await expect(leave('secretariat of a')).rejects.toMatchObject({ status: 403 })
  await expect(leave('mentor of c')).rejects.toMatchObject({ status: 403 })
  await leave('company_hr of c')
  const organisation = await client('company_hr of c')(contract.getOrganisation, { params: { id: c } })
  expect(organisation.memberships[0]).toMatchObject({ endsOn: '2026-06-30', endKind: 'left' })
  const steps = await client('company_hr of c')(contract.listMembershipSteps, { params: { id } })
  expect(steps.rows.map(row => row.kind)).toEqual(['left', 'suspended'])
  const foreign = client('school_admin of a')(contract.listMembershipSteps, { params: { id } })
  await expect(foreign).rejects.toMatchObject({ status: 404 })
})

test('the database itself lets nobody sign for the other side', async () => {
  const id = await prepared.world.members.schoolMembership()
  const { asViewer } = await import('#platform/server/database/session.ts')
  const insertAs = (label: string, kind: string) =>
    asViewer(app.services.appPool, prepared.as(label).viewer, false, ({ db }) =>
      sql`insert into members.membership_steps (membership_id, kind, day, by_name)
        values (${id}, ${kind}, '2026-01-01', 'x')`.execute(db),
    )
  await expect(insertAs('secretariat of a', 'left')).rejects.toThrow(/row-level security/)
  await expect(insertAs('school_admin of a', 'lapsed')).rejects.toThrow(/row-level security/)
  await expect(insertAs('secretariat of x', 'suspended')).rejects.toThrow(/row-level security/)
})

test('a step is told to the other side, in its language', async () => {
  const id = await fresh()
  const { services } = app
  const { rows } = await services.systemPool.query<{ organisation_id: string }>(
    `insert into members.affiliations (organisation_id, role, name, email, sort_key, grams)
      select organisation_id, 'company_hr', '管理员', 'hr@example.org', 'g', '{}' from members.memberships
      where id = $1 returning organisation_id`,
    [id],
  )
  expect(rows).toHaveLength(1)
  await decide(id, 'suspended', 1)
  const step = (await secretariat()(contract.listMembershipSteps, { params: { id } })).rows[0]?.id as string
  const job = { services, signal: new AbortController().signal, attempt: 1, lastAttempt: true }
  await tellMembershipStep.run({ stepId: step }, job)
  const queued = await services.ownerPool.query<{ payload: { to: string; subject: string; text: string } }>(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'mail.send'`,
  )
  const letter = queued.rows.find(row => row.payload.to === 'hr@example.org')?.payload
  expect(letter?.subject).toBe('进退示例公司在示例职教集团的成员资格自 2026-05-01 起暂停')
  expect(letter?.text).toContain(body.reason)
})

test('a certificate is for a membership in force, and its number tells anybody what it is worth', async () => {
  const id = await fresh()
  const number = '2026-777'
  const certificate = () => secretariat()(contract.getCertificate, { params: { id } })
  await expect(certificate()).rejects.toMatchObject({ code: 'members.no_number' })
  await app.services.systemPool.query('update members.memberships set number = $2 where id = $1', [
    id,
    number,
  ])
  const pdf = Buffer.from(await (await certificate()).arrayBuffer())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.length).toBeGreaterThan(10_000)
  expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1)

  const verify = () => app.client('10.30.0.1')(contract.verifyMembership, { params: { number } })
  expect((await verify()).rows).toEqual([
    {
      ...{ number, position: 'member', startsOn: '2024-01-01', state: 'member', changedOn: null },
      organisation: { zh: '进退示例公司', en: 'Come and go' },
      group: { zh: '示例职教集团', en: null },
    },
  ])
  await decide(id, 'suspended', 1)
  expect((await verify()).rows[0]).toMatchObject({ state: 'suspended', changedOn: '2026-05-01' })
  await expect(certificate()).rejects.toMatchObject({ status: 409, code: 'members.not_in_force' })
  await decide(id, 'lapsed', 2)
  expect((await verify()).rows[0]).toMatchObject({ state: 'lapsed', changedOn: '2026-05-01' })
  const none = await app.client('10.30.0.2')(contract.verifyMembership, { params: { number: 'X-1' } })
  expect(none.rows).toEqual([])
})

test('a member that the secretariat enters itself gets a number and a first step', async () => {
  const made = await secretariat()(contract.createOrganisation, {
    body: {
      ...{ kind: 'company' as const, code: prepared.world.members.freshCode(), website: null, summary: null },
      ...{
        name: { zh: '直接加入公司', en: null },
        short: null,
        uscc: null,
        region: null,
        address: null,
        place: null,
      },
      ...{ fields: { zh: [], en: [] }, position: 'member' as const, startsOn: '2025-02-01' },
    },
  })
  const { memberships } = await secretariat()(contract.getOrganisation, { params: { id: made.id } })
  expect(memberships[0]?.number).toMatch(/^2025-\d{3}$/)
  const steps = await secretariat()(contract.listMembershipSteps, { params: { id: made.membershipId } })
  expect(steps.rows.map(row => [row.kind, row.day])).toEqual([['admitted', '2025-02-01']])
})
