import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { jobs } from '#app/modules.ts'
import { listTodos } from '#modules/information/contract.ts'
import { decideErasureDuty } from '#modules/members/contract.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { startTestApp, type TestApp, type TestClient } from '#test/app.ts'
import { insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { recordsPersonalData } from './personal-data.ts'
import { verifyRecords } from './verify.ts'

let app: TestApp
let prepared: PreparedWorld
let owner: pg.Pool

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  owner = new pg.Pool({ connectionString: app.database.url, max: 2 })
})
afterAll(async () => {
  await owner.end()
  await app.close()
})

const client = (label: string) => prepared.as(label).client
const rows = async <R extends object>(text: string, values: unknown[] = []) =>
  (await owner.query<R>(text, values)).rows

async function told(personId: string) {
  const { services } = app
  const reach = { db: services.app, system: services.system, personId, most: 100 }
  const parts = await recordsPersonalData.collect(reach)
  for (const part of parts)
    for (const key of [
      ...[`data.${part.kind}`, `data.${part.kind}.note`],
      ...part.rows.flat().map(field => `data.field.${field.name}`),
      ...part.rows.flat().flatMap(field => (field.value.as === 'key' ? [field.value.text] : [])),
    ])
      expect([key, key in zh, key in en]).toEqual([key, true, true])
  const counted = parts.filter(part => part.total > 0).map(({ kind, total }) => [kind, total])
  return { counted: Object.fromEntries(counted), text: JSON.stringify(parts) }
}
const inSystem = (work: (db: typeof app.services.system) => Promise<void>) =>
  app.services.system.transaction().execute(work)
const erase = (personId: string) => inSystem(db => recordsPersonalData.erase(db, personId, app.services))

const bring = (by: TestClient) =>
  by(contract.addEvidence, {
    query: { name: `证书 ${Math.random()}.pdf` },
    upload: new Blob([new TextEncoder().encode(`%PDF-1.4\n${Math.random()}`)]),
  })

/** A student of school A who was recorded, claims, contests, shows and prints. */
async function student() {
  const personId = await insertPerson(app.services, '离开示例')
  const id = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: '离开示例', personId },
  })
  const own = await signInAs(app, { personId, affiliationId: id })
  const named = await bring(client('teacher of a'))
  const recorded = await client('teacher of a')(contract.recordOutcome, {
    params: { id },
    body: {
      ...{ kind: 'award', title: { zh: '技能竞赛', en: null }, day: '2026-05-01', files: [named.id] },
      ...{ level: 'municipal', prize: 'second', score: { scale: 'five', grade: 'good' } },
    },
  })
  const brought = await bring(own)
  await bring(own)
  const claim = await own(contract.claimOutcome, {
    body: { kind: 'work', title: { zh: '短片《晨光》', en: null }, day: '2026-06-01', files: [brought.id] },
  })
  const dispute = await own(contract.openDispute, {
    params: { id: recorded.id },
    body: { reason: '应为一等奖' },
  })
  const { token } = await own(contract.createShare, {
    body: {
      title: '给滨城的简历',
      toOrganisationId: null,
      outcomeIds: [recorded.id],
      endsOn: daysAfter(today(), 30),
    },
  })
  await own(contract.nameOneself, {
    body: { organisationId: prepared.ids.d, occasion: '协会动画周', endsOn: daysAfter(today(), 30) },
  })
  const transcript = await own(contract.makeTranscript, { params: { id } })
  return { personId, id, own, recorded, claim, dispute, token: token as string, transcript }
}

const fileOf = async (name: string) =>
  rows<{ gone: boolean }>(
    `select f.deleted_at is not null as gone from platform.files f where f.purpose = 'records.evidence'
      and f.name = $1`,
    [name],
  )
const evidenceOf = (id: string) =>
  rows<{ name: string }>(
    `select f ->> 'name' as name from records.outcomes o, jsonb_array_elements(o.payload -> 'evidence') f
      where o.id = $1`,
    [id],
  )

