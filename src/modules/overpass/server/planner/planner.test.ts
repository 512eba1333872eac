import { afterAll, beforeAll, expect, test } from 'vitest'
import { today } from '#platform/contract/days.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { bridgeTo, insertBridge, insertCertificate, insertTarget } from '#test/overpass-world.ts'
import { freshCode, insert } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../../contract.ts'
import { Planner, plannerOf } from './planner.ts'
import { monthsLeft } from './standing.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(async () => {
  await plannerOf(app.services.system).close()
  await app.close()
})

const client = (label: string) => prepared.as(label).client
const MINE = 'student of b'

/** A secondary programme of B with a plan in force, and the student's class in it. */
async function ownProgramme() {
  const { b } = prepared.ids
  const name = `动漫 ${freshCode()}`
  const programmeId = await insert(app.services, 'programmes.programmes', {
    ...{ organisation_id: b, code: freshCode(), name_zh: name, level: 'secondary', form: 'full_time' },
    ...{ months: 36, sort_key: 'dongman' },
  })
  const versionId = await insert(app.services, 'programmes.versions', {
    ...{ organisation_id: b, programme_id: programmeId, number: 1, state: 'in_force', semesters: 6 },
    ...{ from_cohort: 2020, by_name: '示例', in_force_on: '2020-09-01' },
  })
  const courseId = await insert(app.services, 'programmes.courses', {
    ...{
      organisation_id: b,
      version_id: versionId,
      code: 'M-01',
      name_zh: '三维建模',
      kind: 'core',
      credits: 6,
    },
    ...{ theory_hours: 24, practice_hours: 72, semester: 3 },
  })
  const classId = await insert(app.services, 'members.classes', {
    ...{
      organisation_id: b,
      name: `动漫 ${freshCode()}`,
      programme_zh: name,
      cohort: 2025,
      starts_on: '2025-09-01',
    },
  })
  await app.services.systemPool.query('update members.affiliations set class_id = $1 where id = $2', [
    classId,
    prepared.as(MINE).account.affiliationId,
  ])
  return { programmeId, courseId }
}

const ways = (query: Record<string, unknown> & { goal: string }) => client(MINE)(contract.planWays, { query })

test('a way is binding when its agreement is signed, with clause, credit and what closes the gap', async () => {
  const own = await ownProgramme()
  const target = await insertTarget(app, prepared.ids.a, 8)
  const goal = `place:${target.programmeId}`
  const parties = [prepared.ids.b, prepared.ids.a]
  const data = bridgeTo(target, { from: { programmeIds: [own.programmeId], levels: [] }, credits: 5 })

  // Unsigned, it recognises nothing: the way is what may be expected of the level, and nobody's promise.
  await insertBridge(app, { parties, groupId: prepared.ids.g, data, unsigned: true })
  const expected = await ways({ goal })
  expect(expected.ways).toHaveLength(1)
  expect(expected.ways[0]?.steps[0]).toMatchObject({
    ...{ certainty: 'indicative', recognised: [], basis: { kind: 'default', verified: false } },
  })
  expect((await ways({ goal, binding: 'yes' })).ways).toEqual([])

  // Signed, it is there with the next question.
  const { clauseId } = await insertBridge(app, { parties, groupId: prepared.ids.g, data })
  await insertCertificate(app, {
    organisationId: prepared.ids.b,
    learnerId: prepared.as(MINE).account.affiliationId,
  })
  const signed = await ways({ goal, binding: 'yes' })
  const [step] = signed.ways[0]?.steps ?? []
  expect(step).toMatchObject({
    ...{ bridgeId: clauseId, certainty: 'binding', recognisedCredits: 5, targetCredits: 8 },
    basis: { kind: 'clause', title: { zh: '学分互认协议' }, clause: 1 },
    recognised: [{ credits: 5, course: { id: target.courseId }, by: { kind: 'outcome' } }],
    missing: [{ id: target.courseId, credits: 3 }],
  })

  // Ended, it is gone with the next one.
  await app.services.ownerPool.query(
    `update agreements.versions set state = 'ended', ended_on = platform.today() - 1, handover = 'finish' where id =
      (select version_id from agreements.clauses where id = $1)`,
    [clauseId],
  )
  expect((await ways({ goal, binding: 'yes' })).ways).toEqual([])
})

