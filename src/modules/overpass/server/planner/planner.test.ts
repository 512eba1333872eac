import { afterAll, beforeAll, expect, test } from 'vitest'
import { today } from '#platform/contract/days.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import {
  bridgeTo,
  insertBridge,
  insertCertificate,
  insertIntake,
  insertStanding,
  insertTarget,
} from '#test/overpass-world.ts'
import { freshCode, insert, insertAffiliation } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../../contract.ts'
import { watchWays } from '../plans/watch.ts'
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
  const { affiliationId } = prepared.as(MINE).account
  return {
    programmeId: await insertStanding(app, { organisationId: prepared.ids.b, learnerId: affiliationId }),
  }
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

const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query<Row>(text, values)).rows
/** The look by itself, as the worker would. */
const watch = () =>
  watchWays.run(null, {
    ...{ services: app.services, signal: new AbortController().signal },
    ...{ attempt: 1, lastAttempt: false },
  })
const desks = async (id: string) =>
  (
    await query<{ kind: string; desk: string }>(
      `select kind, desk from information.todos where subject_kind = 'plan' and subject_id = $1 and done_at is null
        order by kind`,
      [id],
    )
  ).map(({ kind, desk }) => [kind, desk])
const parties = () => [prepared.ids.b, prepared.ids.a]

/** The student of B follows a way of one step along a signed bridge that recognises a certificate. */
async function follow(from?: { programmeId: string }) {
  const own = from ?? (await ownProgramme())
  const target = await insertTarget(app, prepared.ids.a, 8)
  const data = bridgeTo(target, { from: { programmeIds: [own.programmeId], levels: [] } })
  const bridge = await insertBridge(app, { parties: parties(), groupId: prepared.ids.g, data })
  const question = { goal: `place:${target.programmeId}`, binding: 'yes' as const }
  const { id } = await client(MINE)(contract.keepWay, { body: { ...question, bridgeIds: [bridge.clauseId] } })
  const read = (label = MINE) => client(label)(contract.getPlan, { params: { id } })
  return { id, ...bridge, target, data, question, read }
}
const end = (versionId: string, handover: string) =>
  app.services.ownerPool.query(
    `update agreements.versions set state = 'ended', ended_on = platform.today() - 1, handover = $2 where id = $1`,
    [versionId, handover],
  )

test('a followed way is kept as it was found; what no planner finds cannot be followed', async () => {
  await insertCertificate(app, {
    organisationId: prepared.ids.b,
    learnerId: prepared.as(MINE).account.affiliationId,
  })
  const { id, clauseId, question, target, read } = await follow()
  await watch()
  const plan = await read()
  expect(plan).toMatchObject({ as: 'learner', verdict: 'possible', changed: false, adviser: null, question })
  expect(plan.way).toEqual(plan.now)
  const [step] = plan.way.steps
  expect(step).toMatchObject({ bridgeId: clauseId, to: { id: target.programmeId } })
  // What a claim for the step is for: the outcome and the course it counted on.
  expect(step?.recognised[0]).toMatchObject({
    ...{ credits: 3, course: { id: target.courseId }, outcomeId: expect.any(String) },
  })
  expect(await desks(id)).toEqual([])
  const other = { ...question, bridgeIds: [crypto.randomUUID()] }
  await expect(client(MINE)(contract.keepWay, { body: other })).rejects.toMatchObject({
    code: 'overpass.way_not_found',
  })
})

