import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const secretariat = () => client('secretariat of a')
const groupId = () => prepared.ids.g
const organs = async (label: string) =>
  (await client(label)(contract.listOrgans, { params: { id: groupId() } })).rows
const create = (kind: contract.Organ['kind'], zh?: string) =>
  secretariat()(contract.createOrgan, {
    params: { id: groupId() },
    body: { kind, name: zh ? { zh, en: null } : null },
  })
const term: contract.Appointment = {
  ...{ office: 'chair_unit', organisationId: null, person: null, startsOn: '2022-01-01' },
  ...{ dueOn: '2026-12-31', resolution: '2022-1', field: null },
}
const appoint = (id: string, more: Partial<contract.Appointment>) =>
  secretariat()(contract.appointTo, { params: { id }, body: { ...term, ...more } })

test('a council with units and persons; who held an office stays in its history', async () => {
  const { id } = await create('council')
  const { a, b } = prepared.ids
  const first = await appoint(id, { organisationId: a })
  await appoint(id, { office: 'chair', person: '示例理事长', organisationId: a })
  await secretariat()(contract.endTerm, { params: { id: first.id }, body: { day: '2026-01-31', version: 1 } })
  await appoint(id, { organisationId: b, startsOn: '2026-02-01' })
  const council = (await organs('student of a')).find(organ => organ.id === id)
  expect(council?.terms.map(one => [one.office, one.organisation?.id, one.person, one.endsOn])).toEqual([
    ['chair_unit', b, null, null],
    ['chair', a, '示例理事长', null],
    ['chair_unit', a, null, '2026-01-31'],
  ])
  const again = secretariat()(contract.endTerm, {
    params: { id: first.id },
    body: { day: '2026-01-31', version: 2 },
  })
  await expect(again).rejects.toMatchObject({ code: 'members.ended_already' })
})

test('an office fits its organ, its holder and the group', async () => {
  const { id } = await create('secretariat')
  await expect(create('secretariat')).rejects.toMatchObject({ code: 'members.organ_exists' })
  await expect(create('experts')).rejects.toMatchObject({ status: 422, code: 'members.organ_name' })
  const refused = (more: Partial<contract.Appointment>, code: string) =>
    expect(appoint(id, { office: 'secretary_general', person: '示例', ...more })).rejects.toMatchObject({
      code,
    })
  await refused({ office: 'chair_unit', organisationId: prepared.ids.a }, 'members.office_not_here')
  await refused({ person: null, organisationId: prepared.ids.a }, 'members.holder_missing')
  await refused({ organisationId: prepared.ids.x }, 'members.not_of_group')
  await refused({ dueOn: '2020-01-01' }, 'members.end_before_start')
  await appoint(id, { office: 'secretary_general', person: '示例' })
  await refused({}, 'members.term_exists')
})

test('closing an organ ends its terms, and no office is given in it any more', async () => {
  const { id } = await create('working_committee', '课程建设工作委员会')
  await appoint(id, { office: 'head', person: '示例主任', dueOn: null })
  const close = (version: number) =>
    secretariat()(contract.closeOrgan, { params: { id }, body: { day: '2026-06-30', version } })
  await expect(close(7)).rejects.toMatchObject({ code: 'stale' })
  await close(1)
  const closed = (await organs('teacher of b')).find(organ => organ.id === id)
  expect(closed).toMatchObject({ closedOn: '2026-06-30', name: { zh: '课程建设工作委员会' } })
  expect(closed?.terms.map(one => one.endsOn)).toEqual(['2026-06-30'])
  await expect(appoint(id, { office: 'head', person: '另一位' })).rejects.toMatchObject({
    code: 'members.office_not_here',
  })
  // The same name is free again.
  await create('working_committee', '课程建设工作委员会')
})

test('only the secretariat of the group changes its organs', async () => {
  const { id } = await create('experts', '动画专家组')
  const body = { ...term, office: 'expert' as const, person: '示例专家' }
  const by = (label: string) => client(label)(contract.appointTo, { params: { id }, body })
  await expect(by('secretariat of x')).rejects.toMatchObject({ status: 404 })
  await expect(by('school_admin of a')).rejects.toMatchObject({ status: 403 })
  const { asViewer } = await import('#platform/server/database/session.ts')
  const past = asViewer(app.services.appPool, prepared.as('secretariat of x').viewer, false, ({ db }) =>
    sql`insert into members.terms (organ_id, office, person_name, starts_on, by_name)
      values (${id}, 'expert', 'x', '2026-01-01', 'x')`.execute(db),
  )
  await expect(past).rejects.toThrow(/row-level security/)
})