test('the record and what somebody did about it is told to them in words of both languages', async () => {
  const { personId, id, recorded, token } = await student()
  await app.client()(contract.openLink, { body: { token } })
  const own = await told(personId)
  expect(own.counted).toEqual({
    ...{ 'records.outcomes': 2, 'records.disputes': 1, 'records.shares': 1, 'records.openings': 1 },
    ...{ 'records.transcripts': 1, 'records.evidence': 2, 'records.namings': 1 },
  })
  for (const said of [
    '协会动画周',
    '技能竞赛',
    'records.prize.second',
    'records.grade.good',
    '应为一等奖',
    '给滨城的简历',
  ])
    expect(own.text).toContain(said)
  // A secret is told to nobody, and what others did is not one's own.
  expect(own.text).not.toContain(token)
  const other = await told(prepared.as('student of b').account.personId)
  expect(other.text).not.toContain('技能竞赛')

  // A correction adds to what is kept: what it said before is told too, and so is a mark, once it is given.
  const teacher = client('teacher of a')
  await teacher(contract.correctOutcome, {
    params: { id: recorded.id },
    body: {
      ...{ kind: 'award', title: { zh: '技能竞赛', en: null }, day: '2026-05-01' },
      ...{ level: 'provincial', prize: 'first', reason: '名次有误', after: recorded.id },
    },
  })
  expect((await told(personId)).counted['records.outcomes']).toBe(3)
  for (const said of ['records.prize.second', 'records.prize.first', 'data.records.entry.correction'])
    expect((await told(personId)).text).toContain(said)
  const [room] = await rows<{ id: string }>(
    'select id from members.classes where organisation_id = $1 limit 1',
    [prepared.ids.a],
  )
  const sheet = await insert(app.services, 'records.grade_sheets', {
    ...{ organisation_id: prepared.ids.a, class_id: room?.id, course_code: `P${Math.random()}` },
    ...{
      course_zh: '分镜设计',
      term: '2025-2026-2',
      sitting: 'regular',
      scale: 'percent',
      held_on: '2026-06-30',
    },
  })
  await rows('insert into records.grade_sheet_rows (sheet_id, learner_id, first) values ($1, $2, $3)', [
    ...[sheet, id, '77.5'],
  ])
  const draft = await told(personId)
  expect([draft.text.includes('分镜设计'), draft.text.includes('77.5')]).toEqual([true, false])
  await rows(`update records.grade_sheets set state = 'submitted' where id = $1`, [sheet])
  expect((await told(personId)).text).toContain('77.5')
})

test('when an account ends, shares, claims and words go; what the school stands for stays, and the chain is whole', async () => {
  const { personId, id, recorded, claim, dispute, token, transcript } = await student()
  const [claimed] = await evidenceOf(claim.id)
  const [kept] = await evidenceOf(recorded.id)
  await erase(personId)
  expect((await told(personId)).counted).toEqual({
    ...{ 'records.outcomes': 3, 'records.disputes': 1 },
  })
  await expect(app.client()(contract.openLink, { body: { token } })).rejects.toMatchObject({
    code: 'missing',
  })
  expect(await app.client()(contract.verifyTranscript, { params: { number: transcript.number } })).toEqual({
    found: null,
  })
  const facts = await rows<object>(
    `select id, state, title_zh from records.outcome_facts where learner_id = $1 order by id`,
    [id],
  )
  expect(facts).toEqual([
    { id: recorded.id, state: 'confirmed', title_zh: '技能竞赛' },
    { id: claim.id, state: 'withdrawn', title_zh: null },
  ])
  expect(
    await rows('select by_name, reason, state from records.disputes where id = $1', [dispute.id]),
  ).toEqual([{ by_name: '—', reason: '—', state: 'withdrawn' }])
  expect([await fileOf(claimed?.name ?? ''), await fileOf(kept?.name ?? '')]).toEqual([
    [{ gone: true }],
    [{ gone: false }],
  ])
  const todos = JSON.stringify(await client('school_admin of a')(listTodos, { query: {} }))
  for (const gone of [claim.id, dispute.id]) expect(todos).not.toContain(gone)
  expect(await verifyRecords(owner)).toMatchObject({ ok: true })
})

test('when the school erases the entry, what was said of the learner goes and the chain is whole', async () => {
  const { personId, id, recorded } = await student()
  const [named] = await evidenceOf(recorded.id)
  await erase(personId)
  const duty = await insert(app.services, 'members.erasure_duties', {
    ...{ organisation_id: prepared.ids.a, affiliation_id: id, role: 'student', keep_until: '2999-01-01' },
  })
  // Nobody erases a record while its learner is there, or before the school has decided.
  const facts = () =>
    rows<{ title: string | null }>('select title_zh as title from records.outcome_facts where id = $1', [
      recorded.id,
    ])
  await inSystem(async db => recordsPersonalData.eraseEntry?.(db, id))
  await rows('update members.affiliations set person_id = null where id = $1', [id])
  await inSystem(async db => recordsPersonalData.eraseEntry?.(db, id))
  expect(await facts()).toEqual([{ title: '技能竞赛' }])
  await client('school_admin of a')(decideErasureDuty, {
    params: { id: duty },
    body: { keep: false, reason: null, version: 1 },
  })
  expect(await facts()).toEqual([{ title: null }])
  expect(await fileOf(named?.name ?? '')).toEqual([{ gone: true }])
  const whole = await verifyRecords(owner)
  expect(whole).toMatchObject({ ok: true })
  expect(whole.erased).toBeGreaterThanOrEqual(3)

  const late = await student()
  const namings = () => rows('select id from records.namings where learner_id = $1', [late.id])
  expect(await namings()).toHaveLength(1)
  await insert(app.services, 'members.erasure_duties', {
    ...{
      organisation_id: prepared.ids.a,
      affiliation_id: late.id,
      role: 'student',
      keep_until: '2026-01-01',
    },
  })
  await rows('update members.affiliations set person_id = null where id = $1', [late.id])
  const job = jobs.find(one => one.name === 'members.keep_promises')
  const { signal } = new AbortController()
  await job?.run({}, { services: app.services, signal, attempt: 1, lastAttempt: true })
  expect(
    await rows('select from records.outcomes where learner_id = $1 and payload is not null', [late.id]),
  ).toEqual([])
  expect(await namings()).toEqual([])
})