test('what is supposed counts as if it were there, and says that it is supposed', async () => {
  const own = await ownProgramme()
  const target = await insertTarget(app, prepared.ids.a, 8)
  const data = bridgeTo(target, {
    from: { programmeIds: [own.programmeId], levels: [] },
    recognitions: [],
    entry: { is: 'test', named: '文化素质', minScore: 70, withinYears: null },
  })
  await insertBridge(app, { parties: [prepared.ids.b, prepared.ids.a], groupId: prepared.ids.g, data })
  const goal = `place:${target.programmeId}`
  const [open] = (await ways({ goal, binding: 'yes' })).ways
  expect(open?.steps[0]).toMatchObject({ certainty: 'open', because: ['own_doing'] })
  expect(open?.steps[0]?.gaps[0]?.text).toEqual({
    zh: expect.stringContaining('文化素质'),
    en: expect.stringContaining('70'),
  })
  const [sure] = (await ways({ goal, binding: 'yes', whatIf: 'test:75:文化素质' })).ways
  expect(sure?.steps[0]).toMatchObject({ certainty: 'binding' })
  expect(sure?.steps[0]?.requirements).toMatchObject([{ met: true, by: { kind: 'supposed' } }])
})

test('a goal may be open: whatever keeps most of the credit comes first', async () => {
  const own = await ownProgramme()
  const [less, more] = [
    await insertTarget(app, prepared.ids.a, 8),
    await insertTarget(app, prepared.ids.a, 8),
  ]
  for (const [target, credits] of [
    [less, 1],
    [more, 7],
  ] as const)
    await insertBridge(app, {
      ...{ parties: [prepared.ids.b, prepared.ids.a], groupId: prepared.ids.g },
      data: bridgeTo(target, { from: { programmeIds: [own.programmeId], levels: [] }, credits }),
    })
  const found = await ways({ goal: 'credit', binding: 'yes' })
  expect(found.ways[0]?.steps.at(-1)?.to.id).toBe(more.programmeId)
  const kept = found.ways.map(way => way.figures.creditsNotKept)
  expect(kept).toEqual(kept.toSorted((a, b) => a - b))
})

test('a group sees which programme has no way on, for how many, and that a signed bridge is one', async () => {
  const own = await ownProgramme()
  const gaps = (label: string) => client(label)(contract.readGaps, {})
  const lacking = async (label: string) =>
    (await gaps(label)).noWayOn.rows.find(place => place.id === own.programmeId)
  expect(await lacking('secretariat of a')).toMatchObject({ learners: 1, level: 'secondary' })
  // Whoever watches over the group sees the same.
  expect(await lacking('authority_observer of e')).toMatchObject({ learners: 1 })
  await expect(gaps('school_admin of b')).rejects.toMatchObject({ status: 403 })
  const target = await insertTarget(app, prepared.ids.a, 8)
  await insertBridge(app, {
    ...{ parties: [prepared.ids.b, prepared.ids.a], groupId: prepared.ids.g },
    data: bridgeTo(target, { from: { programmeIds: [own.programmeId], levels: [] } }),
  })
  expect(await lacking('secretariat of a')).toBeUndefined()
})

test('somebody who stands nowhere asks from a programme; a goal that is not on the map is not there', async () => {
  const own = await ownProgramme()
  const target = await insertTarget(app, prepared.ids.a)
  const query = { goal: `place:${target.programmeId}`, from: own.programmeId }
  const answer = await client('teacher of a')(contract.planWays, { query })
  expect(answer.ways[0]?.figures.certainty).toBe('indicative')
  // A newcomer: the whole of it is still to come.
  const [year, ...rest] = today().split('-')
  expect(answer.ways[0]?.steps[0]?.startsOn.slice(0, 7)).toBe(`${Number(year) + 3}-${rest[0]}`)
  await expect(ways({ goal: `place:${crypto.randomUUID()}` })).rejects.toMatchObject({ status: 404 })
})

