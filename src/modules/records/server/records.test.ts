import { afterAll, beforeAll, expect, test } from 'vitest'
import * as accounts from '#modules/accounts/contract.ts'
import { listTodos } from '#modules/information/contract.ts'
import { addressOf } from '#platform/contract/client.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { MINOR_BORN, type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld
/** Two students of school A with numbers, and one of college B. */
let students: { id: string; number: string }[]
let foreign: { id: string; number: string }

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  const student = async (organisationId: string, classId?: string) => {
    const number = freshCode()
    const id = await insertAffiliation(app.services, {
      ...{ organisationId, role: 'student', name: '学示例', number, ...(classId ? { classId } : {}) },
    })
    return { id, number }
  }
  const { a, b } = prepared.ids
  students = [
    await student(a, prepared.world.members.classId),
    await student(a, prepared.world.members.classId),
  ]
  foreign = await student(b)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const teacher = () => client('teacher of a')
const own = () => prepared.as('student of a').account.affiliationId
const entriesOf = async (label: string, id: string) =>
  (await client(label)(contract.listEntries, { params: { id }, query: {} })).rows
const record = (id: string, more: object = {}) =>
  teacher()(contract.recordOutcome, {
    params: { id },
    body: { kind: 'award', title: { zh: '技能竞赛', en: null }, day: '2026-05-01', ...more },
  })

type Table = { query?: object; text: string }
const upload = async (label: string, { query = {}, text }: Table) => {
  const asked = {
    name: '成绩.csv',
    term: '2025-2026-1',
    day: '2026-01-15',
    scale: 'percent' as const,
    ...query,
  }
  const { id } = await client(label)(contract.uploadResults, {
    query: asked,
    upload: new Blob([new TextEncoder().encode(text)]),
  })
  return client(label)(contract.getResultFile, { params: { id } })
}
/** Each table is read in a process of its own, which a busy machine is slow to start. */
const SLOW = { timeout: 60_000 }
const HEAD = '学号,姓名,课程代码,课程名称,成绩,学分,考试性质\n'

test(
  'a file is entered all or not at all; said again it changes nothing, said otherwise it corrects',
  SLOW,
  async () => {
    const [one, two] = students.map(student => student.number)
    const code = freshCode()
    const row = (number: string | undefined, score: string) =>
      `${number},学示例,${code},三维建模,${score},4,\n`
    const bad = await upload('teacher of a', {
      text: `${HEAD}${row(one, '86')}${row(two, '101')}${row('NOBODY', '70')}${row(one, '60')}`,
    })
    expect(bad.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, '成绩', 'score_off_scale'],
      [4, '学号', 'student_unknown'],
      [5, '学号', 'twice'],
    ])
    const apply = (file: { id: string; version: number }) =>
      teacher()(contract.applyResultFile, { params: { id: file.id }, body: { version: file.version } })
    await expect(apply(bad)).rejects.toMatchObject({ code: 'records.results_bad' })
    expect(await entriesOf('teacher of a', students[0]?.id ?? '')).toEqual([])

    const good = await upload('teacher of a', { text: `${HEAD}${row(one, '86')}${row(two, '55')}` })
    expect(good.counts).toMatchObject({ added: 2, bad: 0 })
    expect(await entriesOf('teacher of a', students[0]?.id ?? '')).toEqual([])
    await apply(good)
    await expect(apply(good)).rejects.toMatchObject({ code: 'records.applied_already' })
    const again = await upload('teacher of a', { text: `${HEAD}${row(one, '86')}${row(two, '61')}` })
    expect(again.counts).toMatchObject({ added: 0, unchanged: 1, corrected: 1 })
    await apply(again)
    const [failed] = await entriesOf('teacher of a', students[1]?.id ?? '')
    expect(failed).toMatchObject({ corrected: true, credits: 4, passed: true, score: { value: 61 } })
    expect(failed?.trace.map(step => step.said?.score)).toMatchObject([{ value: 55 }, { value: 61 }])
  },
)