test('a new version that asks for more is told to learner and adviser, with what it means and the way before and now', async () => {
  const { id, target, data, agreementId, read } = await follow()
  const teacher = prepared.as('teacher of b').account
  await expect(read('teacher of b')).rejects.toMatchObject({ status: 404 })
  const staff = await client(MINE)(contract.listAdvisers, { params: { id } })
  expect(staff.rows.map(one => one.id)).toContain(teacher.affiliationId)
  const ask = (adviserId: string) =>
    client(MINE)(contract.askAdviser, { params: { id }, body: { adviserId, version: 1 } })
  await expect(ask(prepared.as('teacher of a').account.affiliationId)).rejects.toMatchObject({
    code: 'overpass.no_adviser',
  })
  await ask(teacher.affiliationId)
  expect(await read('teacher of b')).toMatchObject({ as: 'adviser', version: 2 })

  const test = { is: 'test' as const, named: '文化素质', minScore: 70, withinYears: null }
  const { clauseId: next } = await insertBridge(app, {
    ...{ parties: parties(), groupId: prepared.ids.g, of: { agreementId, number: 2 } },
    data: { ...data, entry: test, feeFen: 90_000 },
  })
  await watch()
  const plan = await read()
  expect(plan).toMatchObject({ verdict: 'needs_more', changed: true, now: { steps: [{ bridgeId: next }] } })
  expect(plan.way.steps[0]?.bridgeId).not.toBe(next)
  const told = new Map(plan.changes.map(change => [change.what, change]))
  expect([...told.keys()]).toEqual(expect.arrayContaining(['replaced', 'fee', 'gap_new']))
  expect(told.get('fee')).toMatchObject({ before: '0', now: '90000', toId: target.programmeId })
  expect(told.get('gap_new')?.text?.zh).toContain('文化素质')
  const learner = `a:${prepared.as(MINE).account.affiliationId}`
  const adviser = `a:${teacher.affiliationId}`
  expect(await desks(id)).toEqual([
    ['overpass.way_advice', adviser],
    ['overpass.way_advised_needs_more', adviser],
    ['overpass.way_needs_more', learner],
  ])
  // Said once.
  const { version } = plan
  await watch()
  expect((await read()).version).toBe(version)

  // Both work on it: the adviser says something, and goes on with the way as it is now.
  await client('teacher of b')(contract.noteOnPlan, { params: { id }, body: { text: '先报名考试。' } })
  await client('teacher of b')(contract.acceptWay, { params: { id }, body: { version } })
  const after = await read()
  expect(after).toMatchObject({ verdict: 'possible', changed: false, way: { steps: [{ bridgeId: next }] } })
  expect(after.notes).toMatchObject([{ text: '先报名考试。' }])
  const again = await client('teacher of b')(contract.planAgain, { params: { id } })
  expect(again.ways.map(way => way.steps[0]?.bridgeId)).toEqual([next])
  await client('teacher of b')(contract.changeWay, {
    params: { id },
    body: { bridgeIds: [next], version: after.version },
  })
  const leave = (label: string) =>
    client(label)(contract.leaveWay, { params: { id }, body: { version: after.version + 1 } })
  await expect(leave('teacher of b')).rejects.toMatchObject({ status: 404 })
  await leave(MINE)
  await expect(read()).rejects.toMatchObject({ status: 404 })
  expect(await desks(id)).toEqual([])
})

test('a bridge that ends closes the way, but strands nobody who is on it', async () => {
  const own = await ownProgramme()
  const [gone, finishing, seated] = [await follow(own), await follow(own), await follow(own)]
  const { affiliationId, personId } = prepared.as(MINE).account
  const intakeId = await insertIntake(app, seated, {
    ...{ organisationId: prepared.ids.a, programmeId: seated.target.programmeId },
  })
  await insert(app.services, 'overpass.applications', {
    ...{
      intake_id: intakeId,
      receiving_organisation_id: prepared.ids.a,
      person_id: personId,
      state: 'accepted',
    },
    ...{
      organisation_id: prepared.ids.b,
      learner_id: affiliationId,
      learner_name: '学示例',
      entry_met: true,
    },
    ...{ score: 80, credits: 30, facts: { parts: [], outcomes: [] }, place: 1, offered_on: '2026-04-01' },
    ...{ answer_by: '2099-04-08', wanted_at: new Date(), consented_at: null },
  })
  await end(gone.versionId, 'stop')
  await end(finishing.versionId, 'finish')
  await end(seated.versionId, 'stop')
  await watch()
  expect(await gone.read()).toMatchObject({ verdict: 'gone', now: null, changes: [{ what: 'ended' }] })
  expect(await desks(gone.id)).toEqual([['overpass.way_gone', `a:${affiliationId}`]])
  for (const one of [finishing, seated]) {
    const plan = await one.read()
    expect(plan.verdict).toBe('possible')
    expect(plan.changes.map(change => change.what)).toContain('kept_open')
    expect(plan.now?.steps[0]?.bridgeId).toBe(one.clauseId)
  }
})