test('the map shows places, signed bridges and where one stands', async () => {
  const own = await ownProgramme()
  const target = await insertTarget(app, prepared.ids.a)
  const data = bridgeTo(target, { from: { programmeIds: [], levels: ['secondary'] } })
  const { clauseId } = await insertBridge(app, {
    ...{ parties: [prepared.ids.b, prepared.ids.a], groupId: prepared.ids.g, data },
  })
  const map = await client(MINE)(contract.readMap, {})
  expect(map.here).toMatchObject([{ place: { id: own.programmeId }, cohort: 2025, ended: false }])
  expect(map.places.map(place => place.id)).toEqual(
    expect.arrayContaining([own.programmeId, target.programmeId]),
  )
  // A level is that of the agreement's parties alone.
  const bridge = map.bridges.find(each => each.id === clauseId)
  expect(bridge).toMatchObject({ toId: target.programmeId, basis: { kind: 'clause' } })
  expect(bridge?.fromIds).toContain(own.programmeId)
  expect(map.expected.length).toBe(3)

  // What the map shows of an organisation is as it is now.
  const { rows } = await app.services.systemPool.query(
    'select name_en from members.organisations where id = $1',
    [prepared.ids.a],
  )
  const rename = (name: string | null) =>
    app.services.ownerPool.query('update members.organisations set name_en = $2 where id = $1', [
      prepared.ids.a,
      name,
    ])
  await rename('Renamed College')
  const renamed = await client(MINE)(contract.readMap, {})
  expect(renamed.places.find(place => place.id === target.programmeId)?.organisation.name.en).toBe(
    'Renamed College',
  )
  await rename(rows[0].name_en)
})

test('the months left of a stage end with it', () => {
  const stage = { months: 36, cohort: 2024, ended: false }
  expect(monthsLeft(stage, '2024-09-01', 9)).toBe(36)
  expect(monthsLeft(stage, '2026-11-26', 9)).toBe(9)
  expect(monthsLeft(stage, '2027-09-01', 9)).toBe(0)
  expect(monthsLeft(stage, '2024-05-01', 9)).toBe(36)
  expect(monthsLeft({ ...stage, ended: true }, '2024-09-01', 9)).toBe(0)
})

const question = (day: string) => ({
  ...{ learner: { at: [], outcomes: [] }, goal: { kind: 'level', level: 'bachelor' } as const, day },
  constraints: { regions: null, partTimeOnly: false, bindingOnly: false, maxMonths: null, maxFen: null },
})
/** A thread that answers everything, save a plan for 2099, which never ends. */
const HANGING = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ id, work }) => {
      if (work.kind === 'plan') while (work.day === '2099-01-01');
      parentPort.postMessage({ id, answer: work.kind })
    })`)}`,
)

test('a question that does not end takes the thread with it, and the next one is answered', async () => {
  const planner = new Planner(app.services.system, HANGING, 1_000)
  const hangs = planner.plan(() => question('2099-01-01'))
  await expect(hangs).rejects.toMatchObject({ kind: 'unavailable', code: 'too_slow' })
  expect((await planner.plan(() => question('2026-11-26'))).plan).toBe('plan')
  await planner.close()
})

test('a flood of questions is refused, not heaped up', async () => {
  const planner = new Planner(app.services.system, HANGING, 1_000)
  await planner.refresh()
  const asked = await Promise.allSettled(
    Array.from({ length: 30 }, () => planner.plan(() => question('2099-01-01'))),
  )
  const codes = asked.map(each => each.status === 'rejected' && each.reason.code)
  expect(codes.filter(code => code === 'too_slow')).toHaveLength(1)
  expect(codes.filter(code => code === 'unavailable')).toHaveLength(29)
  const [one, other] = [
    planner.plan(() => question('2026-11-26')),
    planner.plan(() => question('2026-11-26')),
  ]
  expect((await one).plan).toBe('plan')
  expect((await other).known).toBe((await one).known)
  await planner.close()
})