test(
  'a file without its columns, of another kind, or with a student of another school says so',
  SLOW,
  async () => {
    await expect(upload('teacher of a', { text: '姓名,分数\n学示例,80\n' })).rejects.toMatchObject({
      code: 'records.columns_missing',
    })
    await expect(upload('teacher of a', { text: HEAD })).rejects.toMatchObject({
      code: 'records.results_empty',
    })
    const file = await upload('teacher of a', { text: `${HEAD}${foreign.number},学示例,X1,课,80,,\n` })
    expect(file.problems).toMatchObject([{ code: 'student_unknown' }])
  },
)

test('a school’s system enters results by key with the scope for it, and by no other', async () => {
  const admin = client('school_admin of a')
  const keyWith = async (scope: 'records.write' | 'people.read') => {
    const body = { name: '教务系统', scopes: [scope], days: 30 }
    return (await admin(accounts.createApiKey, { body })).key
  }
  const send = async (key: string, number: string) => {
    const answer = await app.client().raw(contract.enterResults.path, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json', 'x-overpass': '1' },
      body: JSON.stringify({
        ...{ term: '2025-2026-2', day: '2026-07-01', scale: 'five' },
        rows: [{ studentNumber: number, courseCode: 'API1', courseName: '影视后期', score: '良' }],
      }),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const key = await keyWith('records.write')
  expect(await send(key, students[0]?.number ?? '')).toMatchObject({ status: 200, body: { added: 1 } })
  expect(await send(key, students[0]?.number ?? '')).toMatchObject({ status: 200, body: { unchanged: 1 } })
  expect(await send(key, foreign.number)).toMatchObject({
    ...{ status: 422 },
    body: { error: { code: 'records.results_bad', fields: [{ path: 'body.rows.0.studentNumber' }] } },
  })
  expect(await send(await keyWith('people.read'), students[0]?.number ?? '')).toMatchObject({ status: 403 })
})

test('a teacher of another school sees, counts, finds, exports and enters nothing of it', async () => {
  const title = `独一无二${freshCode()}`
  const { id } = await record(own(), { title: { zh: title, en: null } })
  const other = client('teacher of b')
  for (const asked of [
    () => other(contract.getRecord, { params: { id: own() } }),
    () => other(contract.listEntries, { params: { id: own() } }),
    () => other(contract.getOutcome, { params: { id } }),
    () => other(contract.exportRecord, { params: { id: own() }, query: {} }),
    () => other(contract.makeTranscript, { params: { id: own() } }),
    () =>
      other(contract.recordOutcome, {
        params: { id: own() },
        body: { kind: 'award', title: { zh: 'x', en: null }, day: '2026-05-01' },
      }),
  ])
    await expect(asked()).rejects.toMatchObject({ status: 404, code: 'missing' })
  for (const asked of [
    () => other(contract.revokeOutcome, { params: { id }, body: { reason: 'x' } }),
    () => other(contract.decideClaim, { params: { id }, body: { confirm: true } }),
    () =>
      other(contract.createSheet, {
        body: {
          ...{
            classId: prepared.world.members.classId,
            courseId: null,
            term: '2025-2026-1',
            scale: 'percent',
            most: null,
          },
          ...{ course: { code: 'X', name: { zh: 'x', en: null } }, credits: 1, day: '2026-01-01' },
        },
      }),
  ])
    await expect(asked()).rejects.toMatchObject({ status: 404 })
  const seenBy = async (label: string) => {
    const list = await client(label)(contract.listOutcomes, { query: { limit: 100 } })
    const { total } = await client(label)(contract.countOutcomes, { query: {} })
    const found = await client(label)(contract.countOutcomes, { query: { q: '学' } })
    const file = await client(label).raw(addressOf(contract.exportOutcomes, { query: { format: 'csv' } }))
    return { titles: list.rows.map(row => row.title.zh), total, found: found.total, csv: await file.text() }
  }
  const seen = await seenBy('teacher of b')
  expect(seen).toMatchObject({ titles: [], total: 0, found: 0 })
  expect(seen.csv).not.toContain(title)
  const mine = await seenBy('teacher of a')
  expect(mine.titles).toContain(title)
  expect(mine.csv).toContain(title)
  expect(mine.total).toBeGreaterThan(0)
})

test('a claim is confirmed or refused once by whoever was asked, with a reason for no', async () => {
  const claim = (more: object = {}) =>
    client('student of a')(contract.claimOutcome, {
      body: { kind: 'work', title: { zh: '短片', en: null }, day: '2026-06-01', ...more },
    })
  const { id } = await claim()
  const decide = (label: string, confirm: boolean, reason: string | null = null) =>
    client(label)(contract.decideClaim, { params: { id }, body: { confirm, reason } })
  await expect(decide('teacher of a', false)).rejects.toMatchObject({ code: 'records.reason_missing' })
  await decide('teacher of a', true)
  await expect(decide('teacher of a', false, '不符')).rejects.toMatchObject({ code: 'records.not_now' })
  // An association of the group is asked; one of no common group cannot be.
  const asked = await claim({ confirmingOrganisationId: prepared.ids.d })
  await client('association_staff of d')(contract.decideClaim, {
    params: { id: asked.id },
    body: { confirm: true },
  })
  await expect(claim({ confirmingOrganisationId: prepared.ids.x })).rejects.toMatchObject({
    code: 'records.not_of_group',
  })
  await expect(claim({ kind: 'certificate' })).rejects.toMatchObject({ code: 'records.certificate_number' })
  await expect(claim({ day: '2099-01-01' })).rejects.toMatchObject({ code: 'records.day_ahead' })
})

test('what is kept private is not for the school’s eyes unless it is asked to confirm it', async () => {
  const { id } = await client('student of a')(contract.claimOutcome, {
    body: {
      ...{ kind: 'work', title: { zh: '私密作品', en: null }, day: '2026-06-01', visibility: 'private' },
      confirmingOrganisationId: prepared.ids.d,
    },
  })
  const sees = async (label: string) => (await entriesOf(label, own())).some(entry => entry.id === id)
  expect([await sees('student of a'), await sees('guardian of a'), await sees('teacher of a')]).toEqual([
    true,
    true,
    false,
  ])
})

test('an entry is contested once at a time, answered by a day, and both words stay', async () => {
  const { id } = await record(own())
  const contest = (label: string) =>
    client(label)(contract.openDispute, { params: { id }, body: { reason: '奖项不对' } })
  await expect(contest('student of x')).rejects.toMatchObject({ status: 404 })
  const { id: disputeId, dueOn } = await contest('guardian of a')
  expect(dueOn > today()).toBe(true)
  await expect(contest('student of a')).rejects.toMatchObject({ code: 'records.dispute_open' })
  const answer = (label: string, decision: 'kept' | 'corrected') =>
    client(label)(contract.answerDispute, {
      params: { id: disputeId },
      body: { decision, answer: '已核对', version: 1 },
    })
  await expect(answer('school_admin of b', 'kept')).rejects.toMatchObject({ status: 404 })
  await expect(answer('school_admin of a', 'corrected')).rejects.toMatchObject({
    code: 'records.not_done_yet',
  })
  const { last } = await teacher()(contract.getOutcome, { params: { id } })
  const correct = (after: string) =>
    teacher()(contract.correctOutcome, {
      params: { id },
      body: {
        title: { zh: '技能竞赛', en: null },
        day: '2026-05-01',
        prize: 'first',
        reason: '更正奖项',
        after,
      },
    })
  await correct(last)
  await expect(correct(last)).rejects.toMatchObject({ code: 'records.changed_since' })
  await answer('school_admin of a', 'corrected')
  const entry = (await entriesOf('student of a', own())).find(one => one.id === id)
  expect(entry).toMatchObject({ prize: 'first', disputed: false, corrected: true })
  expect(entry?.disputes).toMatchObject([{ byRole: 'guardian', decision: 'corrected', answer: '已核对' }])
})

test('a share shows what was chosen, until it ends, and tells its owner the days, never an address', async () => {
  const [shown, hidden] = [await record(own()), await record(own())]
  const learner = client('student of a')
  const endsOn = daysAfter(today(), 7)
  const make = (label: string, outcomeIds: string[], toOrganisationId: string | null = null) =>
    client(label)(contract.createShare, { body: { title: '求职', outcomeIds, toOrganisationId, endsOn } })
  await expect(make('student of x', [shown.id])).rejects.toMatchObject({ status: 404 })
  await expect(make('teacher of a', [shown.id])).rejects.toMatchObject({ status: 404 })
  const { id, token } = await make('student of a', [shown.id])
  const open = () => app.client('10.7.7.7')(contract.openLink, { body: { token: token ?? '' } })
  const seen = await open()
  expect(seen.entries.map(entry => entry.id)).toEqual([shown.id])
  expect(JSON.stringify(seen)).not.toContain(hidden.id)
  // A revocation reaches whoever has the link.
  await teacher()(contract.revokeOutcome, { params: { id: shown.id }, body: { reason: '登记有误' } })
  expect((await open()).entries).toMatchObject([{ state: 'revoked' }])
  const mine = await learner(contract.listShares, {})
  const openings = mine.rows.find(share => share.id === id)?.openings
  expect(openings).toEqual([{ day: expect.any(String), organisation: null, reader: null, times: 2 }])
  await learner(contract.revokeShare, { params: { id } })
  await expect(open()).rejects.toMatchObject({ status: 404 })

  // A company is shown no minor; once of age, the same is possible.
  const toC = () => make('student of a', [hidden.id], prepared.ids.c)
  await expect(toC()).rejects.toMatchObject({ code: 'records.minor_company' })
  const born = (day: string) =>
    app.services.systemPool.query(`update members.affiliations set birth_date = $2 where id = $1`, [
      own(),
      day,
    ])
  await born('2000-01-01')
  const toCompany = await toC()
  expect(toCompany.token).toBeNull()
  const rows = (label: string) =>
    client(label)(contract.listShared, {}).then(page => page.rows.map(row => row.id))
  expect(await rows('company_hr of c')).toContain(toCompany.id)
  expect(await rows('school_admin of b')).toEqual([])
  const given = await client('company_hr of c')(contract.openShared, { params: { id: toCompany.id } })
  expect(given.entries.map(entry => entry.id)).toEqual([hidden.id])
  await expect(
    client('company_hr of c')(contract.getRecord, { params: { id: own() } }),
  ).rejects.toMatchObject({ status: 404 })
  await born(MINOR_BORN)
  expect(await rows('company_hr of c')).not.toContain(toCompany.id)
  const opened = () => client('company_hr of c')(contract.openShared, { params: { id: toCompany.id } })
  await expect(opened()).rejects.toMatchObject({ status: 404 })
  await born('2000-01-01')
  await insertEnd(toCompany.id)
  expect(await rows('company_hr of c')).not.toContain(toCompany.id)
  await expect(opened()).rejects.toMatchObject({ status: 404 })
  await born(MINOR_BORN)
})

const insertEnd = (id: string) =>
  app.services.systemPool.query(`update records.shares set ends_on = platform.today() - 2 where id = $1`, [
    id,
  ])

test('a record follows its learner from school to school, and each school sees its own part', async () => {
  const { personId } = prepared.as('student of x').account
  const before = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: '转学示例', personId, endsOn: '2026-06-30' },
  })
  await record(before, { title: { zh: '前一所学校的奖', en: null } })
  const now = prepared.as('student of x').account.affiliationId
  await client('teacher of x')(contract.recordOutcome, {
    params: { id: now },
    body: { kind: 'practice', title: { zh: '现在的实践', en: null }, day: '2026-09-20' },
  })
  const titles = async (label: string, id: string) =>
    (await entriesOf(label, id)).map(entry => entry.title.zh)
  expect(await titles('student of x', now)).toEqual(['现在的实践', '前一所学校的奖'])
  expect(await titles('teacher of x', now)).toEqual(['现在的实践'])
  const awards = await client('student of x')(contract.listEntries, {
    params: { id: now },
    query: { kind: 'award', limit: 1 },
  })
  expect(awards).toMatchObject({ rows: [{ title: { zh: '前一所学校的奖' } }], next: null })
  expect(await titles('teacher of a', before)).toEqual(['前一所学校的奖'])
  await expect(entriesOf('teacher of x', before)).rejects.toMatchObject({ status: 404 })
})

