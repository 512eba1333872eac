import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as records from '#modules/records/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { bridgeTo, insertBridge, insertCertificate, insertTarget } from '#test/overpass-world.ts'
import { freshCode, insert, insertAffiliation } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { overpassPersonalData } from './personal-data.ts'
import { expire, takeOverdue, takeOverdueAppeals } from './queries/tend.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
/** The student of college B: claims at school A, whose staff do not see B's records. */
const claimant = () => client('student of b')
const learner = () => ({
  organisationId: prepared.ids.b,
  learnerId: prepared.as('student of b').account.affiliationId,
})
const personId = () => prepared.as('student of b').account.personId

/** A bridge from B to a fresh programme of A, and as many certificates in the claimant's record. */
async function stage(more: Parameters<typeof bridgeTo>[1] & { course?: number; outcomes?: number } = {}) {
  const { course = 8, outcomes = 1, ...rest } = more
  const { a, b, g } = prepared.ids
  const target = await insertTarget(app, a, course)
  const bridge = await insertBridge(app, { parties: [b, a], groupId: g, data: bridgeTo(target, rest) })
  const ids: string[] = []
  for (let i = 0; i < outcomes; i++) ids.push(await insertCertificate(app, learner()))
  return { ...target, ...bridge, outcomeIds: ids }
}
const claim = (clauseId: string, outcomeIds: string[]) =>
  claimant()(contract.submitClaim, { body: { clauseId, outcomeIds, note: null } })
const read = (label: string, id: string) => client(label)(contract.getClaim, { params: { id } })
const vote = (label: string, id: string, opinion: 'approve' | 'reduce' | 'refuse') =>
  client(label)(contract.vote, {
    params: { id },
    body: { opinion, comment: opinion === 'approve' ? null : '内容不同' },
  })
const decide = async (id: string, body: object) =>
  client('school_admin of a')(contract.decide, {
    params: { id },
    body: {
      ...{ opinion: 'approve', reasonCode: 'as_the_rule', reason: '材料齐全。', lines: [], version: 1 },
      ...body,
    } as never,
  })
const votes = async (id: string, opinion: 'approve' | 'reduce' | 'refuse') => {
  await vote('teacher of a', id, opinion)
  await vote('school_admin of a', id, opinion)
}
const query = async <Row extends object>(text: string, values: unknown[]) =>
  (await app.services.systemPool.query<Row>(text, values)).rows
const revoke = (outcomeId: string) =>
  query(
    `insert into records.outcomes (organisation_id, learner_id, id, at, entry, root_id, kind, held_on,
        confirming_organisation_id, visibility, payload, salt, commitment)
      select organisation_id, learner_id, uuidv7(), now(), 'revocation', id, kind, held_on, confirming_organisation_id,
        visibility, payload, salt, commitment from records.outcomes where id = $1`,
    [outcomeId],
  )
const ledger = async (programmeId: string) => {
  const account = await claimant()(contract.getAccount, {})
  const found = account.programmes.find(one => one.programme.id === programmeId)
  if (!found) throw new Error('no ledger')
  const { claimed, recognised, used, expired } = found
  return [claimed, recognised, used, expired]
}
/** The books: balances are what the postings sum up to, and what one side gives the other has. */
async function balanced() {
  const rows = await query(
    `select a.person_id, a.programme_id, a.account from overpass.accounts a
      where a.balance <> coalesce((select sum(case when p.to_account = a.account then p.amount else -p.amount end)
        from overpass.postings p where p.person_id = a.person_id and p.programme_id is not distinct from a.programme_id
          and a.account in (p.from_account, p.to_account)), 0) or a.balance < a.least`,
    [],
  )
  const sums = await query(
    'select person_id from overpass.accounts group by person_id having sum(balance) <> 0',
    [],
  )
  expect([...rows, ...sums]).toEqual([])
}

