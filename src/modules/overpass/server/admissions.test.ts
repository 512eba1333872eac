import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Job } from '#platform/server/jobs/job.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import {
  bridgeTo,
  insertBridge,
  insertCertificate,
  insertIntake,
  insertTarget,
} from '#test/overpass-world.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { tendCredit } from './jobs.ts'
import { moveUp } from './move-up.ts'
import { overpassPersonalData } from './personal-data.ts'

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

const client = (label: string) => prepared.as(label).client
const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query<Row>(text, values)).rows
/** Runs what the request handed over, as the worker would. */
const run = <P>(job: Job<P>, payload: NoInfer<P>) =>
  job.run(payload, {
    ...{ services: app.services, signal: new AbortController().signal },
    ...{ attempt: 1, lastAttempt: false },
  })

/** An intake of school A on a bridge from A and B that asks for a certificate. */
async function openIntake(more: { seats?: number; closed?: boolean } = {}) {
  const { a, b, g } = prepared.ids
  const target = await insertTarget(app, a)
  const entry = { is: 'certificate', named: null, level: 'intermediate', withinYears: null } as const
  const bridge = await insertBridge(app, {
    ...{ parties: [a, b], groupId: g, data: bridgeTo(target, { entry, quota: 5 }) },
  })
  const id = await insertIntake(app, bridge, {
    ...{ organisationId: a, programmeId: target.programmeId, ...more },
  })
  return { id, ...bridge, ...target }
}
/** A learner of B of age who has applied, as the database has them. */
async function applicant(intakeId: string, score: number, more: object = {}) {
  const { a, b } = prepared.ids
  const personId = await insertPerson(app.services, `报示例${freshCode()}`)
  const learnerId = await insertAffiliation(app.services, {
    ...{ organisationId: b, role: 'student', name: '报示例', personId, birthDate: '2000-01-01' },
  })
  const id = await insert(app.services, 'overpass.applications', {
    ...{ intake_id: intakeId, receiving_organisation_id: a, person_id: personId, organisation_id: b },
    ...{ learner_id: learnerId, learner_name: '报示例', entry_met: true, score, credits: 30 },
    ...{ facts: { parts: [], outcomes: [] }, ...more },
  })
  return { id, personId, learnerId, as: await signInAs(app, { personId, affiliationId: learnerId }) }
}
const close = (id: string) =>
  query("update overpass.intakes set closes_on = '2026-03-31' where id = $1", [id])
const rankNow = (id: string) =>
  client('school_admin of a')(contract.rankIntake, { params: { id }, body: { version: 1 } })
const stateOf = async (id: string) =>
  (await query<{ state: string }>('select state from overpass.applications where id = $1', [id]))[0]?.state
const takenOf = async (id: string) =>
  (await query<{ taken: number }>('select taken from overpass.intakes where id = $1', [id]))[0]?.taken

test('an intake stays within the quota of its bridge, once a year, and only its own school opens it', async () => {
  const { a, b, g } = prepared.ids
  const data = bridgeTo(await insertTarget(app, a), { quota: 5 })
  const bridge = await insertBridge(app, { parties: [a, b], groupId: g, data })
  const open = (label: string, more: object = {}) =>
    client(label)(contract.openIntake, {
      body: {
        ...{ clauseId: bridge.clauseId, opensOn: '2026-05-01', closesOn: '2099-05-31', note: null },
        ...{ startsOn: '2099-09-01', seats: 5, rankedBy: 'credits' as const, ...more },
      },
    })
  await expect(open('school_admin of b')).rejects.toMatchObject({ status: 404 })
  await expect(open('school_admin of a', { seats: 6 })).rejects.toMatchObject({ code: 'overpass.over_quota' })
  await expect(open('school_admin of a', { closesOn: '2026-06-01' })).rejects.toMatchObject({
    code: 'overpass.intake_days',
  })
  const { id } = await open('school_admin of a')
  await expect(open('school_admin of a', { startsOn: '2099-08-01' })).rejects.toMatchObject({
    code: 'overpass.intake_exists',
  })
  const seen = await client('student of b')(contract.getIntake, { params: { id } })
  expect(seen).toMatchObject({ phase: 'open', mine: true, applied: null, rankedBy: 'credits' })
  expect((await client('teacher of a')(contract.getIntake, { params: { id } })).applied).toBe(0)
})