test('a transcript holds until something in it is changed, and says when it does not', async () => {
  const { id } = await record(own())
  const { number } = await client('student of a')(contract.makeTranscript, { params: { id: own() } })
  const verify = async () => (await app.client()(contract.verifyTranscript, { params: { number } })).found
  expect(await verify()).toMatchObject({ intact: true, changed: 0 })
  const pdf = await client('student of a')(contract.getTranscript, { params: { number } })
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await expect(client('student of x')(contract.getTranscript, { params: { number } })).rejects.toMatchObject({
    status: 404,
  })
  await teacher()(contract.revokeOutcome, { params: { id }, body: { reason: '登记有误' } })
  expect(await verify()).toMatchObject({ intact: true, changed: 1 })
  const keeper = await app.services.ownerPool.connect()
  await keeper.query('set session_replication_role = replica')
  await keeper.query('update records.outcomes set commitment = sha256(commitment) where id = $1', [id])
  await keeper.query('reset session_replication_role')
  keeper.release()
  expect(await verify()).toMatchObject({ intact: false })
  expect(
    (await app.client()(contract.verifyTranscript, { params: { number: '0'.repeat(16) } })).found,
  ).toBeNull()
})

test('a grade sheet is submitted only when both entries agree, by a version nobody has changed', async () => {
  const { id: sheetId } = await teacher()(contract.createSheet, {
    body: {
      ...{
        classId: prepared.world.members.classId,
        courseId: null,
        term: '2025-2026-2',
        scale: 'percent',
        most: null,
      },
      ...{ course: { code: freshCode(), name: { zh: '角色动画', en: null } }, credits: 3, day: '2026-07-01' },
    },
  })
  const save = (pass: 1 | 2, version: number, text: string, learnerId = students[0]?.id ?? '') =>
    teacher()(contract.saveSheet, {
      params: { id: sheetId },
      body: { pass, rows: [{ learnerId, text }], version },
    })
  const submit = (version: number) =>
    teacher()(contract.submitSheet, { params: { id: sheetId }, body: { version } })
  await save(1, 1, '85')
  await expect(save(2, 1, '85')).rejects.toMatchObject({ code: 'stale' })
  await expect(save(1, 2, '85', foreign.id)).rejects.toMatchObject({ code: 'records.not_in_class' })
  await save(2, 2, '86')
  await expect(submit(3)).rejects.toMatchObject({ code: 'records.sheet_differs' })
  const second = await teacher()(contract.getSheet, { params: { id: sheetId }, query: { pass: '2' } })
  expect(second.rows.every(row => row.first === null)).toBe(true)
  await save(2, 3, '８５分')
  await expect(submit(3)).rejects.toMatchObject({ code: 'stale' })
  expect(await submit(4)).toEqual({ entered: 1 })
  await expect(save(1, 5, '90')).rejects.toMatchObject({ code: 'records.sheet_submitted' })
  const [entry] = await entriesOf('teacher of a', students[0]?.id ?? '')
  expect(entry).toMatchObject({ title: { zh: '角色动画' }, credits: 3, score: { value: 85 } })
})

