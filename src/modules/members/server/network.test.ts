import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insertAffiliation, insertPerson } from '#test/rows.ts'
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
const todosOf = async (label: string) =>
  (await client(label)(listTodos, { query: { show: 'open' } })).rows.map(todo => todo.kind)
const write = (label: string, statement: ReturnType<typeof sql>) =>
  asViewer(app.services.appPool, prepared.as(label).viewer, false, ({ db }) => statement.execute(db))

const stage: contract.CapabilityInput = {
  ...{ direction: 'offered', kind: 'practice_base', validUntil: null, note: null },
  title: { zh: '动作捕捉棚空档期', en: 'Motion-capture stage between projects' },
}

test('what an organisation offers is found by search and facet until it is taken off or over', async () => {
  const { a } = prepared.ids
  const admin = client('school_admin of a')
  const add = (more: Partial<contract.CapabilityInput>) =>
    admin(contract.addCapability, { params: { id: a }, body: { ...stage, ...more } })
  const { id } = await add({})
  await add({ direction: 'sought', kind: 'teachers', title: { zh: '绑定课程教师', en: null } })
  await expect(add({ validUntil: '2020-01-01' })).rejects.toMatchObject({ code: 'members.capability_over' })
  const list = async (query: object) =>
    (await client('student of b')(contract.listOrganisations, { query })).rows
  const counts = () => client('student of b')(contract.countOrganisations, { query: {} })

  expect(await list({ q: '动作捕捉' })).toMatchObject([
    { id: a, offers: ['practice_base'], seeks: ['teachers'] },
  ])
  expect(await list({ q: 'motion' })).toHaveLength(1)
  expect(await list({ offers: 'practice_base' })).toMatchObject([{ id: a }])
  expect(await list({ seeks: 'practice_base' })).toEqual([])
  expect(await counts()).toMatchObject({
    offers: [{ value: 'practice_base', count: 1 }],
    seeks: [{ value: 'teachers', count: 1 }],
  })

  const changed = { ...stage, kind: 'equipment' as const, version: 1 }
  await admin(contract.changeCapabilityText, { params: { id }, body: changed })
  await expect(admin(contract.changeCapabilityText, { params: { id }, body: changed })).rejects.toMatchObject(
    { code: 'stale', body: { data: { version: 2 } } },
  )
  await admin(contract.removeCapability, { params: { id }, body: { version: 2 } })
  expect(await list({ q: '动作捕捉' })).toEqual([])
  await app.services.systemPool.query(
    `update members.capabilities set valid_until = '2020-01-01' where organisation_id = $1`,
    [a],
  )
  expect((await counts()).seeks).toEqual([])
})

test('nobody says for another organisation what it offers, in the application or past it', async () => {
  const { a, b } = prepared.ids
  for (const label of ['school_admin of b', 'secretariat of a', 'teacher of a'])
    await expect(
      client(label)(contract.addCapability, { params: { id: a }, body: stage }),
    ).rejects.toMatchObject({ status: label === 'school_admin of b' ? 404 : 403 })
  await expect(
    write(
      'school_admin of b',
      sql`insert into members.capabilities (organisation_id, direction, kind, title_zh, grams)
        values (${a}, 'offered', 'other', 'x', '{}')`,
    ),
  ).rejects.toThrow(/row-level security/)
  expect((await client('school_admin of b')(contract.listCapabilities, { params: { id: b } })).rows).toEqual(
    [],
  )
})

async function staff(at: 'a' | 'c') {
  const name = `联系${Math.random().toString(36).slice(2, 6)}`
  const personId = await insertPerson(app.services, name)
  const id = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids[at], role: 'teacher', name, personId },
  })
  return { id, personId, name }
}
const viewerOf = (one: { id: string; personId: string }) =>
  ({
    personId: one.personId,
    affiliationId: one.id,
    role: 'teacher',
    organisationId: prepared.ids.a,
    groupId: null,
  }) as const