test('a claim goes along a signed bridge, is voted on, decided with a reason, and read by nobody else', async () => {
  const { clauseId, outcomeIds, programmeId } = await stage()
  const offer = await claimant()(contract.getOffer, { params: { id: clauseId } })
  expect(offer.outcomes.map(one => one.outcomeId)).toContain(outcomeIds[0])
  const { id, state, credits } = await claim(clauseId, outcomeIds)
  expect({ state, credits }).toEqual({ state: 'submitted', credits: 3 })
  expect(await ledger(programmeId)).toEqual([3, 0, 0, 0])
  const seen = await read('school_admin of a', id)
  expect(seen.items).toMatchObject([
    { facts: { title: { zh: '1+X 动画制作' }, state: 'confirmed' }, lines: [{ claimed: 3, recognised: 0 }] },
  ])
  expect(seen.grounds).toMatchObject({ versionNumber: 1, clauseNumber: 1 })
  for (const label of ['school_admin of x', 'student of a', 'secretariat of a', 'guardian of a'])
    await expect(read(label, id), label).rejects.toMatchObject({ status: 404 })
  // No other entry of the record is shown with it.
  await expect(
    client('school_admin of a')(records.getRecord, { params: { id: learner().learnerId } }),
  ).rejects.toMatchObject({ status: 404 })

  await expect(decide(id, {})).rejects.toMatchObject({ code: 'overpass.voices_missing' })
  await votes(id, 'reduce')
  await expect(decide(id, {})).rejects.toMatchObject({ code: 'overpass.against_committee' })
  const line = { outcomeId: outcomeIds[0], courseId: seen.items[0]?.lines[0]?.courseId }
  const reduced = { opinion: 'reduce', reasonCode: 'level', reason: '证书为中级，认定两学分。' }
  await expect(decide(id, { ...reduced, lines: [{ ...line, credits: 9 }] })).rejects.toMatchObject({
    code: 'overpass.amounts_unfit',
  })
  await expect(
    decide(id, { ...reduced, version: 7, lines: [{ ...line, credits: 2 }] }),
  ).rejects.toMatchObject({
    code: 'stale',
  })
  expect(await decide(id, { ...reduced, lines: [{ ...line, credits: 2 }] })).toEqual({
    ...{ state: 'reduced', credits: 2 },
  })
  expect(await ledger(programmeId)).toEqual([0, 2, 0, 0])
  const told = await read('student of b', id)
  expect(told.decision).toMatchObject({ reasonCode: 'level', reason: '证书为中级，认定两学分。' })
  expect(told.voices).toEqual([])
  const letter = await claimant()(contract.getLetter, { params: { id } })
  expect(
    Buffer.from(await letter.arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe('%PDF')
  await expect(decide(id, {})).rejects.toMatchObject({ code: 'overpass.decided_already' })
  await balanced()
})

test('an outcome is spent once for a programme: a second claim is refused, and the database refuses too', async () => {
  const { clauseId, outcomeIds, programmeId } = await stage()
  const first = await claim(clauseId, outcomeIds)
  await expect(claim(clauseId, outcomeIds)).rejects.toMatchObject({ code: 'overpass.spent' })
  const [row] = await query<{ claim_id: string }>(
    'select claim_id from overpass.spendings where claim_id = $1',
    [first.id],
  )
  const [outcomeId] = outcomeIds
  const other = await query<{ id: string }>(
    `insert into overpass.claims (person_id, organisation_id, learner_id, learner_name, clause_id, version_id,
        programme_id, target_version_id, receiving_organisation_id, due_on)
      select person_id, organisation_id, learner_id, learner_name, clause_id, version_id, programme_id,
        target_version_id, receiving_organisation_id, due_on from overpass.claims where id = $1 returning id`,
    [row?.claim_id],
  )
  await expect(
    query(
      `insert into overpass.spendings (claim_id, outcome_id, programme_id, recognition_id) values ($1, $2, $3, 'r1')`,
      [other[0]?.id, outcomeId, programmeId],
    ),
  ).rejects.toMatchObject({ constraint: 'spendings_once' })
  // Withdrawn it is free again.
  await claimant()(contract.withdrawClaim, { params: { id: first.id }, body: { version: 1 } })
  expect(await ledger(programmeId)).toEqual([0, 0, 0, 0])
  expect((await claim(clauseId, outcomeIds)).state).toBe('submitted')
  await balanced()
})

test('a claim that was taken back shows the school nothing more', async () => {
  const { clauseId, outcomeIds } = await stage()
  const { id } = await claimant()(contract.submitClaim, {
    body: { clauseId, outcomeIds, note: '证书含角色动画。' },
  })
  expect(await read('teacher of a', id)).toMatchObject({ note: '证书含角色动画。', items: [{}] })
  await claimant()(contract.withdrawClaim, { params: { id }, body: { version: 1 } })
  expect(await read('teacher of a', id)).toMatchObject({ state: 'withdrawn', note: null, items: [] })
  const own = await read('student of b', id)
  expect(own).toMatchObject({ note: '证书含角色动画。', items: [{ facts: { state: 'confirmed' } }] })
})

test('a bridge whose agreement does not hold yet is read, and offers nothing', async () => {
  const { a, b, g } = prepared.ids
  const data = bridgeTo(await insertTarget(app, a))
  const { clauseId } = await insertBridge(app, { parties: [b, a], groupId: g, data, from: '2099-09-01' })
  const params = { id: clauseId }
  expect(await claimant()(contract.getBridge, { params })).toMatchObject({ mine: false, inForce: false })
  await expect(claimant()(contract.getOffer, { params })).rejects.toMatchObject({
    code: 'overpass.not_in_force',
  })
})

test('twenty claims at once on one capped account never pass its cap', { timeout: 60_000 }, async () => {
  const { clauseId, outcomeIds, programmeId } = await stage({ capTotal: 10, course: 100, outcomes: 20 })
  const sent = await Promise.allSettled(outcomeIds.map(id => claim(clauseId, [id])))
  const done = sent.flatMap(one => (one.status === 'fulfilled' ? [one.value.credits] : []))
  for (const one of sent)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'overpass.nothing_to_claim' })
  expect(done.toSorted()).toEqual([1, 3, 3, 3])
  expect(await ledger(programmeId)).toEqual([10, 0, 0, 0])
  // Past every use case, the books themselves refuse.
  await expect(
    query(
      `insert into overpass.postings (person_id, programme_id, from_account, to_account, amount)
        values ($1, $2, 'granted', 'claimed', 1)`,
      [personId(), programmeId],
    ),
  ).rejects.toMatchObject({ constraint: 'accounts_not_overdrawn' })
  await expect(
    query(
      `insert into overpass.postings (person_id, programme_id, from_account, to_account, amount)
        values ($1, $2, 'recognised', 'used', 1)`,
      [personId(), programmeId],
    ),
  ).rejects.toMatchObject({ constraint: 'accounts_not_overdrawn' })
  await balanced()
})