test('a course of another version of the plan is refused at its row', SLOW, async () => {
  const organisationId = prepared.ids.a
  const programme = await insert(app.services, 'programmes.programmes', {
    ...{ organisation_id: organisationId, code: freshCode(), name_zh: '动漫制作', level: 'secondary' },
    ...{ form: 'full_time', months: 36 },
  })
  const version = (number: number, from: number, to: number) =>
    insert(app.services, 'programmes.versions', {
      ...{
        programme_id: programme,
        organisation_id: organisationId,
        number,
        state: 'in_force',
        semesters: 6,
      },
      ...{ from_cohort: from, to_cohort: to, by_name: '示例', in_force_on: '2024-09-01' },
    })
  const course = (version_id: string, code: string) =>
    insert(app.services, 'programmes.courses', {
      ...{
        version_id,
        organisation_id: organisationId,
        code,
        name_zh: '建模',
        kind: 'core',
        credits: 4,
        semester: 1,
      },
      ...{ theory_hours: 16, practice_hours: 48 },
    })
  const [earlier, present] = [await version(1, 2020, 2024), await version(2, 2025, 2026)]
  await course(earlier, 'OLD1')
  const planned = await course(present, 'NEW1')
  const classId = await insert(app.services, 'members.classes', {
    ...{
      organisation_id: organisationId,
      name: `计划班 ${freshCode()}`,
      cohort: 2025,
      programme_zh: '动漫制作',
    },
    starts_on: '2025-09-01',
  })
  const number = freshCode()
  const id = await insertAffiliation(app.services, {
    organisationId,
    role: 'student',
    name: '学示例',
    number,
    classId,
  })
  const file = await upload('teacher of a', {
    text: `${HEAD}${number},学示例,OLD1,建模,80,,\n${number},学示例,NEW1,建模,80,3,\n${number},学示例,NONE,建模,80,,\n`,
  })
  expect(file.problems.map(({ row, code }) => [row, code])).toEqual([
    [2, 'course_version'],
    [3, 'credits_differ'],
    [4, 'course_unknown'],
  ])
  const good = await upload('teacher of a', { text: `${HEAD}${number},学示例,NEW1,建模,80,,\n` })
  await teacher()(contract.applyResultFile, { params: { id: good.id }, body: { version: 1 } })
  expect(await entriesOf('teacher of a', id)).toMatchObject([
    { course: { id: planned }, credits: 4, hours: 64 },
  ])
})