const asking = { purpose: { zh: '学生实习', en: 'Internships' } }
const shownTo = async (label: string) =>
  (await client(label)(contract.listContacts, { query: { organisation: prepared.ids.a } })).rows

async function askTeacher() {
  const affiliationId = prepared.as('teacher of a').account.affiliationId
  const { id } = await client('school_admin of a')(contract.askContact, {
    params: { id: prepared.ids.a },
    body: { affiliationId, ...asking },
  })
  return { id, affiliationId }
}
const answer = (id: string, version: number, more: object) =>
  client('teacher of a')(contract.answerContact, {
    params: { id },
    body: {
      ...{ answer: 'agree', audience: 'members', email: 'shown@example.org', phone: null },
      ...more,
      version,
    },
  })

test('a contact is shown to whom they agreed, as they agreed, until they withdraw', async () => {
  const { id } = await askTeacher()
  await expect(askTeacher()).rejects.toMatchObject({ code: 'members.contact_asked_already' })
  expect(await todosOf('teacher of a')).toContain('members.contact_asked')
  expect(await shownTo('teacher of b')).toEqual([])

  await expect(answer(id, 1, { audience: null })).rejects.toMatchObject({ code: 'members.contact_audience' })
  await expect(answer(id, 1, { email: null })).rejects.toMatchObject({ code: 'members.contact_way' })
  await answer(id, 1, {})
  expect(await todosOf('teacher of a')).not.toContain('members.contact_asked')
  expect(await shownTo('teacher of b')).toMatchObject([
    { purpose: asking.purpose, email: 'shown@example.org', phone: null, audience: 'members' },
  ])
  expect(await shownTo('teacher of x')).toEqual([])
  expect(await shownTo('nobody')).toEqual([])

  await answer(id, 2, { audience: 'public', phone: '0411-00000000' })
  expect(await shownTo('nobody')).toMatchObject([{ phone: '0411-00000000' }])
  await answer(id, 3, { answer: 'withdraw', email: null })
  for (const label of ['teacher of b', 'nobody', 'school_admin of a'])
    expect(await shownTo(label)).toEqual([])
  const { rows } = await app.services.systemPool.query(
    'select email, phone from members.contacts where id = $1',
    [id],
  )
  expect(rows).toEqual([{ email: null, phone: null }])
})

test('leaving ends a consent for good, and nobody answers for somebody else', async () => {
  const one = await staff('a')
  const { id } = await client('school_admin of a')(contract.askContact, {
    params: { id: prepared.ids.a },
    body: { affiliationId: one.id, ...asking },
  })
  await expect(answer(id, 1, {})).rejects.toMatchObject({ status: 404 })
  const agree = sql`update members.contacts set state = 'agreed', audience = 'public', answered_at = now(),
    agreed_by = platform.viewer_person(), email = 'x@example.org' where id = ${id}`
  await expect(write('school_admin of a', agree)).rejects.toThrow(/row-level security/)
  await asViewer(app.services.appPool, viewerOf(one), false, ({ db }) => agree.execute(db))
  expect(await shownTo('nobody')).toMatchObject([{ name: one.name }])
  const leave = (day: string | null) =>
    app.services.systemPool.query('update members.affiliations set ends_on = $2 where id = $1', [one.id, day])
  await leave('2026-06-30')
  expect(await shownTo('nobody')).toEqual([])
  await leave(null)
  expect(await shownTo('nobody')).toEqual([])
})

test('only staff of the organisation who have an account are asked', async () => {
  const ask = (affiliationId: string) =>
    client('school_admin of a')(contract.askContact, {
      params: { id: prepared.ids.a },
      body: { affiliationId, ...asking },
    })
  const account = (label: string) => prepared.as(label).account.affiliationId
  const unclaimed = (await prepared.world.members.freshPerson()).id
  await expect(ask(account('student of a'))).rejects.toMatchObject({ code: 'members.contact_not_here' })
  await expect(ask(account('teacher of b'))).rejects.toMatchObject({ code: 'members.contact_not_here' })
  await expect(ask(unclaimed)).rejects.toMatchObject({ code: 'members.contact_without_account' })
})