test('an agreement that one party has not signed recognises nothing; neither does one for other years', async () => {
  const { a, b, g } = prepared.ids
  const target = await insertTarget(app, a)
  const outcomeIds = [await insertCertificate(app, learner())]
  const unsigned = await insertBridge(app, {
    ...{ parties: [b, a], groupId: g, data: bridgeTo(target), unsigned: true },
  })
  await expect(claim(unsigned.clauseId, outcomeIds)).rejects.toMatchObject({ status: 404 })
  const elsewhere = await insertBridge(app, {
    parties: [prepared.ids.x, a],
    groupId: g,
    data: bridgeTo(target),
  })
  await expect(claim(elsewhere.clauseId, outcomeIds)).rejects.toMatchObject({ code: 'overpass.not_for_you' })
  const { clauseId } = await stage()
  const foreign = await insertCertificate(
    app,
    {
      ...{ organisationId: a, learnerId: prepared.as('student of a').account.affiliationId },
    },
    { level: 'junior' },
  )
  await expect(claim(clauseId, [foreign])).rejects.toMatchObject({ code: 'overpass.outcome_not_yours' })
})

test('where the agreement says so the rule decides at once', async () => {
  const { clauseId, outcomeIds, programmeId } = await stage({ automatic: true })
  const { id, state } = await claim(clauseId, outcomeIds)
  expect(state).toBe('approved')
  expect(await ledger(programmeId)).toEqual([0, 3, 0, 0])
  expect(await read('student of b', id)).toMatchObject({
    ...{ automatic: true, decision: { reasonCode: 'as_the_rule', by: null }, appealUntil: null },
  })
  await balanced()
})