/** A student of school A who is of age, signed in. */
async function adult(name: string) {
  const personId = await insertPerson(app.services, name)
  const id = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name, personId, birthDate: '2001-03-04' },
  })
  return { id, client: await signInAs(app, { personId, affiliationId: id }) }
}
const todosOf = async (label: string) =>
  (await client(label)(listTodos, { query: {} })).rows.map(todo => todo.kind)

test('a company records of whoever named themselves to it, with evidence; of nobody else, and of no minor', async () => {
  const { a, c } = prepared.ids
  const hr = client('company_hr of c')
  const one = await adult('成年示例')
  const naming = { organisationId: c, occasion: '雨夜短片项目', endsOn: daysAfter(today(), 30) }
  const { id } = await one.client(contract.nameOneself, { body: naming })
  expect(await todosOf('company_hr of c')).toContain('records.named')
  const { rows } = await hr(contract.listNamed, { query: { q: '雨夜' } })
  expect(rows).toMatchObject([{ id, learner: '成年示例', school: { zh: '甲职业学校' }, recorded: 0 }])
  const csvOf = async (label: string, query = {}) =>
    (await client(label)(contract.exportNamed, { query: { ...query, format: 'csv' } })).text()
  for (const label of ['school_admin of a', 'secretariat of a', 'association_staff of d']) {
    expect((await client(label)(contract.listNamed, { query: {} })).rows).toEqual([])
    expect((await client(label)(contract.countNamed, { query: {} })).total).toBe(0)
    expect(await csvOf(label)).not.toContain('成年示例')
  }
  expect(await hr(contract.countNamed, { query: { state: 'waiting' } })).toMatchObject({ total: 1 })
  expect(await csvOf('company_hr of c', { q: '雨夜' })).toContain('成年示例,甲职业学校,雨夜短片项目,0,')
  // Named in one moment by many: every one stands on one page, and the file and the count have them all.
  await app.services.systemPool.query(
    `insert into records.namings (person_id, organisation_id, learner_id, learner_name, to_organisation_id, occasion, ends_on, created_at)
      select n.person_id, n.organisation_id, n.learner_id, n.learner_name, n.to_organisation_id, '多人赛 ' || i, n.ends_on,
        now() + (i % 3) * interval '1 microsecond' from records.namings n, generate_series(1, 60) i where n.id = $1`,
    [id],
  )
  const seen: string[] = []
  for (let after: string | undefined, more = true; more; ) {
    const page = await hr(contract.listNamed, { query: { q: '多人赛', limit: 25, after } })
    seen.push(...page.rows.map(row => row.id))
    after = page.next ?? undefined
    more = page.next !== null
  }
  expect([seen.length, new Set(seen).size]).toEqual([60, 60])
  expect(await hr(contract.countNamed, { query: { q: '多人赛', state: 'recorded' } })).toEqual({
    ...{
      total: 0,
      states: [
        { value: 'waiting', count: 60 },
        { value: 'recorded', count: 0 },
      ],
    },
  })
  expect((await csvOf('company_hr of c', { q: '多人赛' })).trim().split('\n')).toHaveLength(61)
  await app.services.systemPool.query(`delete from records.namings where occasion like '多人赛%'`)
  // A learner names themself to the groups of their own school alone, and is offered no others.
  const { groups } = await one.client(contract.listNamings, {})
  const { groupId } = prepared.as('secretariat of a').viewer ?? {}
  expect(groups).toMatchObject([{ id: groupId }])
  await expect(client('mentor of c')(contract.listNamed, { query: {} })).rejects.toMatchObject({
    status: 403,
  })

  const proof = await hr(contract.addEvidence, {
    query: { name: '评语.pdf' },
    upload: new Blob(['%PDF-1.4\n']),
  })
  const facts = { kind: 'project_rating', title: { zh: '雨夜短片', en: null }, day: '2026-06-01' } as const
  const body = {
    ...facts,
    namingIds: [id],
    files: [proof.id],
    score: { scale: 'percent' as const, value: 91 },
  }
  for (const label of ['school_admin of a', 'company_hr of a', 'secretariat of a'])
    await expect(client(label)(contract.recordNamed, { body })).rejects.toMatchObject({ status: 404 })
  const made = await hr(contract.recordNamed, { body })
  expect(made.ids).toHaveLength(1)
  expect(await todosOf('company_hr of c')).not.toContain('records.named')
  expect((await hr(contract.listNamed, { query: {} })).rows).toMatchObject([{ recorded: 1 }])
  const entries = await one.client(contract.listEntries, { params: { id: one.id }, query: {} })
  expect(entries.rows).toMatchObject([
    {
      ...{ id: made.ids[0], kind: 'project_rating', state: 'confirmed', passed: true },
      confirmedBy: { organisation: { id: c }, group: null },
      evidence: [{ name: '评语.pdf' }],
    },
  ])
  expect((await entriesOf('teacher of a', one.id)).map(entry => entry.id)).toEqual(made.ids)
  // Whoever recorded it corrects and revokes it, also when the name is no longer shown.
  await one.client(contract.endNaming, { params: { id } })
  expect((await hr(contract.listNamed, { query: {} })).rows).toEqual([])
  await expect(hr(contract.recordNamed, { body: { ...facts, namingIds: [id] } })).rejects.toMatchObject({
    status: 404,
  })
  await hr(contract.revokeOutcome, { params: { id: made.ids[0] ?? '' }, body: { reason: '登记有误' } })
  expect((await one.client(contract.listNamings, {})).rows).toMatchObject([{ state: 'ended', recorded: 1 }])

  const minor = client('student of a')(contract.nameOneself, { body: naming })
  await expect(minor).rejects.toMatchObject({ status: 422, code: 'records.minor_company' })
  // Behind the use case the database says the same, to whoever answers for the company.
  const forged = { person_id: prepared.as('student of a').account.personId, learner_id: own() }
  const secret = await insert(app.services, 'records.namings', {
    ...{ ...forged, organisation_id: a, to_organisation_id: c, occasion: '伪造' },
    ...{ learner_name: '未成年示例', ends_on: '2099-01-01' },
  })
  expect((await hr(contract.listNamed, { query: {} })).rows).toEqual([])
  await expect(hr(contract.recordNamed, { body: { ...facts, namingIds: [secret] } })).rejects.toMatchObject({
    status: 404,
  })
})