const propose = (label: string, otherId: string, kind: 'partner_of' | 'alliance_of' = 'partner_of') =>
  client(label)(contract.proposeRelation, {
    body: { kind, otherId, startsOn: '2025-03-01', note: { zh: '共建课程', en: null } },
  })
const network = (query: object = {}) => client('student of a')(contract.getNetwork, { query })

test('a partnership is proposed by one side and confirmed by the other; then the network shows it', async () => {
  const { a, c, g, h } = prepared.ids
  const { id } = await propose('school_admin of a', c)
  await expect(propose('company_hr of c', a)).rejects.toMatchObject({ code: 'members.relation_exists' })
  await expect(propose('school_admin of a', a)).rejects.toMatchObject({
    code: 'members.relation_with_itself',
  })
  await expect(propose('school_admin of a', prepared.ids.d, 'alliance_of')).rejects.toMatchObject({
    code: 'members.relation_alliance',
  })
  expect(await todosOf('company_hr of c')).toContain('members.relation_partner_of')
  const seen = async (label: string) =>
    (await client(label)(contract.listRelations, { params: { id: c } })).rows.map(row => row.state)
  expect(await seen('company_hr of c')).toEqual(['proposed'])
  expect(await seen('teacher of a')).toEqual([])
  expect((await network()).edges).toEqual([])

  const respond = (label: string, version = 1) =>
    client(label)(contract.answerRelation, { params: { id }, body: { confirm: true, version } })
  await expect(respond('school_admin of a')).rejects.toMatchObject({ status: 404 })
  await expect(respond('school_admin of b')).rejects.toMatchObject({ status: 404 })
  await respond('company_hr of c')
  await expect(respond('company_hr of c', 2)).rejects.toMatchObject({ code: 'members.relation_settled' })
  expect(await todosOf('company_hr of c')).not.toContain('members.relation_partner_of')

  const drawn = await network({ group: g })
  expect(drawn.edges).toMatchObject([{ id, kind: 'partner_of', from: a, to: c, note: { zh: '共建课程' } }])
  expect(drawn.nodes.map(node => node.id).sort()).toEqual([a, c].sort())
  expect(drawn).toMatchObject({ since: 2025, relations: [{ value: 'partner_of', count: 1 }], more: false })
  for (const query of [{ group: h }, { relation: 'lead_of' }, { kind: 'university' }, { on: '2025-02-28' }])
    expect((await network(query)).edges, JSON.stringify(query)).toEqual([])

  await client('company_hr of c')(contract.endRelation, {
    params: { id },
    body: { day: '2026-03-01', version: 2 },
  })
  expect((await network()).edges).toEqual([])
  expect((await network({ on: '2026-03-01' })).edges).toHaveLength(1)
  expect(await seen('teacher of b')).toEqual(['confirmed'])
  // What has ended can begin anew.
  await propose('company_hr of c', a)
})

test('who leads and who supervises is entered and ended by the secretariat of a group of both', async () => {
  const { a, b, e, g, x } = prepared.ids
  const enter = (label: string, toId: string, kind: 'lead_of' | 'supervised_by' = 'lead_of') =>
    client(label)(contract.enterRelation, {
      params: { id: g },
      body: { kind, fromId: a, toId, startsOn: '2024-01-01', note: null },
    })
  const { id } = await enter('secretariat of a', b)
  await enter('secretariat of a', e, 'supervised_by')
  await expect(enter('secretariat of a', x)).rejects.toMatchObject({ code: 'members.not_of_group' })
  await expect(enter('secretariat of x', b)).rejects.toMatchObject({ status: 404 })
  await expect(enter('school_admin of a', b)).rejects.toMatchObject({ status: 403 })
  expect((await network({ relation: 'lead_of' })).edges).toMatchObject([{ from: a, to: b }])
  const end = (label: string) =>
    client(label)(contract.endRelation, { params: { id }, body: { day: '2026-01-31', version: 1 } })
  for (const label of ['school_admin of a', 'secretariat of x'])
    await expect(end(label)).rejects.toMatchObject({ status: 404 })
  await end('secretariat of a')
})

