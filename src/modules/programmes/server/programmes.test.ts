import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insertAffiliation } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import type { CourseInput } from '../contract.ts'
import * as contract from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const lead = () => client('teacher of a')
const world = () => prepared.world.programmes
const mentor = () => prepared.as('mentor of c').account.affiliationId

const input = (code: string, more: Partial<CourseInput> = {}): CourseInput => ({
  ...{ code, name: { zh: `课程 ${code}`, en: null }, kind: 'core', theoryHours: 24, practiceHours: 48 },
  ...{ credits: 4, placementMonths: null, semester: 1, responsible: null, companyId: null },
  ...{ requires: [], aims: [], ...more },
})
const add = async (versionId: string, code: string, more: Partial<CourseInput> = {}) =>
  (await lead()(contract.createCourse, { params: { id: versionId }, body: input(code, more) })).id
const read = (label: string, id: string) => client(label)(contract.getVersion, { params: { id } })

async function draft(): Promise<{ id: string; versionId: string }> {
  return lead()(contract.createProgramme, {
    body: {
      ...{ code: world().freshCode(), catalogueCode: null, name: { zh: '动漫制作', en: 'Animation' } },
      ...{ level: 'secondary', form: 'full_time', months: 36, occupationIds: [] },
      ...{ fromCohort: 2026, semesters: 6 },
    },
  })
}

async function invite(versionId: string): Promise<void> {
  // A colleague of another school and the company's mentor, both listed.
  await app.services.systemPool.query('update members.affiliations set listed = true where id = any ($1)', [
    [mentor(), prepared.as('teacher of b').account.affiliationId],
  ])
  for (const affiliationId of [mentor(), prepared.as('teacher of b').account.affiliationId])
    await lead()(contract.inviteReviewer, { params: { id: versionId }, body: { affiliationId } })
}
const move = async (label: string, id: string, step: 'send' | 'back') =>
  client(label)(contract.moveVersion, {
    params: { id },
    body: { step, version: (await read(label, id)).version },
  })
const decide = async (id: string, step: 'approve' | 'enact' | 'close') =>
  client('school_admin of a')(contract.decideVersion, {
    params: { id },
    body: { step, version: (await read('school_admin of a', id)).version },
  })
const sign = (label: string, id: string, opinion: 'agree' | 'revise', comment: string | null = null) =>
  client(label)(contract.giveOpinion, { params: { id }, body: { opinion, comment } })

test('a version goes from draft over the committee and the school into force, and then stands', async () => {
  const { id, versionId } = await draft()
  await expect(move('teacher of a', versionId, 'send')).rejects.toMatchObject({
    code: 'programmes.want.no_courses',
  })
  const courseId = await add(versionId, 'K-01')
  await lead()(contract.inviteReviewer, {
    params: { id: versionId },
    body: { affiliationId: prepared.as('teacher of a').account.affiliationId },
  })
  // A reviewer of the same school alone is no committee.
  await expect(move('teacher of a', versionId, 'send')).rejects.toMatchObject({
    code: 'programmes.want.no_company_reviewer',
  })
  const own = (await read('teacher of a', versionId)).reviewers[0]?.id as string
  await lead()(contract.removeReviewer, { params: { id: own } })
  await invite(versionId)
  await expect(read('student of a', versionId)).rejects.toMatchObject({ status: 404 })
  await expect(read('teacher of x', versionId)).rejects.toMatchObject({ status: 404 })
  await move('teacher of a', versionId, 'send')
  await expect(
    lead()(contract.updateCourse, { params: { id: courseId }, body: { ...input('K-01'), version: 1 } }),
  ).rejects.toMatchObject({ code: 'programmes.not_a_draft' })
  await expect(decide(versionId, 'approve')).rejects.toMatchObject({ code: 'programmes.want.opinions_open' })
  await expect(sign('mentor of c', versionId, 'revise')).rejects.toMatchObject({
    code: 'programmes.revision_reason',
  })
  await sign('mentor of c', versionId, 'revise', '实训太少')
  await sign('teacher of b', versionId, 'agree')
  await expect(decide(versionId, 'approve')).rejects.toMatchObject({
    code: 'programmes.want.revision_asked',
  })
  await move('teacher of a', versionId, 'back')
  await move('teacher of a', versionId, 'send')
  expect((await read('teacher of a', versionId)).reviewers.map(one => one.opinion)).toEqual([null, null])
  await sign('mentor of c', versionId, 'agree', '同意')
  await sign('teacher of b', versionId, 'agree')
  await expect(
    client('teacher of a')(contract.decideVersion, {
      params: { id: versionId },
      body: { step: 'approve', version: 1 },
    }),
  ).rejects.toMatchObject({ status: 403 })
  await decide(versionId, 'approve')
  await decide(versionId, 'enact')
  const open = await read('student of x', versionId)
  expect(open).toMatchObject({ state: 'in_force', fromCohort: 2026 })
  expect(open.reviewers.map(one => one.comment)).toEqual([null, null])
  await expect(lead()(contract.removeCourse, { params: { id: courseId } })).rejects.toMatchObject({
    code: 'programmes.in_force_fixed',
  })

  const next = await lead()(contract.draftVersion, {
    params: { id },
    body: { basedOn: versionId, fromCohort: 2027 },
  })
  await add(next.id, 'K-02', { semester: 2 })
  const { rows } = await lead()(contract.compareVersions, {
    params: { id: next.id },
    query: { from: versionId },
  })
  expect(rows).toEqual([{ code: 'K-02', name: '课程 K-02', change: 'added', fields: [] }])
})