test('a group’s secretariat records the same for all who took part, minors too, and for nobody of another group', async () => {
  const { g, h } = prepared.ids
  const one = await adult('获奖示例')
  const naming = { groupId: g, occasion: '集团动画周', endsOn: today() }
  const named = [
    await one.client(contract.nameOneself, { body: naming }),
    await client('student of a')(contract.nameOneself, { body: naming }),
  ]
  await expect(one.client(contract.nameOneself, { body: { ...naming, groupId: h } })).rejects.toMatchObject({
    code: 'records.not_of_group',
  })
  await expect(
    one.client(contract.nameOneself, { body: { ...naming, groupId: null } }),
  ).rejects.toMatchObject({ code: 'records.name_to_one' })
  await expect(
    one.client(contract.nameOneself, { body: { ...naming, endsOn: '2020-01-01' } }),
  ).rejects.toMatchObject({ code: 'records.share_end' })
  const body = {
    ...{ namingIds: named.map(({ id }) => id), kind: 'award' as const, prize: 'second' as const },
    ...{ level: 'group' as const, title: { zh: '集团动画周作品奖', en: null }, day: '2026-05-30' },
  }
  await expect(client('secretariat of x')(contract.recordNamed, { body })).rejects.toMatchObject({
    status: 404,
  })
  const { ids } = await client('secretariat of a')(contract.recordNamed, { body })
  expect(ids).toHaveLength(2)
  const mine = await entriesOf('student of a', own())
  expect(mine.find(entry => ids.includes(entry.id))).toMatchObject({
    ...{ prize: 'second', state: 'confirmed', confirmedBy: { group: { id: g } } },
  })
  const certificate = { ...body, kind: 'certificate' as const }
  await expect(client('secretariat of a')(contract.recordNamed, { body: certificate })).rejects.toMatchObject(
    {
      code: 'records.certificate_number',
    },
  )
})

