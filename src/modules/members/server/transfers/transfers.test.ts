import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobs } from '#app/modules.ts'
import { RequestError } from '#platform/contract/client.ts'
import { startTestApp, type TestApp, type TestClient } from '#test/app.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../../contract.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const query = async <R extends object>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query<R>(text, values)).rows

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    return error instanceof RequestError ? error.code : String(error)
  }
}

const ADULT = '2000-05-05'
const MINOR = `${new Date().getFullYear() - 15}-05-05`
const ALL = { birthDate: true, formerSchool: true, formerClass: true }

type Learner = { id: string; personId: string; client: TestClient }

async function learner(birthDate = ADULT): Promise<Learner> {
  const { services } = app
  const personId = await insertPerson(services, '李转学')
  const id = await insertAffiliation(services, {
    ...{
      organisationId: prepared.ids.a,
      role: 'student',
      name: '李转学',
      number: freshCode(),
      personId,
      birthDate,
    },
    classId: prepared.world.members.classId,
  })
  return { id, personId, client: await signInAs(app, { personId, affiliationId: id }) }
}

async function guardianOf(student: Learner): Promise<TestClient> {
  const { services } = app
  const personId = await insertPerson(services, '李家长')
  const id = await insertAffiliation(services, {
    organisationId: prepared.ids.a,
    role: 'guardian',
    name: '李家长',
    personId,
  })
  await insert(services, 'members.guardianships', {
    ...{ organisation_id: prepared.ids.a, relation: 'father' },
    ...{ guardian_affiliation_id: id, student_affiliation_id: student.id },
  })
  return signInAs(app, { personId, affiliationId: id })
}

const start = (who: Learner | TestClient, from: string | null, send = ALL, to = prepared.ids.b) =>
  ('client' in who ? who.client : who)(contract.startTransfer, {
    body: { fromAffiliationId: from, toOrganisationId: to, send, message: '请多关照' },
  })
const requests = (label = 'school_admin of b') =>
  client(label)(contract.listTransfers, { query: { state: 'sent' } })
const accept = (id: string, version: number, label = 'school_admin of b') =>
  client(label)(contract.acceptTransfer, {
    params: { id },
    body: { number: freshCode(), classId: null, startsOn: '2026-09-01', version },
  })
const mine = async (who: TestClient) => (await who(contract.listMyTransfers, {})).rows

test('a student says where they move, the college takes them in, and they stay one person with one account', async () => {
  const student = await learner()
  const { id, state } = await start(student, student.id, { ...ALL, formerClass: false })
  expect(state).toBe('sent')
  expect(await refusal(start(student, student.id))).toBe('members.transfer_open')
  const seen = (await requests()).rows.find(row => row.id === id)
  expect(seen).toMatchObject({ name: '李转学', birthDate: ADULT, formerClass: null, message: '请多关照' })
  expect(JSON.stringify(seen)).not.toContain(student.personId)
  expect(JSON.stringify(seen)).not.toContain(student.id)
  const { affiliationId } = await accept(id, 1)
  const { own } = await student.client(contract.listMine, {})
  expect(own.map(row => row.organisation.id).toSorted()).toEqual([prepared.ids.a, prepared.ids.b].toSorted())
  // Neither school sees the other's entry, nor that there is one.
  for (const [label, foreign] of [
    ['school_admin of b', student.id],
    ['school_admin of a', affiliationId],
  ] as const)
    expect(await refusal(client(label)(contract.getPerson, { params: { id: foreign } }))).toBe('missing')
  for (const [label, id] of [
    ['school_admin of b', affiliationId],
    ['school_admin of a', student.id],
  ] as const) {
    const person = await client(label)(contract.getPerson, { params: { id } })
    expect(person.others).toEqual([])
    expect(person.claimed).toBe(true)
  }
  // The former school is told that they moved, not where.
  const told = await query<{ data: unknown; path: string; desk: string }>(
    `select data, path, desk from information.todos where kind = 'members.learner_moved' and subject_id = $1`,
    [student.id],
  )
  expect(told).toEqual([
    { data: { name: '李转学' }, path: `/people/${student.id}`, desk: `o:${prepared.ids.a}:school_admin` },
  ])
  expect(JSON.stringify(told)).not.toContain(prepared.ids.b)
})