test('a newer version in force cuts the one before it, and a cohort has one', async () => {
  const made = await world().fresh('in_force')
  const { rows: before } = await app.services.systemPool.query(
    `insert into programmes.versions (programme_id, organisation_id, number, state, semesters, from_cohort, by_name)
      values ($1, $2, 2, 'approved', 6, 2027, 'x') returning id`,
    [made.programme.id, world().organisationId],
  )
  await decide(before[0].id, 'enact')
  expect(await read('teacher of a', made.version.id)).toMatchObject({ state: 'in_force', toCohort: 2026 })
  const twice = app.services.systemPool.query(
    `insert into programmes.versions (programme_id, organisation_id, number, state, semesters, from_cohort, by_name,
      in_force_on) values ($1, $2, 3, 'in_force', 6, 2026, 'x', '2026-01-01')`,
    [made.programme.id, world().organisationId],
  )
  await expect(twice).rejects.toThrow(/versions_one_a_cohort/)
})

test('what a course may not be is refused with its reason', async () => {
  const { versionId } = await draft()
  const first = await add(versionId, 'K-01')
  const second = await add(versionId, 'K-02', { semester: 2, requires: [first] })
  const refused = (code: string, more: Partial<CourseInput>, courseCode = 'K-09') =>
    expect(add(versionId, courseCode, more)).rejects.toMatchObject({ code })
  await refused('programmes.course_twice', {}, 'K-01')
  await refused('programmes.hours', { theoryHours: 0, practiceHours: 0 })
  await refused('input.invalid', { credits: -1 })
  await refused('input.invalid', { practiceHours: 999_999 })
  await refused('programmes.placement_months', { kind: 'placement' })
  await refused('programmes.semester_unknown', { semester: 9 })
  await refused('programmes.prerequisite_unknown', { requires: [world().programmeId] })
  await refused('programmes.competency_unknown', { aims: [{ competencyId: world().programmeId, level: 1 }] })
  await refused('programmes.level_unknown', { aims: [{ competencyId: world().competencyId, level: 4 }] })
  await refused('programmes.company_unknown', { companyId: prepared.ids.x })
  await expect(
    lead()(contract.updateCourse, {
      params: { id: first },
      body: { ...input('K-01', { requires: [second] }), version: 1 },
    }),
  ).rejects.toMatchObject({ code: 'programmes.circle' })
})

test('courses move between semesters in order, and the second of two editors is told', async () => {
  const { versionId } = await draft()
  const [a, b] = [await add(versionId, 'K-01'), await add(versionId, 'K-02')]
  await lead()(contract.moveCourse, { params: { id: b }, body: { semester: 1, place: 0, version: 1 } })
  const order = async () =>
    (await read('teacher of a', versionId)).courses.map(({ code, semester }) => `${code}@${semester}`)
  expect(await order()).toEqual(['K-02@1', 'K-01@1'])
  await lead()(contract.moveCourse, { params: { id: a }, body: { semester: 3, place: 0, version: 1 } })
  expect(await order()).toEqual(['K-02@1', 'K-01@3'])
  await expect(
    client('school_admin of a')(contract.moveCourse, {
      params: { id: a },
      body: { semester: 2, place: 0, version: 1 },
    }),
  ).rejects.toMatchObject({ code: 'stale' })
})

