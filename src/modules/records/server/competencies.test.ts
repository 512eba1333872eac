import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insert, insertAffiliation } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld
/** A student whose class learns by a plan that aims at `taught`; `elsewhere` is of another framework. */
let studentId: string
let taught: string
let elsewhere: string

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  const { services } = app
  const school = { organisation_id: prepared.ids.a }
  const competency = async (name: string, code: string) => {
    const framework = await insert(services, 'programmes.frameworks', {
      ...{ ...school, kind: 'competencies', name_zh: `框架 ${name}` },
      ...{ levels_zh: ['基础', '熟练', '精通'], levels_en: ['Basic', 'Skilled', 'Expert'] },
    })
    return insert(services, 'programmes.competencies', {
      ...{ framework_id: framework, code, name_zh: name, name_en: null },
    })
  }
  taught = await competency('骨骼绑定', 'RIG-1')
  elsewhere = await competency('交互叙事', 'NARR-1')
  const programmeId = await insert(services, 'programmes.programmes', {
    ...{ ...school, code: 'BANG-DING', name_zh: '绑定专业', level: 'secondary', form: 'full_time' },
    ...{ months: 36, sort_key: 'bangding' },
  })
  const versionId = await insert(services, 'programmes.versions', {
    ...{ ...school, programme_id: programmeId, number: 1, state: 'in_force', semesters: 6 },
    ...{ from_cohort: 2025, by_name: '示例', in_force_on: '2025-07-01' },
  })
  const courseId = await insert(services, 'programmes.courses', {
    ...{ ...school, version_id: versionId, code: 'B-1', name_zh: '绑定', kind: 'core', credits: 4 },
    ...{ theory_hours: 24, practice_hours: 48, semester: 1 },
  })
  await services.systemPool.query(
    'insert into programmes.course_aims (course_id, competency_id, level) values ($1, $2, 2)',
    [courseId, taught],
  )
  const classId = await insert(services, 'members.classes', {
    ...{ ...school, name: '绑定一班', cohort: 2025, programme_zh: '绑定专业', starts_on: '2025-09-01' },
  })
  studentId = await insertAffiliation(services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: '学绑定', classId },
  })
})
afterAll(() => app.close())

const list = (label: string, query: { learner?: string; q?: string }) =>
  prepared.as(label).client(contract.listCompetencies, { query })

test("a form offers what the learner's programme teaches with its aim, and all frameworks by name", async () => {
  const { rows } = await list('teacher of a', { learner: studentId })
  expect(rows.map(({ id, aim }) => [id, aim])).toEqual([[taught, 2]])
  expect(rows[0]?.levels.en).toEqual(['Basic', 'Skilled', 'Expert'])
  const found = await list('teacher of a', { learner: studentId, q: '叙事' })
  expect(found.rows.map(({ id, aim }) => [id, aim])).toEqual([[elsewhere, null]])
})

test('whose programme it is stays with those who see the learner', async () => {
  const { rows } = await list('teacher of b', { learner: studentId })
  expect(rows.every(({ aim }) => aim === null)).toBe(true)
})

test('what was chosen stands in the record at its level, and not above its framework', async () => {
  const record = (level: number) =>
    prepared.as('teacher of a').client(contract.recordOutcome, {
      params: { id: studentId },
      body: {
        ...{ kind: 'work', title: { zh: '角色绑定作品', en: null }, day: '2026-05-01' },
        competencies: [{ id: taught, level }],
      },
    })
  await expect(record(4)).rejects.toMatchObject({ code: 'records.competency_level' })
  await record(3)
  const { figures } = await prepared
    .as('teacher of a')
    .client(contract.getRecord, { params: { id: studentId } })
  expect(figures.competencies).toMatchObject([{ id: taught, level: 3, levels: 3, outcomes: 1 }])
})