test('a refusal frees the outcome, is appealed once, and the group’s committee can give what was refused', async () => {
  const { clauseId, outcomeIds, programmeId } = await stage()
  const { id } = await claim(clauseId, outcomeIds)
  await expect(
    claimant()(contract.appealClaim, { params: { id }, body: { reason: '请复核' } }),
  ).rejects.toMatchObject({ code: 'overpass.not_appealable' })
  await votes(id, 'refuse')
  await decide(id, { opinion: 'refuse', reasonCode: 'content', reason: '内容与课程不一致。' })
  expect(await ledger(programmeId)).toEqual([0, 0, 0, 0])
  const appeal = await claimant()(contract.appealClaim, {
    params: { id },
    body: { reason: '证书含角色动画。' },
  })
  await expect(
    claimant()(contract.appealClaim, { params: { id }, body: { reason: '再来' } }),
  ).rejects.toMatchObject({ code: 'overpass.appealed' })
  const seen = await read('secretariat of a', id)
  const answer = (label: string, body: object) =>
    client(label)(contract.decideAppeal, {
      params: { id: appeal.id },
      body: { decision: 'changed', answer: '内容相当。', lines: [], version: 1, ...body } as never,
    })
  await expect(answer('secretariat of x', {})).rejects.toMatchObject({ status: 404 })
  await expect(answer('secretariat of a', {})).rejects.toMatchObject({ code: 'overpass.appeal_amounts' })
  const line = { outcomeId: outcomeIds[0], courseId: seen.items[0]?.lines[0]?.courseId, credits: 2.5 }
  await answer('secretariat of a', { lines: [line] })
  expect(await ledger(programmeId)).toEqual([0, 2.5, 0, 0])
  expect(await read('student of b', id)).toMatchObject({ state: 'reduced', appeal: { state: 'changed' } })
  await balanced()
})

test('recognised credit is written to the record of the new school once the learner has arrived there', async () => {
  const { clauseId, outcomeIds, programmeId } = await stage()
  const { id } = await claim(clauseId, outcomeIds)
  await votes(id, 'approve')
  await decide(id, {})
  const use = async (version: number) =>
    client('school_admin of a')(contract.useCredit, { params: { id }, body: { version } })
  await expect(use(2)).rejects.toMatchObject({ code: 'overpass.not_arrived' })
  const arrived = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: '学示例', personId: personId() },
    number: freshCode(),
  })
  expect(await use(2)).toEqual({ courses: 1, credits: 3 })
  await expect(use(2)).rejects.toMatchObject({ code: 'overpass.nothing_to_use' })
  expect(await ledger(programmeId)).toEqual([0, 0, 3, 0])
  const { rows } = await client('teacher of a')(records.listEntries, { params: { id: arrived }, query: {} })
  expect(rows).toMatchObject([{ kind: 'course_result', title: { zh: '角色动画' }, credits: 3, passed: true }])
  await query('update members.affiliations set ends_on = $2 where id = $1', [arrived, '2026-01-01'])
  await balanced()
})

test('at once, credit is written once; what was revoked since or has expired is not written', async () => {
  const { clauseId, outcomeIds } = await stage({ automatic: true, course: 50, outcomes: 3 })
  const { id } = await claim(clauseId, outcomeIds)
  const arrived = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: '学示例', personId: personId() },
    number: freshCode(),
  })
  await revoke(outcomeIds[0] ?? '')
  await query(
    `update overpass.spendings set expires_on = '2026-01-01' where claim_id = $1 and outcome_id = $2`,
    [id, outcomeIds[1]],
  )
  const use = () => client('school_admin of a')(contract.useCredit, { params: { id }, body: { version: 1 } })
  const sent = await Promise.allSettled([use(), use(), use()])
  expect(sent.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))).toEqual([
    { courses: 1, credits: 3 },
  ])
  for (const one of sent)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'overpass.nothing_to_use' })
  const { rows } = await client('teacher of a')(records.listEntries, { params: { id: arrived }, query: {} })
  expect(rows).toMatchObject([{ kind: 'course_result', credits: 3 }])
  await query('update members.affiliations set ends_on = $2 where id = $1', [arrived, '2026-01-01'])
  expect(await app.services.system.transaction().execute(expire)).toBe(2)
  await balanced()
})

