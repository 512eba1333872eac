import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAudit } from '#platform/server/audit/record.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insertAffiliation } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import { type Appending, appendFollowUp, appendOutcome, appendOutcomes, type NewOutcome } from './append.ts'
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

const freshLearner = async (at: 'a' | 'b' = 'a') => ({
  organisationId: prepared.ids[at],
  learnerId: await insertAffiliation(app.services, {
    organisationId: prepared.ids[at],
    role: 'student',
    name: '学示例',
  }),
})
const outcome = (learner: NewOutcome['learner'], more: Partial<NewOutcome> = {}): NewOutcome => ({
  ...{ learner, confirmingOrganisationId: prepared.ids.a, kind: 'award', day: '2026-05-01' },
  title: { zh: '技能竞赛一等奖', en: 'First prize' },
  recordedBy: { affiliationId: null, organisationId: prepared.ids.a, name: '示例教师' },
  ...more,
})
/** Works in a transaction as the persona, with its own audit. */
const as = <T>(label: string, work: (tx: Appending) => Promise<T>): Promise<T> => {
  const { viewer } = prepared.as(label)
  return asViewer(app.services.appPool, viewer, false, ({ db }) =>
    work({ db, audit: fact => recordAudit(db, fact, { viewer, requestId: null }) }),
  )
}

test('eight connections at one learner make one whole chain', async () => {
  const learner = await freshLearner()
  const others = await Promise.all([freshLearner(), freshLearner()])
  await Promise.all(
    Array.from({ length: 8 }, async (_, connection) => {
      for (let i = 0; i < 6; i++)
        await as('teacher of a', tx =>
          appendOutcome(tx, outcome(i % 3 === 2 ? (others[connection % 2] as typeof learner) : learner)),
        )
    }),
  )
  const { rows } = await owner.query(
    'select count(*)::int as entries, max(seq) as last, count(distinct seq)::int as numbers from records.outcomes where learner_id = $1',
    [learner.learnerId],
  )
  expect(rows[0]).toEqual({ entries: 32, last: 32, numbers: 32 })
  expect(await verifyRecords(owner)).toMatchObject({ ok: true, findings: [], lost: 0 })
})

test('many at once, from two sides over the same learners, in one order of locks', async () => {
  const learners = await Promise.all(Array.from({ length: 12 }, () => freshLearner()))
  const all = (reverse: boolean) => {
    const list = reverse ? learners.toReversed() : learners
    return as('teacher of a', tx =>
      appendOutcomes(
        tx,
        list.map(learner => outcome(learner)),
        { subject: { kind: 'grade_sheet', id: 'x' }, organisationId: prepared.ids.a },
      ),
    )
  }
  await Promise.all([all(false), all(true), all(false)])
  expect(await verifyRecords(owner)).toMatchObject({ ok: true })
})