test('an open intake gets other days and more seats, never fewer, or is cancelled with a reason; applicants are told', async () => {
  const { id, versionId } = await openIntake({ seats: 2 })
  const one = await applicant(id, 80)
  const days = { opensOn: '2026-03-01', closesOn: '2099-04-30', startsOn: '2099-09-01', note: null }
  const change = (label: string, more: object = {}) =>
    client(label)(contract.changeIntake, { params: { id }, body: { ...days, seats: 4, version: 1, ...more } })
  await expect(change('school_admin of x')).rejects.toMatchObject({ status: 404 })
  await expect(change('school_admin of a', { seats: 1 })).rejects.toMatchObject({
    code: 'overpass.fewer_seats',
  })
  await expect(change('school_admin of a', { seats: 6 })).rejects.toMatchObject({
    code: 'overpass.over_quota',
  })
  await expect(change('school_admin of a', { closesOn: '2026-03-31' })).rejects.toMatchObject({
    code: 'overpass.intake_days',
  })
  expect(await change('school_admin of a')).toEqual({ version: 2, told: 1 })
  const told = () =>
    query<{ kind: string; desk: string }>(
      `select kind, desk from information.todos where subject_id = $1 and done_at is null order by created_at`,
      [one.id],
    )
  expect(await told()).toEqual([{ kind: 'overpass.intake_changed', desk: `a:${one.learnerId}` }])
  const cancel = (version: number) =>
    client('school_admin of a')(contract.cancelIntake, {
      params: { id },
      body: { reason: '本年度停止招生。', version },
    })
  await expect(cancel(1)).rejects.toMatchObject({ code: 'stale' })
  expect(await cancel(2)).toEqual({ told: 1 })
  expect((await told()).map(todo => todo.kind)).toContain('overpass.intake_cancelled')
  expect(await stateOf(one.id)).toBe('cancelled')
  expect(await one.as(contract.getIntake, { params: { id } })).toMatchObject({
    ...{ phase: 'cancelled', cancelReason: '本年度停止招生。', mine: false },
  })
  await expect(change('school_admin of a', { version: 3 })).rejects.toMatchObject({
    code: 'overpass.intake_cancelled',
  })
  // Past every use case: neither seats come back nor a cancelled intake to life.
  await expect(query('update overpass.intakes set cancelled_at = null where id = $1', [id])).rejects.toThrow()
  expect(versionId).toBeTruthy()
})

test('somebody applies with what the rule finds that day; until it is withdrawn the school reads that and no more', async () => {
  const { id } = await openIntake()
  const apply = () =>
    client('student of b')(contract.applyAlong, { params: { id }, body: { note: '喜欢动画。' } })
  const first = await apply()
  await expect(apply()).rejects.toMatchObject({ code: 'overpass.applied_already' })
  const read = (label: string, one: string) => client(label)(contract.getAdmission, { params: { id: one } })
  expect(await read('teacher of a', first.id)).toMatchObject({ entryMet: false, credits: 0, ranking: null })
  for (const label of ['teacher of b', 'guardian of a', 'school_admin of x'])
    await expect(read(label, first.id), label).rejects.toMatchObject({ status: 404 })
  await client('student of b')(contract.withdrawAdmission, { params: { id: first.id }, body: { version: 1 } })
  await expect(read('teacher of a', first.id)).rejects.toMatchObject({ status: 404 })
  const learnerId = prepared.as('student of b').account.affiliationId
  await insertCertificate(app, { organisationId: prepared.ids.b, learnerId })
  const again = await apply()
  expect(await read('teacher of a', again.id)).toMatchObject({ entryMet: true, credits: 3 })
  await expect(rankNow(id)).rejects.toMatchObject({ code: 'overpass.still_open' })
})

test('the school ranks, whoever is told why, and when a seat is given back or lapses the next moves up by itself', async () => {
  const { id } = await openIntake({ seats: 2 })
  const [low, best, unfit, mid] = [
    await applicant(id, 60),
    await applicant(id, 90),
    await applicant(id, 99, { entry_met: false }),
    await applicant(id, 75),
  ]
  const last = await applicant(id, 60)
  await close(id)
  const before = await client('teacher of a')(contract.listApplicants, { params: { id }, query: {} })
  expect(before.rows.map(row => [row.id, row.place])).toEqual([
    ...[best, mid, low, last].map((one, i) => [one.id, i + 1]),
    [unfit.id, null],
  ])
  expect(await rankNow(id)).toEqual({ offered: 2, waiting: 2, unfit: 1 })
  await expect(rankNow(id)).rejects.toMatchObject({ code: 'overpass.ranked_already' })
  const told = await low.as(contract.getAdmission, { params: { id: low.id } })
  expect(told).toMatchObject({
    state: 'waiting',
    ranking: { place: 3, of: 4, decidedBy: 'scores', last: { score: 75, credits: 3 } },
  })
  expect((await last.as(contract.getAdmission, { params: { id: last.id } })).ranking?.decidedBy).toBe('time')
  await best.as(contract.answerOffer, { params: { id: best.id }, body: { accept: false, version: 2 } })
  expect(await takenOf(id)).toBe(1)
  await run(moveUp, { intakeId: id })
  await run(moveUp, { intakeId: id })
  expect([await stateOf(low.id), await stateOf(last.id)]).toEqual(['offered', 'waiting'])
  expect(await takenOf(id)).toBe(2)
  await query("update overpass.applications set answer_by = '2026-04-01' where id = $1", [mid.id])
  await run(tendCredit, {})
  expect([await stateOf(mid.id), await stateOf(last.id)]).toEqual(['lapsed', 'offered'])
})