test('the cap of a rule is its own bridge’s: another bridge to the programme has one of its own', async () => {
  const { a, b, g } = prepared.ids
  const target = await insertTarget(app, a, 50)
  const data = bridgeTo(target)
  const capped = { ...data, recognitions: data.recognitions.map(rule => ({ ...rule, cap: 4 })) }
  const along = [
    await insertBridge(app, { parties: [b, a], groupId: g, data: capped }),
    await insertBridge(app, { parties: [b, a], groupId: g, data: capped }),
  ]
  const given: number[] = []
  for (const { clauseId } of [...along, ...along].toSorted((x, y) => x.clauseId.localeCompare(y.clauseId)))
    given.push((await claim(clauseId, [await insertCertificate(app, learner())])).credits)
  expect(given).toEqual([3, 1, 3, 1])
})

test('deposits come once, and the nightly look expires what was revoked or not used in time', async () => {
  const outcomeId = await insertCertificate(app, learner(), { credits: 4, level: 'junior' })
  const { deposited } = await claimant()(contract.getAccount, {})
  const first = await claimant()(contract.deposit, { body: {} })
  expect(first.credits).toBeGreaterThanOrEqual(4)
  expect(await claimant()(contract.deposit, { body: {} })).toEqual({ outcomes: 0, credits: 0 })
  expect((await claimant()(contract.getAccount, {})).deposited).toBe(deposited + first.credits)

  const { clauseId, outcomeIds, programmeId } = await stage({ automatic: true })
  const { id } = await claim(clauseId, outcomeIds)
  await query(`update overpass.spendings set expires_on = '2026-01-01' where claim_id = $1`, [id])
  await revoke(outcomeId)
  await app.services.system.transaction().execute(async db => {
    expect(await expire(db)).toBe(2)
    expect(await expire(db)).toBe(0)
  })
  expect(await ledger(programmeId)).toEqual([0, 0, 0, 3])
  const account = await claimant()(contract.getAccount, {})
  expect(account).toMatchObject({ deposited: deposited + first.credits - 4, expired: 4 })
  await balanced()
})

test('what waits too long is told to the school and, without a name, to the secretariat', async () => {
  const { clauseId, outcomeIds } = await stage()
  const { id } = await claim(clauseId, outcomeIds)
  await query(`update overpass.claims set due_on = '2026-01-01' where id = $1`, [id])
  await app.services.system.transaction().execute(async db => {
    expect((await takeOverdue(db)).map(one => one.id)).toEqual([id])
    expect(await takeOverdue(db)).toEqual([])
  })
  const { rows } = await client('school_admin of a')(contract.listSchoolClaims, {
    query: { state: 'submitted' },
  })
  expect(rows[0]).toMatchObject({ id, overdue: true })
})

test('an appeal past its term is told once', async () => {
  const { clauseId, outcomeIds } = await stage()
  const { id } = await claim(clauseId, outcomeIds)
  await votes(id, 'refuse')
  await decide(id, { opinion: 'refuse', reasonCode: 'content', reason: '内容不一致。' })
  const appeal = await claimant()(contract.appealClaim, { params: { id }, body: { reason: '请复核' } })
  const overdue = () => app.services.system.transaction().execute(takeOverdueAppeals)
  expect(await overdue()).toEqual([])
  await query(`update overpass.appeals set due_on = '2026-01-01' where id = $1`, [appeal.id])
  expect(await overdue()).toMatchObject([{ id: appeal.id, claimId: id, groupId: prepared.ids.g }])
  expect(await overdue()).toEqual([])
})

test('a claim for a step of a way is for its courses alone, outcome by outcome', async () => {
  const { clauseId, outcomeIds, courseId } = await stage({ outcomes: 2, course: 50 })
  const [first, second] = outcomeIds as [string, string]
  const along = (lines: { outcomeId: string; courseId: string }[]) =>
    claimant()(contract.submitClaim, { body: { clauseId, outcomeIds, note: null, lines } })
  await expect(along([{ outcomeId: first, courseId: crypto.randomUUID() }])).rejects.toMatchObject({
    code: 'overpass.nothing_to_claim',
  })
  const { id, credits } = await along([{ outcomeId: second, courseId }])
  expect(credits).toBe(3)
  const { items } = await read('student of b', id)
  expect(items.map(item => [item.outcomeId, item.lines.map(line => line.courseId)])).toEqual([
    [second, [courseId]],
  ])
  await balanced()
})