test('a side writes no relation for the others, past the application either', async () => {
  const { a, b, c, g } = prepared.ids
  const insert = (
    from: string,
    to: string,
    by: string | null,
    more: { state?: string; group?: string } = {},
  ) =>
    sql`insert into members.relations (kind, from_id, to_id, group_id, state, proposed_by, proposed_by_name, starts_on)
      values (${more.group ? 'lead_of' : 'partner_of'}, ${from}, ${to}, ${more.group ?? null},
        ${more.state ?? 'proposed'}, ${by}, 'x', '2026-01-01')`
  for (const [label, statement] of [
    ['school_admin of a', insert(b, c, b)],
    ['school_admin of a', insert(a, b, a, { state: 'confirmed' })],
    ['school_admin of a', insert(a, b, null, { state: 'confirmed', group: g })],
    ['secretariat of x', insert(a, b, null, { state: 'confirmed', group: g })],
  ] as const)
    await expect(write(label, statement)).rejects.toThrow(/row-level security/)
})

test('a charter is added version by version, and shown as it is in force', async () => {
  const { g } = prepared.ids
  const add = (label: string, adoptedOn: string, inForceFrom: string, zh: string) =>
    client(label)(contract.addCharter, {
      params: { id: g },
      body: { text: { zh, en: null }, adoptedOn, inForceFrom, resolution: '2026-1' },
    })
  const read = (query: object = {}) =>
    client('student of a')(contract.getCharter, { params: { id: g }, query })
  expect(await read()).toMatchObject({ versions: [], shown: null, inForce: null })
  await add('secretariat of a', '2020-03-27', '2020-03-27', '第一条 自愿。')
  await add('secretariat of a', '2026-01-10', '2999-01-01', '第一条 自愿，互利。')
  expect(await read()).toMatchObject({ inForce: 1, shown: { number: 1, text: { zh: '第一条 自愿。' } } })
  expect(await read({ number: 2 })).toMatchObject({
    shown: { number: 2 },
    versions: [{ number: 2 }, { number: 1 }],
  })
  await expect(read({ number: 3 })).rejects.toMatchObject({ status: 404 })
  await expect(add('secretariat of a', '2999-01-01', '2999-01-01', 'x')).rejects.toMatchObject({
    code: 'members.charter_future',
  })
  await expect(add('secretariat of a', '2026-01-10', '2026-01-09', 'x')).rejects.toMatchObject({
    code: 'members.charter_before',
  })
  await expect(add('secretariat of x', '2026-01-10', '2026-01-10', 'x')).rejects.toMatchObject({
    status: 404,
  })
})

test('a group says of itself what its secretariat writes', async () => {
  const { g } = prepared.ids
  const group = await client('secretariat of a')(contract.getGroup, { params: { id: g } })
  const body = {
    ...{ name: group.name, region: { zh: '滨城市', en: 'Bincheng' }, summary: null, foundedOn: null },
    ...{ sectors: { zh: ['动画', '游戏'], en: ['Animation', 'Games'] }, version: group.version },
  }
  const save = (label: string) => client(label)(contract.updateGroup, { params: { id: g }, body })
  await expect(save('secretariat of x')).rejects.toMatchObject({ status: 404 })
  await save('secretariat of a')
  await expect(save('secretariat of a')).rejects.toMatchObject({ code: 'stale' })
  expect(await client('student of b')(contract.getGroup, { params: { id: g } })).toMatchObject({
    sectors: { zh: ['动画', '游戏'] },
    region: { en: 'Bincheng' },
  })
})