test('two seats that are given back at once go to two, and no seat is ever given twice', async () => {
  const { id } = await openIntake({ seats: 2 })
  const all = await Promise.all([90, 80, 70, 60, 50].map(score => applicant(id, score)))
  await close(id)
  await rankNow(id)
  const [first, second, third, fourth, fifth] = all as [(typeof all)[0], ...typeof all]
  await Promise.all(
    [first, second].map(one =>
      one?.as(contract.withdrawAdmission, { params: { id: one.id }, body: { version: 2 } }),
    ),
  )
  await Promise.all([1, 2, 3, 4].map(() => run(moveUp, { intakeId: id })))
  expect(await Promise.all([third, fourth, fifth].map(one => stateOf(one?.id ?? '')))).toEqual([
    ...['offered', 'offered', 'waiting'],
  ])
  await expect(
    query("update overpass.applications set state = 'offered', answer_by = '2099-01-01' where id = $1", [
      fifth?.id,
    ]),
  ).rejects.toMatchObject({ constraint: 'intakes_seats_hold' })
})

test('a minor’s yes waits for a guardian; then the school enrols, and the entry is the learner’s own', async () => {
  const { id, programmeId } = await openIntake({ seats: 1 })
  const { account } = prepared.as('student of a')
  await insertCertificate(app, { organisationId: prepared.ids.a, learnerId: account.affiliationId })
  const one = await client('student of a')(contract.applyAlong, { params: { id }, body: { note: null } })
  const rival = await applicant(id, 0, { entry_met: false })
  await close(id)
  await client('teacher of a')(contract.receiveDocuments, {
    params: { id: one.id },
    body: { received: true, version: 1 },
  })
  await rankNow(id)
  const params = { id: one.id }
  const consent = (given: boolean, version: number) =>
    client('guardian of a')(contract.consentToAdmission, { params, body: { given, version } })
  await expect(consent(true, 3)).rejects.toMatchObject({ code: 'overpass.nothing_to_consent' })
  const said = await client('student of a')(contract.answerOffer, {
    params,
    body: { accept: true, version: 3 },
  })
  expect(said.state).toBe('offered')
  // Past every use case, the database does not let a minor accept alone.
  await expect(
    query("update overpass.applications set state = 'accepted' where id = $1", [one.id]),
  ).rejects.toThrow(/guardian/)
  const enrol = (version: number) =>
    client('school_admin of a')(contract.enrol, {
      params,
      body: { number: freshCode(), classId: null, version },
    })
  await expect(enrol(4)).rejects.toMatchObject({ code: 'overpass.not_accepted' })
  expect((await consent(true, 4)).state).toBe('accepted')
  const { studentId } = await enrol(5)
  // Whoever studies there already keeps the entry they have.
  expect(studentId).toBe(account.affiliationId)
  expect(await client('student of a')(contract.getAdmission, { params })).toMatchObject({
    ...{ state: 'enrolled', enrolledId: studentId, consent: { name: expect.any(String) } },
  })
  expect(await stateOf(rival.id)).toBe('unfit')
  expect(programmeId).toBeTruthy()
})

test('who comes from elsewhere is given an entry of their own at the new school', async () => {
  const { id } = await openIntake({ seats: 1 })
  const one = await applicant(id, 80)
  await close(id)
  await rankNow(id)
  const params = { id: one.id }
  expect(await one.as(contract.answerOffer, { params, body: { accept: true, version: 2 } })).toEqual({
    state: 'accepted',
  })
  const number = freshCode()
  const { studentId } = await client('school_admin of a')(contract.enrol, {
    params,
    body: { number, classId: null, version: 3 },
  })
  const rows = await query('select person_id, role, number from members.affiliations where id = $1', [
    studentId,
  ])
  expect(rows).toEqual([{ person_id: one.personId, role: 'student', number }])
  await expect(one.as(contract.withdrawAdmission, { params, body: { version: 4 } })).rejects.toMatchObject({
    code: 'overpass.admission_over',
  })
  const list = await one.as(contract.listAdmissions, { query: {} })
  expect(list.rows.map(row => row.state)).toEqual(['enrolled'])
  const data = await overpassPersonalData.collect({
    ...{ system: app.services.system, personId: one.personId, most: 100 },
  } as never)
  expect(data.map(part => part.kind)).toContain('overpass.admissions')
})