test('many claims are decided for one reason, all of them or none', async () => {
  const { clauseId, outcomeIds } = await stage({ course: 50, outcomes: 2 })
  const ids: string[] = []
  for (const outcomeId of outcomeIds) ids.push((await claim(clauseId, [outcomeId])).id)
  const many = () =>
    client('school_admin of a')(contract.decideMany, {
      body: {
        claims: ids.map(id => ({ id, version: 1 })),
        ...{ opinion: 'approve', reasonCode: 'as_the_rule', reason: '同班同课程。' },
      },
    })
  await votes(ids[0] ?? '', 'approve')
  await vote('teacher of a', ids[1] ?? '', 'approve')
  const ready = await client('school_admin of a')(contract.listSchoolClaims, {
    query: { clause: clauseId, ready: 'yes' },
  })
  expect(ready.rows.map(row => row.id)).toEqual([ids[0]])
  await expect(many()).rejects.toMatchObject({ code: 'overpass.voices_missing' })
  expect((await read('student of b', ids[0] ?? '')).state).toBe('submitted')
  await votes(ids[1] ?? '', 'approve')
  const arrived = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: '学示例', personId: personId() },
    number: freshCode(),
  })
  expect(await many()).toEqual({ decided: 2 })
  const asked = await query(
    `select subject_id from information.todos where kind = 'overpass.to_use' and done_at is null
      and subject_id = any ($1)`,
    [ids],
  )
  expect(asked).toHaveLength(2)
  await query(`update overpass.claims set due_on = due_on + 1 where id = $1`, [ids[0]])
  const decided = async (after?: string) =>
    client('school_admin of a')(contract.listSchoolClaims, {
      query: { clause: clauseId, state: 'approved', limit: 1, ...(after && { after }) },
    })
  const latest = await decided()
  expect(latest.rows.map(row => row.id)).toEqual([ids[0]])
  expect((await decided(latest.next ?? '')).rows.map(row => row.id)).toEqual([ids[1]])
  await query('update members.affiliations set ends_on = $2 where id = $1', [arrived, '2026-01-01'])
  const figures = await client('secretariat of a')(contract.getConversion, {})
  expect(figures.rows.find(row => row.grounds.clauseId === clauseId)).toMatchObject({
    ...{ claims: 2, waiting: 0, claimed: 6, recognised: 6 },
  })
  const foreign = await client('secretariat of x')(contract.getConversion, {})
  expect(foreign.rows.some(row => row.grounds.clauseId === clauseId)).toBe(false)
})

test('the check reads a draft back in both languages, and says what is wrong instead of refusing it', async () => {
  const target = await insertTarget(app, prepared.ids.a)
  const check = (bridge: object) =>
    client('school_admin of a')(contract.checkBridge, {
      body: { bridge: bridge as Record<string, unknown>, partyIds: null, from: null, until: null },
    })
  const fine = await check(bridgeTo(target))
  expect(fine.problems).toEqual([])
  expect(fine.sentences.find(one => one.part === 'recognitions.0')?.text).toEqual({
    zh: '一本证书（中级及以上），可认定《角色动画》3 学分。',
    en: 'For a certificate (intermediate or above): 3 credits for “Character animation”.',
  })
  expect((await check({ ...bridgeTo(target), months: -1 })).problems).toEqual([
    { at: 'months', code: 'shape' },
  ])
  expect((await check(bridgeTo(target, { credits: 9 }))).problems).toEqual([
    { at: 'recognitions.0.courses.0', code: 'more_than_course' },
  ])
})

test('a rule is tried on the own school’s learners, and the answer holds counts alone', async () => {
  const { a } = prepared.ids
  const target = await insertTarget(app, prepared.ids.b)
  const classId = await insert(app.services, 'members.classes', {
    ...{ organisation_id: a, name: `试算班 ${freshCode()}`, cohort: 2022, starts_on: '2022-09-01' },
  })
  for (const level of ['junior', 'intermediate', 'senior']) {
    const learnerId = await insertAffiliation(app.services, {
      ...{ organisationId: a, role: 'student', name: '学示例', number: freshCode(), classId },
    })
    await insertCertificate(app, { organisationId: a, learnerId }, { level })
  }
  const bridge = bridgeTo(target, {
    entry: { is: 'certificate', named: null, level: 'senior', withinYears: null },
  })
  const before = await client('teacher of x')(contract.tryOut, { body: { bridge: { ...bridge } } })
  expect(before.entered).toBe(0)
  const tried = await client('teacher of a')(contract.tryOut, { body: { bridge: { ...bridge } } })
  expect(tried).toMatchObject({ entered: 1, recognised: 2, creditsMean: 3 })
  expect(tried.rules).toEqual([{ id: 'r1', learners: 2, credits: 6 }])
  expect(tried.tried).toBeGreaterThanOrEqual(3)
})