test('a school proposes: the new school knows nothing until the person agrees, and never of a no', async () => {
  const student = await learner()
  const propose = () =>
    client('school_admin of a')(contract.proposeTransfer, {
      params: { id: student.id },
      body: { toOrganisationId: prepared.ids.b, endsOn: '2026-06-30', version: 1 },
    })
  const before = (await requests()).rows.length
  await propose()
  expect(await refusal(propose())).toBe('members.transfer_ended')
  expect((await requests()).rows).toHaveLength(before)
  const [row] = await mine(student.client)
  expect(row).toMatchObject({ state: 'proposed', startedBy: 'school', mayAgree: true, sent: null })
  expect(await refusal(accept(row?.id ?? '', 1))).toBe('missing')
  await student.client(contract.stopTransfer, { params: { id: row?.id ?? '' }, body: { version: 1 } })
  expect((await mine(student.client))[0]?.state).toBe('declined')
  expect(await refusal(accept(row?.id ?? '', 2))).toBe('missing')
  expect((await requests()).rows).toHaveLength(before)
})

test('a minor’s move is the guardian’s to agree to, also after the school has ended the entry', async () => {
  const student = await learner(MINOR)
  const guardian = await guardianOf(student)
  const { id, state } = await start(student, student.id)
  expect(state).toBe('proposed')
  const agree = (who: TestClient, id: string, version = 1) =>
    who(contract.agreeToTransfer, { params: { id }, body: { send: ALL, message: null, version } })
  expect(await refusal(agree(student.client, id))).toBe('members.transfer_guardian')
  const home = await mine(guardian)
  expect(home[0]).toMatchObject({ forChild: true, mayAgree: true, learner: '李转学' })
  await agree(guardian, id)
  expect((await requests()).rows.find(row => row.id === id)).toMatchObject({ agreedBy: 'guardian' })
  await guardian(contract.stopTransfer, { params: { id }, body: { version: 2 } })

  const other = await learner(MINOR)
  const parent = await guardianOf(other)
  await client('school_admin of a')(contract.proposeTransfer, {
    params: { id: other.id },
    body: { toOrganisationId: prepared.ids.b, endsOn: '2026-06-30', version: 1 },
  })
  const [proposal] = await mine(parent)
  expect(proposal).toMatchObject({ forChild: true, mayAgree: true, learner: '李转学', startedBy: 'school' })
  await agree(parent, proposal?.id ?? '')
  const sent = (await requests()).rows.find(row => row.id === proposal?.id)
  expect(sent).toMatchObject({ name: '李转学', birthDate: MINOR, agreedBy: 'guardian' })
  const stranger = await guardianOf(await learner(MINOR))
  expect(await refusal(agree(stranger, proposal?.id ?? '', 2))).toBe('missing')
})

test('what came to nothing leaves nothing at the school: taken back, expired', async () => {
  const student = await learner()
  const first = await start(student, student.id)
  await student.client(contract.stopTransfer, { params: { id: first.id }, body: { version: 1 } })
  expect(await refusal(accept(first.id, 1))).toBe('members.transfer_over')
  const second = await start(student, student.id)
  await query(`update members.transfers set due_on = '2026-01-01' where id = $1`, [second.id])
  const { signal } = new AbortController()
  await jobs
    .find(job => job.name === 'members.end_transfers')
    ?.run({}, { services: app.services, signal, attempt: 1, lastAttempt: true })
  const rows = await query<{
    state: string
    name: string | null
    birth_date: string | null
    message: string | null
  }>('select state, name, birth_date, message from members.transfers where id = any ($1) order by id', [
    [first.id, second.id],
  ])
  expect(rows).toEqual([
    { state: 'withdrawn', name: null, birth_date: null, message: null },
    { state: 'expired', name: null, birth_date: null, message: null },
  ])
})