test('a learner asks a company, is refused with a reason, asks an association, and both words stay', async () => {
  const { c, d } = prepared.ids
  const hr = client('company_hr of c')
  const one = await adult('申报示例')
  const claim = { kind: 'work', title: { zh: '短片《晨光》', en: null }, day: '2026-06-01' } as const
  const asked = await one.client(contract.claimOutcome, { body: { ...claim, confirmingOrganisationId: c } })
  expect(await todosOf('company_hr of c')).toContain('records.claim')
  const { entry, learner } = await hr(contract.getOutcome, { params: { id: asked.id } })
  expect([entry.state, entry.trace[0]?.by, learner]).toEqual(['pending', '申报示例', null])
  const decide = (body: { confirm: boolean; reason?: string }) =>
    hr(contract.decideClaim, { params: { id: asked.id }, body })
  await expect(decide({ confirm: false })).rejects.toMatchObject({ code: 'records.reason_missing' })
  await decide({ confirm: false, reason: '不是我们参与的作品' })
  expect(await todosOf('company_hr of c')).not.toContain('records.claim')

  const again = (organisationId: string, id = asked.id) =>
    one.client(contract.askOther, { params: { id }, body: { organisationId } })
  await expect(again(c)).rejects.toMatchObject({ code: 'records.asked_already' })
  await expect(again(prepared.ids.x)).rejects.toMatchObject({ code: 'records.not_of_group' })
  const other = await again(d)
  // While that waits, it can be asked of another once more: then it is taken back from the first.
  const third = await again(prepared.ids.b, other.id)
  await expect(again(d, other.id)).rejects.toMatchObject({ code: 'records.not_askable' })
  const fourth = await again(d, third.id)
  await client('association_staff of d')(contract.decideClaim, {
    params: { id: fourth.id },
    body: { confirm: true },
  })
  await expect(again(c, fourth.id)).rejects.toMatchObject({ code: 'records.not_askable' })
  const { rows } = await one.client(contract.listClaims, {})
  expect(rows.map(row => [row.confirmedBy.organisation.id, row.state])).toEqual([
    [d, 'confirmed'],
    [prepared.ids.b, 'withdrawn'],
    [d, 'withdrawn'],
    [c, 'refused'],
  ])
  expect(rows[3]?.trace[1]).toMatchObject({ entry: 'refusal', reason: '不是我们参与的作品' })
  expect(rows[0]?.title.zh).toBe('短片《晨光》')

  const minor = client('student of a')(contract.claimOutcome, {
    body: { ...claim, confirmingOrganisationId: c },
  })
  await expect(minor).rejects.toMatchObject({ code: 'records.minor_company' })
  const { id } = await client('student of a')(contract.claimOutcome, { body: claim })
  const turned = client('student of a')(contract.askOther, { params: { id }, body: { organisationId: c } })
  await expect(turned).rejects.toMatchObject({ code: 'records.minor_company' })
})