test('a rule is tried on those it is for, however many others there are, and says when not on all', async () => {
  const { a } = prepared.ids
  const { programmeId } = await insertTarget(app, a)
  const classes: string[] = []
  for (const cohort of [2021, 2023]) {
    const classId = await insert(app.services, 'members.classes', {
      ...{ organisation_id: a, name: `试算班 ${freshCode()}`, cohort, starts_on: `${cohort}-09-01` },
    })
    const number = freshCode()
    const one = await insertAffiliation(app.services, {
      ...{ organisationId: a, role: 'student', name: '学示例', number, classId },
    })
    await query(
      `insert into members.affiliations (organisation_id, role, name, name_latin, number, class_id, starts_on, sort_key,
          grams)
        select organisation_id, role, name, name_latin, number || '-' || i, class_id, starts_on, sort_key, grams
        from members.affiliations, generate_series(1, $2) i where id = $1`,
      [one, cohort === 2021 ? 400 : 1],
    )
    classes.push(classId)
  }
  await query(
    `update members.classes set programme_zh = (select name_zh from programmes.programmes where id = $1) where id = $2`,
    [programmeId, classes[1]],
  )
  const target = await insertTarget(app, prepared.ids.b)
  const tryOn = (programmeIds: string[]) =>
    client('teacher of a')(contract.tryOut, {
      body: { bridge: { ...bridgeTo(target, { from: { programmeIds, levels: [] } }) } },
    })
  expect(await tryOn([programmeId])).toMatchObject({ tried: 2, more: false })
  expect(await tryOn([])).toMatchObject({ tried: 400, more: true })
})

test('a person’s claims are told, lose their name when the account ends, and follow it when two become one', async () => {
  const { clauseId, outcomeIds, programmeId } = await stage()
  await claim(clauseId, outcomeIds)
  const { system } = app.services
  const parts = await overpassPersonalData.collect({ db: system, system, personId: personId(), most: 100 })
  expect(parts[0]).toMatchObject({ kind: 'overpass.claims', organisation: { id: prepared.ids.a } })
  const held = await query(`select from overpass.claims where person_id = $1`, [personId()])
  expect(parts.map(part => part.kind)).toEqual(['overpass.claims', 'overpass.postings'])
  const few = await overpassPersonalData.collect({ db: system, system, personId: personId(), most: 1 })
  expect(few[0]).toMatchObject({ total: held.length, rows: [expect.any(Array)] })
  const other = await insert(app.services, 'members.persons', { display_name: '同一人' })
  await system.transaction().execute(db => overpassPersonalData.merge(db, personId(), other))
  const account = await query<{ balance: number }>(
    `select balance from overpass.accounts where person_id = $1 and programme_id = $2 and account = 'claimed'`,
    [other, programmeId],
  )
  expect(account).toEqual([{ balance: 30 }])
  await balanced()
  await system.transaction().execute(db => overpassPersonalData.erase(db, other, app.services))
  const left = await query<{ learner_name: string }>(
    'select distinct learner_name from overpass.claims where person_id = $1',
    [other],
  )
  expect(left).toEqual([{ learner_name: '—' }])
  await system.transaction().execute(db => overpassPersonalData.merge(db, other, personId()))
})

test('who decided and what they said about it loses their name and words when their account ends', async () => {
  const { clauseId, outcomeIds } = await stage()
  const { id } = await claim(clauseId, outcomeIds)
  await votes(id, 'refuse')
  await decide(id, { opinion: 'refuse', reasonCode: 'content', reason: '内容与课程不一致。' })
  const { system } = app.services
  const { personId: admin } = prepared.as('school_admin of a').account
  const told = await overpassPersonalData.collect({ db: system, system, personId: admin, most: 100 })
  expect(told.some(part => part.kind === 'overpass.votes')).toBe(true)
  await system.transaction().execute(db => overpassPersonalData.erase(db, admin, app.services))
  expect(
    await query(
      `select c.decided_name, v.name, v.comment from overpass.claims c join overpass.votes v on v.claim_id = c.id
        join members.affiliations a on a.id = v.affiliation_id where c.id = $1 and a.person_id = $2`,
      [id, admin],
    ),
  ).toEqual([{ decided_name: '—', name: '—', comment: '—' }])
})