test('a school refuses with a reason; the number of another student is a conflict and joins nothing', async () => {
  const student = await learner()
  const { id } = await start(student, student.id)
  const taken = freshCode()
  await insertAffiliation(app.services, {
    organisationId: prepared.ids.b,
    role: 'student',
    name: '在册',
    number: taken,
  })
  const doubled = client('school_admin of b')(contract.acceptTransfer, {
    params: { id },
    body: { number: taken, classId: null, startsOn: '2026-09-01', version: 1 },
  })
  expect(await refusal(doubled)).not.toBe('done')
  expect(await refusal(accept(id, 7))).toBe('stale')
  expect(
    await query('select from members.affiliations where person_id = $1', [student.personId]),
  ).toHaveLength(1)
  await client('school_admin of b')(contract.refuseTransfer, {
    params: { id },
    body: { reason: '名额已满', version: 1 },
  })
  expect((await mine(student.client))[0]).toMatchObject({ state: 'refused', reason: '名额已满' })
})

test('nobody learns from a move whether somebody exists elsewhere', async () => {
  const student = await learner()
  await start(student, student.id)
  // The same answer whether or not the person asked that school before.
  const fresh = await learner()
  for (const one of [student, fresh])
    expect(
      await refusal(
        client('school_admin of a')(contract.proposeTransfer, {
          params: { id: one.id },
          body: { toOrganisationId: prepared.ids.b, endsOn: '2026-06-30', version: 1 },
        }),
      ),
    ).toBe('done')
  for (const label of ['school_admin of x', 'company_hr of c', 'teacher of b', 'secretariat of a']) {
    const seen = client(label)(contract.listTransfers, {})
    expect(label === 'school_admin of x' ? (await seen).rows : await refusal(seen)).toEqual(
      label === 'school_admin of x' ? [] : 'forbidden',
    )
  }
  expect(await refusal(start(student, fresh.id))).toBe('missing')
  expect(await refusal(start(student, student.id, ALL, prepared.ids.c))).toBe('members.no_school')
  expect(await refusal(start(student, student.id, ALL, prepared.ids.a))).toBe('members.transfer_there')
})

test('somebody without an entry moves with the name of their account alone', async () => {
  const personId = await insertPerson(app.services, '新来的')
  const who = await signInAs(app, { personId, affiliationId: null })
  const { id } = await start(who, null)
  expect((await requests()).rows.find(row => row.id === id)).toMatchObject({
    ...{ name: '新来的', birthDate: null, formerSchool: null, formerClass: null },
  })
})

test('an unclaimed learner is not proposed: nobody could agree', async () => {
  const id = await insertAffiliation(app.services, {
    organisationId: prepared.ids.a,
    role: 'student',
    name: '未认领',
  })
  const proposed = client('school_admin of a')(contract.proposeTransfer, {
    params: { id },
    body: { toOrganisationId: prepared.ids.b, endsOn: '2026-06-30', version: 1 },
  })
  expect(await refusal(proposed)).toBe('members.transfer_not_joined')
  const [row] = await query<{ ends_on: string | null }>(
    'select ends_on from members.affiliations where id = $1',
    [id],
  )
  expect(row?.ends_on).toBeNull()
})

test('a school finds those who want to come by name or former school, counts and takes the list along', async () => {
  const student = await learner()
  const { id } = await start(student, student.id)
  const school = client('school_admin of b')
  const [from] = await query<{ name_zh: string }>('select name_zh from members.organisations where id = $1', [
    prepared.ids.a,
  ])
  const find = async (q: string) =>
    (await school(contract.listTransfers, { query: { q, limit: 100 } })).rows.map(row => row.id)
  for (const q of ['李转', 'lizhuanxue', 'lzx', from?.name_zh ?? '']) expect(await find(q)).toContain(id)
  expect(await find('没有这个人')).toEqual([])
  const { total, states } = await school(contract.countTransfers, { query: { state: 'sent' } })
  expect(total).toBe(states.find(({ value }) => value === 'sent')?.count)
  const text = async (label: string) =>
    (await client(label)(contract.exportTransfers, { query: { state: 'sent', format: 'csv' } })).text()
  expect((await text('school_admin of b')).trim().split('\n')).toHaveLength(total + 1)
  expect(await text('school_admin of a')).not.toContain('李转学')
  // What is taken back is found no more.
  await student.client(contract.stopTransfer, { params: { id }, body: { version: 1 } })
  const [row] = await query<{ grams: string[] }>('select grams from members.transfers where id = $1', [id])
  expect(row?.grams).toEqual([])
})