test('staff are told what they entered, answered and opened, and leave no name on it', async () => {
  const { recorded, dispute, own: learner } = await student()
  const admin = prepared.as('school_admin of a').account
  await client('school_admin of a')(contract.answerDispute, {
    params: { id: dispute.id },
    body: { decision: 'kept', answer: '名次无误', version: 1 },
  })
  const sheet = await prepared.world.records.freshSheet()
  await client('school_admin of a')(contract.saveSheet, {
    params: { id: sheet.id },
    body: { pass: 1, version: 1, rows: [{ learnerId: sheet.learnerId, text: '88' }] },
  })
  const shown = await learner(contract.createShare, {
    body: {
      ...{ title: '给本校看', toOrganisationId: prepared.ids.a, outcomeIds: [recorded.id] },
      endsOn: daysAfter(today(), 30),
    },
  })
  await client('school_admin of a')(contract.openShared, { params: { id: shown.id } })
  const own = await told(admin.personId)
  expect(own.counted).toMatchObject({ 'records.answers': 1, 'records.entered': 1, 'records.opened': 1 })
  expect(own.text).toContain('名次无误')
  await erase(admin.personId)
  expect(
    await rows(
      `select d.answered_by, d.answer, s.first_name from records.disputes d, records.grade_sheets s
        where d.id = $1 and s.id = $2`,
      [dispute.id, sheet.id],
    ),
  ).toEqual([{ answered_by: '—', answer: '名次无误', first_name: '—' }])
  expect(await rows('select from records.outcomes where id = $1 and payload is null', [recorded.id])).toEqual(
    [],
  )
  expect(
    await rows('select reader_name from records.share_openings where share_id = $1', [shown.id]),
  ).toEqual([{ reader_name: '—' }])
})

test('a file of results keeps no rows once it is entered, and goes when nobody enters it', async () => {
  const file = (created: string) =>
    insert(app.services, 'records.result_files', {
      ...{
        organisation_id: prepared.ids.a,
        name: '成绩.xlsx',
        problems: '[]',
        counts: '{}',
        rows: '{"raw":[]}',
      },
      ...{ by_person_id: prepared.as('teacher of a').account.personId, by_name: '示例', created_at: created },
    })
  const [old, fresh] = [await file('2026-01-01T00:00:00Z'), await file(new Date().toISOString())]
  const job = jobs.find(one => one.name === 'records.forget-unused')
  const { signal } = new AbortController()
  await job?.run({}, { services: app.services, signal, attempt: 1, lastAttempt: true })
  expect(await rows('select id from records.result_files where id = any ($1)', [[old, fresh]])).toEqual([
    { id: fresh },
  ])
  // Fewer days, decided for everybody: the younger file goes too.
  await rows("update records.result_files set created_at = now() - interval '3 days' where id = $1", [fresh])
  await rows(`insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified)
    values ('records.result_file_days', platform.today(), 2, '校务会', 'Council', true)`)
  await job?.run({}, { services: app.services, signal, attempt: 1, lastAttempt: true })
  expect(await rows('select id from records.result_files where id = $1', [fresh])).toEqual([])
})

test('two accounts become one: what hung on the first is the second’s', async () => {
  const { personId, id } = await student()
  const to = await insertPerson(app.services, '合并示例')
  const before = await told(personId)
  await inSystem(db => recordsPersonalData.merge(db, personId, to))
  await rows('update members.affiliations set person_id = $2 where id = $1', [id, to])
  expect((await told(to)).counted).toEqual(before.counted)
  expect((await told(personId)).counted).toEqual({})
})