test('nobody decides on their own claim', async () => {
  const { personId: admin } = prepared.as('school_admin of a').account
  const learnerId = await insertAffiliation(app.services, {
    ...{
      organisationId: prepared.ids.b,
      role: 'student',
      name: '兼学示例',
      personId: admin,
      number: freshCode(),
    },
  })
  const { clauseId } = await stage()
  const outcomeId = await insertCertificate(app, { organisationId: prepared.ids.b, learnerId })
  const asLearner = await signInAs(app, { personId: admin, affiliationId: learnerId })
  const { id } = await asLearner(contract.submitClaim, {
    body: { clauseId, outcomeIds: [outcomeId], note: null },
  })
  await expect(vote('school_admin of a', id, 'approve')).rejects.toMatchObject({ code: 'overpass.own_claim' })
})

test('a minor’s guardian reads claims and the credit account, changes nothing, and no longer once they are of age', async () => {
  const { a, b, g } = prepared.ids
  const { affiliationId, personId: pupil } = prepared.as('student of a').account
  const target = await insertTarget(app, b)
  const { clauseId } = await insertBridge(app, { parties: [a, b], groupId: g, data: bridgeTo(target) })
  const outcomeId = await insertCertificate(app, { organisationId: a, learnerId: affiliationId })
  const { id } = await client('student of a')(contract.submitClaim, {
    body: { clauseId, outcomeIds: [outcomeId], note: null },
  })
  const asGuardian = client('guardian of a')
  const child = { query: { child: affiliationId } }
  const seen = await read('guardian of a', id)
  expect(seen).toMatchObject({
    state: 'submitted',
    items: [{ outcomeId, facts: { kind: 'certificate' } }],
    voices: [],
  })
  const account = await asGuardian(contract.getAccount, child)
  expect(account.child).toBeTruthy()
  expect(account.programmes).toMatchObject([{ programme: { id: target.programmeId }, claimed: 3 }])
  expect((await asGuardian(contract.listOwnClaims, child)).rows.map(row => row.id)).toContain(id)
  expect((await asGuardian(contract.listPostings, child)).rows.map(row => row.claimId)).toContain(id)
  for (const label of ['guardian of x', 'teacher of a', 'student of b'])
    await expect(client(label)(contract.getAccount, child), label).rejects.toMatchObject({ status: 404 })
  await expect(
    asGuardian(contract.withdrawClaim, { params: { id }, body: { version: 1 } }),
  ).rejects.toMatchObject({
    status: 404,
  })
  // Nor past every use case: a guardian's reading is no right to write.
  const guardian = prepared.as('guardian of a').viewer
  const changed = await asViewer(app.services.appPool, guardian, true, async ({ db }) => {
    const lines =
      await sql`update overpass.claim_lines set recognised = claimed where claim_id = ${id} returning 1`.execute(
        db,
      )
    const spent =
      await sql`update overpass.spendings set state = 'recognised' where claim_id = ${id} returning 1`.execute(
        db,
      )
    return lines.rows.length + spent.rows.length
  })
  expect(changed).toBe(0)
  await expect(
    asViewer(app.services.appPool, guardian, true, ({ db }) =>
      sql`insert into overpass.postings (person_id, programme_id, claim_id, from_account, to_account, amount, outcome_id)
        values (${pupil}, ${target.programmeId}, ${id}, 'claimed', 'recognised', 30, ${outcomeId})`.execute(
        db,
      ),
    ),
  ).rejects.toThrow(/row-level security/)
  const [born] = await query<{ day: string }>(
    'select birth_date::text as day from members.affiliations where id = $1',
    [affiliationId],
  )
  const bornOn = (day: string | undefined) =>
    query('update members.affiliations set birth_date = $2 where id = $1', [affiliationId, day])
  await bornOn('2000-01-01')
  await expect(read('guardian of a', id)).rejects.toMatchObject({ status: 404 })
  await expect(asGuardian(contract.getAccount, child)).rejects.toMatchObject({ status: 404 })
  await bornOn(born?.day)
})