test('a rolled-back append leaves no gap', async () => {
  const learner = await freshLearner()
  const failed = as('teacher of a', async tx => {
    await appendOutcome(tx, outcome(learner))
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  await as('teacher of a', tx => appendOutcome(tx, outcome(learner)))
  const { rows } = await owner.query('select seq from records.outcomes where learner_id = $1', [
    learner.learnerId,
  ])
  expect(rows).toEqual([{ seq: 1 }])
})

test('nobody changes or removes an entry, and nobody writes a link of their own', async () => {
  const learner = await freshLearner()
  const { id } = await as('teacher of a', tx => appendOutcome(tx, outcome(learner)))
  for (const statement of [
    `update records.outcomes set payload = '{}' where id = '${id}'`,
    `delete from records.outcomes where id = '${id}'`,
    `update records.heads set seq = 0`,
  ]) {
    await expect(as('school_admin of a', ({ db }) => db.executeQuery(raw(statement)))).rejects.toThrow(
      /permission denied/,
    )
    await expect(app.services.systemPool.query(statement)).rejects.toThrow(/permission denied|append-only/)
  }
  await expect(owner.query(`delete from records.outcomes where id = '${id}'`)).rejects.toThrow(/append-only/)
  await expect(
    owner.query(`update records.outcomes set held_on = '2020-01-01' where id = '${id}'`),
  ).rejects.toThrow(/append-only/)
  const copy = `insert into records.outcomes (organisation_id, learner_id, id, at, entry, kind, held_on, seq, previous, link,
      confirming_organisation_id, visibility, payload, salt, commitment)
    select organisation_id, learner_id, uuidv7(), at, entry, kind, held_on, 7, previous, link, confirming_organisation_id,
      visibility, payload, salt, commitment from records.outcomes where id = '${id}'`
  await expect(as('teacher of a', ({ db }) => db.executeQuery(raw(copy)))).rejects.toThrow(
    /permission denied/,
  )
})

test('what the law erases is gone and the chain still holds; every other change is found', async () => {
  const learner = await freshLearner()
  const ids = []
  for (let i = 0; i < 3; i++)
    ids.push((await as('teacher of a', tx => appendOutcome(tx, outcome(learner)))).id)
  await app.services.systemPool.query(
    'update records.outcomes set payload = null, salt = null, erased_at = now() where id = $1',
    [ids[1]],
  )
  const whole = await verifyRecords(owner)
  expect(whole).toMatchObject({ ok: true, erased: 1 })
  await asKeeper(
    `update records.outcomes set payload = jsonb_set(payload, '{prize}', '"first"') where id = '${ids[2]}'`,
  )
  expect(await verifyRecords(owner)).toMatchObject({
    ok: false,
    findings: [{ code: 'facts', seq: 3, id: ids[2], learnerId: learner.learnerId }],
  })
  // The keeper of the database cuts the tail and mends the head: the audit trail still knows the entry.
  await asKeeper(`delete from records.outcomes where id = '${ids[2]}'`)
  await asKeeper(`update records.heads h set seq = 2, link = (select link from records.outcomes o
    where o.id = '${ids[1]}') where learner_id = '${learner.learnerId}'`)
  expect(await verifyRecords(owner)).toMatchObject({ ok: false, findings: [], lost: 1 })
})

test('an organisation vouches for itself alone, a learner claims for themself alone', async () => {
  const learner = await freshLearner()
  const refused = (label: string, more: Partial<NewOutcome>) =>
    expect(as(label, tx => appendOutcome(tx, outcome(learner, more)))).rejects.toThrow(/row-level security/)
  await refused('teacher of b', {})
  await refused('student of a', {})
  await refused('student of a', { entry: 'claim' })
  await refused('teacher of a', { entry: 'claim' })
  await refused('nobody', {})
  await refused('secretariat of a', {})
  await refused('teacher of a', { confirmingGroupId: prepared.ids.g })
  await as('secretariat of a', tx =>
    appendOutcome(tx, outcome(learner, { confirmingGroupId: prepared.ids.g })),
  )
  const own = { organisationId: prepared.ids.a, learnerId: prepared.as('student of a').account.affiliationId }
  const { id } = await as('student of a', tx => appendOutcome(tx, outcome(own, { entry: 'claim' })))
  const after = (label: string, entry: 'confirmation' | 'revocation' | 'refusal') =>
    as(label, tx =>
      appendFollowUp(tx, {
        ...{ learner: own, rootId: id, confirmingOrganisationId: prepared.ids.a, kind: 'award', entry },
        ...{ day: '2026-05-02', visibility: 'school' },
        reason: {
          reason: null,
          recordedBy: { affiliationId: null, organisationId: prepared.ids.a, name: '示例' },
        },
      }),
    )
  await expect(after('student of a', 'confirmation')).rejects.toThrow(/row-level security/)
  await expect(after('teacher of a', 'revocation')).rejects.toMatchObject({ constraint: 'outcomes_follows' })
  await after('teacher of a', 'confirmation')
  await expect(after('teacher of a', 'refusal')).rejects.toMatchObject({ constraint: 'outcomes_follows' })
  await after('teacher of a', 'revocation')
  await expect(after('teacher of a', 'revocation')).rejects.toMatchObject({ constraint: 'outcomes_over' })
  // Nobody's learner, or another organisation's.
  const foreign = { organisationId: prepared.ids.a, learnerId: (await freshLearner('b')).learnerId }
  await expect(as('teacher of a', tx => appendOutcome(tx, outcome(foreign)))).rejects.toMatchObject({
    constraint: 'outcomes_learner',
  })
})

test('the same result is entered once, whoever tries at the same time', async () => {
  const learner = await freshLearner()
  const enter = () =>
    as('teacher of a', tx => appendOutcome(tx, outcome(learner, { resultKey: '2025-2026-1|regular|C1' })))
  const tries = await Promise.allSettled([enter(), enter(), enter()])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('what a school recorded is seen by its staff and the learner, and by no other school', async () => {
  const learner = await freshLearner()
  await as('teacher of a', tx => appendOutcome(tx, outcome(learner)))
  const seen = (label: string) =>
    as(label, async ({ db }) => {
      const { rows } = await db.executeQuery<{ n: number }>(
        raw(`select count(*)::int as n from records.outcome_facts where learner_id = '${learner.learnerId}'`),
      )
      return rows[0]?.n
    })
  expect(await seen('teacher of a')).toBe(1)
  for (const label of [
    'teacher of b',
    'school_admin of x',
    'company_hr of c',
    'student of a',
    'secretariat of a',
    'nobody',
  ])
    expect([label, await seen(label)]).toEqual([label, 0])
})

const raw = (text: string) =>
  ({ sql: text, parameters: [], query: { kind: 'RawNode' }, queryId: { queryId: 'x' } }) as never

/** As somebody who owns the database would: past the trigger. */
async function asKeeper(statement: string): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    await client.query(statement)
  } finally {
    await client.query(`reset session_replication_role`)
    client.release()
  }
}