test('whoever has come to where a way leads is told that they have arrived', async () => {
  const { id, target, read } = await follow()
  await watch()
  expect(await read()).toMatchObject({ verdict: 'possible', changed: false })
  const { personId } = prepared.as(MINE).account
  const [programme] = await query<{ name_zh: string }>(
    'select name_zh from programmes.programmes where id = $1',
    [target.programmeId],
  )
  const classId = await insert(app.services, 'members.classes', {
    ...{ organisation_id: prepared.ids.a, name: `数媒 ${freshCode()}`, programme_zh: programme?.name_zh },
    ...{ cohort: 2026, starts_on: '2026-09-01' },
  })
  const learnerId = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: '学示例', classId, personId },
  })
  await watch()
  expect(await read()).toMatchObject({ verdict: 'arrived', now: null })
  expect((await desks(id)).map(([kind]) => kind)).toEqual(['overpass.way_arrived'])
  await query('delete from members.affiliations where id = $1', [learnerId])
})

test('what changed since the last look is not passed over by going on with the way', async () => {
  const { id, data, agreementId, read } = await follow()
  const next = await insertBridge(app, {
    ...{ parties: parties(), groupId: prepared.ids.g, of: { agreementId, number: 2 } },
    data: { ...data, feeFen: 90_000 },
  })
  await watch()
  const { version, verdict } = await read()
  expect(verdict).toBe('possible')
  await end(next.versionId, 'stop')
  await client(MINE)(contract.acceptWay, { params: { id }, body: { version } })
  await watch()
  expect(await read()).toMatchObject({ verdict: 'gone', now: null })
})

test('a minor’s guardian reads the way, and whoever has nothing to do with it finds nothing', async () => {
  const { affiliationId, personId } = prepared.as('student of a').account
  const fromId = await insertStanding(app, { organisationId: prepared.ids.a, learnerId: affiliationId })
  const target = await insertTarget(app, prepared.ids.a, 8)
  const data = bridgeTo(target, { from: { programmeIds: [fromId], levels: [] } })
  const { clauseId } = await insertBridge(app, { parties: [prepared.ids.a], groupId: prepared.ids.g, data })
  const { id } = await client('student of a')(contract.keepWay, {
    body: { goal: `place:${target.programmeId}`, bridgeIds: [clauseId] },
  })
  const read = (label: string) => client(label)(contract.getPlan, { params: { id } })
  expect(await read('guardian of a')).toMatchObject({ as: 'guardian' })
  const note = { params: { id }, body: { text: '家长的话' } }
  await expect(client('guardian of a')(contract.noteOnPlan, note)).rejects.toMatchObject({ status: 403 })
  for (const label of [
    'school_admin of a',
    'teacher of a',
    'student of b',
    'guardian of x',
    'secretariat of a',
  ])
    await expect(read(label), label).rejects.toMatchObject({ status: 404 })
  expect((await client('guardian of a')(contract.listPlans, {})).rows.map(row => row.id)).toContain(id)
  // At majority it ends by itself.
  const born = await query<{ birth_date: string }>(
    'select birth_date::text from members.affiliations where id = $1',
    [affiliationId],
  )
  const bornOn = (day: string | undefined) =>
    query('update members.affiliations set birth_date = $2 where id = $1', [affiliationId, day])
  await bornOn('2000-01-01')
  await expect(read('guardian of a')).rejects.toMatchObject({ status: 404 })
  await bornOn(born[0]?.birth_date)
  expect(personId).toBeTruthy()
})