test('nobody signs for somebody else, not even past the application', async () => {
  const { versionId } = await draft()
  await add(versionId, 'K-01')
  await invite(versionId)
  await move('teacher of a', versionId, 'send')
  const forged = await asViewer(app.services.appPool, prepared.as('teacher of a').viewer, false, ({ db }) =>
    sql`update programmes.reviewers set opinion = 'agree', signed_at = now() where version_id = ${versionId}
      returning id`.execute(db),
  )
  expect(forged.rows).toEqual([])
  const seen = await asViewer(app.services.appPool, prepared.as('school_admin of x').viewer, true, ({ db }) =>
    sql`select id from programmes.courses where version_id = ${versionId}`.execute(db),
  )
  expect(seen.rows).toEqual([])
  await expect(
    lead()(contract.inviteReviewer, {
      params: { id: versionId },
      body: {
        affiliationId: await insertAffiliation(app.services, {
          ...{ organisationId: prepared.ids.c, role: 'mentor', name: '不公开' },
        }),
      },
    }),
  ).rejects.toMatchObject({ status: 409 })
})

const table = (text: string) => new Blob([text])

test('a table of competencies is taken in whole or not at all', async () => {
  const { framework } = await world().freshFramework()
  const take = (text: string) =>
    lead()(contract.importCompetencies, {
      params: { id: framework.id },
      query: { name: 'a.csv' },
      upload: table(text),
    } as never)
  const bad = await take('能力代码,能力名称\nC-01,建模\nC 02,绑定\nC-01,重复\nC-03,\n')
  expect(bad.problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
    '3 能力代码 code',
    '4 能力代码 twice',
    '5 能力名称 required',
  ])
  const rows = async () =>
    (await lead()(contract.getFramework, { params: { id: framework.id } })).rows.map(row => row.code)
  expect(await rows()).toHaveLength(1)
  expect(await take('能力代码,能力名称\nC-01,建模\nC-02,绑定\n')).toMatchObject({ added: 2, problems: [] })
  expect(await take('code,name\nC-01,建模\nC-02,角色绑定\n')).toMatchObject({ changed: 1, unchanged: 1 })
})

test('what companies say of occupations comes by table, with unknown competencies named', async () => {
  const occupation = await client('school_admin of a')(contract.createOccupation, {
    body: { code: 'OCC-77', name: { zh: '绑定师', en: 'Rigger' }, summary: null },
  })
  const { framework } = await world().freshFramework()
  await lead()(contract.createCompetency, {
    params: { id: framework.id },
    body: {
      code: 'RIG-1',
      name: { zh: '绑定', en: null },
      description: null,
      descriptors: { zh: [], en: [] },
    },
  })
  const take = (text: string) =>
    client('company_hr of c')(contract.importResearch, {
      query: { name: 'a.csv' },
      upload: table(text),
    } as never)
  const head = '岗位代码,调研日期,需求人数,工作任务,能力\n'
  const bad = await take(`${head}OCC-77,2026-03-01,3,绑定,NO-1:2\nOCC-88,2026-03-01,-2,绑定,RIG-1:2\n`)
  expect(bad.problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
    '3 需求人数 number',
  ])
  const worse = await take(`${head}OCC-77,2026-03-01,3,绑定,NO-1:2\nOCC-88,2026-03-01,2,绑定,RIG-1:9\n`)
  expect(worse.problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
    '2 能力 unknown',
    '3 岗位代码 unknown',
    '3 能力 level',
  ])
  expect(await take(`${head}OCC-77,2026-03-01,3,绑定角色,RIG-1:2\n`)).toMatchObject({ added: 1 })
  const { demand, research } = await lead()(contract.getOccupation, { params: { id: occupation.id } })
  expect({ demand, level: research[0]?.skills[0]?.level }).toEqual({ demand: 3, level: 2 })
})

test('a class learns by the version of its programme and cohort, and its students find it', async () => {
  const made = await world().fresh('in_force')
  const { classId } = prepared.world.members
  await app.services.systemPool.query(
    `update members.classes k set programme_zh = p.name_zh, cohort = 2025 from programmes.programmes p
      where p.id = $1 and k.id = $2`,
    [made.programme.id, classId],
  )
  const { rows } = await app.services.systemPool.query('select programmes.version_of_class($1) as version', [
    classId,
  ])
  expect(rows[0].version).toBe(made.version.id)
  const { mine } = await client('student of a')(contract.getMine, {})
  expect(mine).toMatchObject({ versionId: made.version.id, className: '动漫一班' })
  expect((await client('student of b')(contract.getMine, {})).mine).toBeNull()
})

test('the plan is printed as PDF and for Word in both languages', { timeout: 60_000 }, async () => {
  const print = async (format: 'pdf' | 'docx', language: 'zh' | 'en') =>
    Buffer.from(
      await (
        await client('student of a')(contract.printPlan, {
          params: { id: world().versionId },
          query: { format, language },
        })
      ).arrayBuffer(),
    )
  for (const language of ['zh', 'en'] as const) {
    expect((await print('pdf', language)).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await print('docx', language)).subarray(0, 2).toString()).toBe('PK')
  }
})