test('from the other end: who could come and what leads to work, in counts that tell of nobody', async () => {
  const { a, b, c, g } = prepared.ids
  const own = await ownProgramme()
  const target = await insertTarget(app, a, 8)
  const certificate = { is: 'certificate', named: null, level: 'senior', withinYears: null } as const
  const data = bridgeTo(target, { from: { programmeIds: [own.programmeId], levels: [] }, entry: certificate })
  const { clauseId } = await insertBridge(app, { parties: parties(), groupId: g, data })
  const occupationId = await insert(app.services, 'programmes.occupations', {
    ...{ organisation_id: c, group_id: g, code: freshCode(), name_zh: '角色动画师', sort_key: 'juese' },
  })
  await query('update programmes.programmes set occupation_ids = array[$1::uuid] where id = $2', [
    occupationId,
    own.programmeId,
  ])
  const entrants = (label: string) => client(label)(contract.getEntrants, { params: { id: clauseId } })
  const entrance = async () =>
    (await client('teacher of a')(contract.listEntrances, {})).rows.find(row => row.bridgeId === clauseId)
  const work = async () =>
    (await client('company_hr of c')(contract.readWaysToWork, {})).rows.find(
      row => row.occupation.id === occupationId,
    )
  // One learner is few: neither told nor to be worked out.
  expect((await entrance())?.from).toMatchObject([{ programme: { id: own.programmeId }, learners: null }])
  expect(await entrants('teacher of a')).toMatchObject({
    looked: null,
    ready: null,
    parts: [{ lacking: null }],
  })
  expect(await work()).toMatchObject({ programmes: [{ id: own.programmeId, learners: null }], followers: 0 })
  const [row] = await query<{ class_id: string }>('select class_id from members.affiliations where id = $1', [
    prepared.as(MINE).account.affiliationId,
  ])
  for (let n = 0; n < 9; n++) {
    const learnerId = await insertAffiliation(app.services, {
      ...{ organisationId: b, role: 'student', name: '数示例', classId: row?.class_id },
    })
    if (n < 5) await insertCertificate(app, { organisationId: b, learnerId }, { level: 'senior' })
  }
  expect((await entrance())?.from).toMatchObject([{ learners: 10 }])
  expect(await entrants('school_admin of a')).toMatchObject({ looked: 10, ready: 5, parts: [{ lacking: 5 }] })
  await expect(entrants('teacher of b')).rejects.toMatchObject({ status: 404 })
  expect(await work()).toMatchObject({ programmes: [{ learners: 10 }] })
  const others = (await client('company_hr of a')(contract.readWaysToWork, {})).rows
  expect(others.map(each => each.occupation.id)).not.toContain(occupationId)
  // What a bridge that nobody has signed yet would open.
  const beyond = await insertTarget(app, a, 8)
  const proposal = await client('secretariat of a')(contract.readProposal, {
    query: { from: target.programmeId, to: beyond.programmeId },
  })
  expect(proposal).toMatchObject({ learners: 10, firstWayLearners: 0 })
  expect(proposal.gains.find(gain => gain.place.id === own.programmeId)).toMatchObject({
    opened: [{ id: beyond.programmeId }],
  })
  // The receiving school knows its own learners by name: what is left without them is few, and so nothing is told.
  const learner = (organisationId: string, classId?: string) =>
    insertAffiliation(app.services, { organisationId, role: 'student', name: '数示例', classId })
  const [ofA, ofB] = [await learner(a), await learner(b)]
  const programmeIds = [
    await insertStanding(app, { organisationId: a, learnerId: ofA }),
    await insertStanding(app, { organisationId: b, learnerId: ofB }),
  ]
  const [inA] = await query<{ class_id: string }>('select class_id from members.affiliations where id = $1', [
    ofA,
  ])
  for (let n = 0; n < 8; n++) await learner(a, inA?.class_id)
  const { clauseId: shared } = await insertBridge(app, {
    ...{ parties: parties(), groupId: g },
    data: bridgeTo(target, { from: { programmeIds, levels: [] }, entry: certificate }),
  })
  expect(await client('teacher of a')(contract.getEntrants, { params: { id: shared } })).toMatchObject({
    looked: null,
    ready: null,
    parts: [{ lacking: null }],
    creditsMean: null,
  })
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
