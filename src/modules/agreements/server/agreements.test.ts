import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { search } from '#modules/house/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { mayReadPapers, mayReadVersion, type VersionFacts } from '../policy.ts'
import { STATES } from '../rules/vocabulary.ts'
import { selectParties } from './queries/parties.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const SCHOOL = 'school_admin of a'
const COLLEGE = 'school_admin of b'
const COMPANY = 'company_hr of c'
const TERM = {
  ...{ fromDate: '2026-01-01', untilDate: null as string | null },
  ...{ fromCohort: 2026, untilCohort: null },
}

const read = (label: string, id: string) => client(label)(contract.getVersion, { params: { id } })

async function begin(more: Partial<typeof TERM & { untilCohort: number | null }> = {}) {
  return client(SCHOOL)(contract.createAgreement, {
    body: {
      ...{ kind: 'through_training', title: { zh: '动漫专业贯通培养协议', en: 'Through training' } },
      ...{ groupId: prepared.ids.g, ...TERM, ...more, role: 'sender' },
      parties: [{ organisationId: prepared.ids.b, role: 'receiver', mustSign: true }],
    },
  })
}

/** Fills in the blanks of every clause. */
async function fill(versionId: string) {
  const { clauses } = await read(SCHOOL, versionId)
  for (const { id, version, title, text } of clauses)
    await client(SCHOOL)(contract.updateClause, {
      params: { id },
      body: {
        ...{ kind: 'text', title, data: null, version },
        text: { zh: text.zh.replaceAll('＿＿', '三'), en: text.en?.replaceAll('＿＿', 'three') ?? null },
      },
    })
}
const move = async (label: string, id: string, step: 'send' | 'back' | 'withdraw') =>
  client(label)(contract.moveVersion, {
    params: { id },
    body: { step, version: (await read(SCHOOL, id)).version },
  })
const sign = async (label: string, id: string) =>
  client(label)(contract.signVersion, {
    params: { id },
    body: { textHash: (await read(label, id)).textHash as string },
  })
async function signedOne(more: Parameters<typeof begin>[0] = {}) {
  const { id, versionId } = await begin(more)
  await fill(versionId)
  await move(SCHOOL, versionId, 'send')
  await sign(SCHOOL, versionId)
  await sign(COLLEGE, versionId)
  return { id, versionId }
}
const system = async <Row>(text: string, values: unknown[]) =>
  (await app.services.systemPool.query(text, values)).rows as Row[]
const published = (versionId: string) =>
  system<{ version_id: string; until_cohort: number | null; in_force_until: string | null }>(
    'select version_id, until_cohort, in_force_until from agreements.signed_versions where version_id = $1',
    [versionId],
  )

test('an agreement goes from its template over its parties into force, and recognises nothing before', async () => {
  const { id, versionId } = await begin()
  const draft = await read(SCHOOL, versionId)
  expect(draft.clauses).toHaveLength(6)
  expect(draft.wants.map(({ want }) => want)).toContain('blank')
  await expect(move(SCHOOL, versionId, 'send')).rejects.toMatchObject({ code: 'agreements.want.blank' })
  await expect(read(COLLEGE, versionId)).rejects.toMatchObject({ code: 'missing' })
  await fill(versionId)
  await move(SCHOOL, versionId, 'send')
  expect((await read(COLLEGE, versionId)).status).toBe('review')
  expect(await published(versionId)).toEqual([])
  expect(await sign(SCHOOL, versionId)).toEqual({ complete: false })
  expect(await published(versionId)).toEqual([])
  expect(await system('select 1 from agreements.signed_clauses where version_id = $1', [versionId])).toEqual(
    [],
  )
  expect(await sign(COLLEGE, versionId)).toEqual({ complete: true })
  expect(await published(versionId)).toHaveLength(1)
  const signed = await read('student of x', versionId)
  expect(signed.status).toBe('in_force')
  // Somebody else sees who agreed and when, and not through whom.
  expect(signed.parties.map(({ signature }) => signature?.signerName)).toEqual([null, null])
  const shown = await client('student of x')(contract.getAgreement, { params: { id } })
  expect(shown.versions.map(({ number }) => number)).toEqual([1])
})

test('a party signs for itself, the text it has before it, once', async () => {
  const { versionId } = await begin()
  await fill(versionId)
  await move(SCHOOL, versionId, 'send')
  const { textHash } = await read(SCHOOL, versionId)
  const hash = textHash as string
  const signing = (label: string, text = hash) =>
    client(label)(contract.signVersion, { params: { id: versionId }, body: { textHash: text } })
  for (const label of ['school_admin of x', COMPANY])
    await expect(signing(label)).rejects.toMatchObject({ code: 'missing' })
  await expect(signing('teacher of b')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(signing(COLLEGE, 'f'.repeat(64))).rejects.toMatchObject({ code: 'agreements.other_text' })
  await signing(COLLEGE)
  await expect(signing(COLLEGE)).rejects.toMatchObject({ code: 'agreements.signed_already' })
  // The database holds the same: whose row it is cannot be said otherwise.
  const { viewer } = prepared.as(COLLEGE)
  await expect(
    asViewer(app.services.appPool, viewer, false, ({ db }) =>
      sql`insert into agreements.signatures (version_id, organisation_id, round, text_sha256, mode, signed_on,
          affiliation_id, signer_name)
        values (${versionId}, ${prepared.ids.a}, 1, ${hash}, 'account', '2026-03-01', ${viewer?.affiliationId}, '冒名')`.execute(
        db,
      ),
    ),
  ).rejects.toThrow(/row-level security/)
  await expect(
    system(`update agreements.versions set state = 'signed', signed_on = '2026-03-01' where id = $1`, [
      versionId,
    ]),
  ).rejects.toThrow(/has not signed/)
})

test('what was sent is not changed, by nobody; taken back, it is signed anew', async () => {
  const { versionId } = await begin()
  await fill(versionId)
  await move(SCHOOL, versionId, 'send')
  await sign(COLLEGE, versionId)
  const sent = await read(SCHOOL, versionId)
  const [clause] = sent.clauses
  await expect(
    client(SCHOOL)(contract.removeClause, { params: { id: clause?.id as string } }),
  ).rejects.toMatchObject({ code: 'agreements.text_fixed' })
  for (const statement of [
    `update agreements.clauses set text_zh = '改' where version_id = $1`,
    `delete from agreements.clauses where version_id = $1`,
    `update agreements.parties set must_sign = false where version_id = $1`,
    `update agreements.versions set title_zh = '改' where id = $1`,
  ])
    await expect(system(statement, [versionId])).rejects.toThrow(/not changed/)
  await move(SCHOOL, versionId, 'back')
  await client(SCHOOL)(contract.removeClause, { params: { id: clause?.id as string } })
  await move(SCHOOL, versionId, 'send')
  const again = await read(SCHOOL, versionId)
  expect(again.clauses.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  expect(again.textHash).not.toBe(sent.textHash)
  // The signature under the former text counts no more.
  expect(await sign(SCHOOL, versionId)).toEqual({ complete: false })
  expect(await sign(COLLEGE, versionId)).toEqual({ complete: true })
  await expect(
    system(`update agreements.clauses set text_zh = '改' where version_id = $1`, [versionId]),
  ).rejects.toThrow(/not changed/)
})

test('a later version takes over from its first year of entry on, and no year has two', async () => {
  const { versionId } = await signedOne()
  const { id: next } = await client(COLLEGE)(contract.amendVersion, {
    params: { id: versionId },
    body: { fromDate: '2026-09-01' },
  })
  await expect(
    client(SCHOOL)(contract.amendVersion, { params: { id: versionId }, body: { fromDate: '2026-09-01' } }),
  ).rejects.toMatchObject({ code: 'agreements.draft_open' })
  const draft = await read(COLLEGE, next)
  await client(COLLEGE)(contract.updateVersion, {
    params: { id: next },
    body: {
      ...{ title: draft.title, reference: null, groupId: null, open: true, version: draft.version },
      ...{ fromDate: '2026-09-01', untilDate: null, fromCohort: 2028, untilCohort: null },
      parties: draft.parties.map(({ organisationId, role, mustSign }) => ({
        organisationId,
        role,
        mustSign,
      })),
    },
  })
  const { version } = await read(COLLEGE, next)
  await client(COLLEGE)(contract.moveVersion, { params: { id: next }, body: { step: 'send', version } })
  await sign(SCHOOL, next)
  expect((await published(versionId))[0]?.until_cohort).toBe(null)
  await sign(COLLEGE, next)
  expect((await published(versionId))[0]?.until_cohort).toBe(2027)
  const serves = async (id: string, cohort: number) =>
    (await system<{ yes: boolean }>(`select agreements.serves($1, '2027-03-01', $2) as yes`, [id, cohort]))[0]
      ?.yes
  expect([await serves(versionId, 2027), await serves(versionId, 2028)]).toEqual([true, false])
  expect([await serves(next, 2027), await serves(next, 2028)]).toEqual([false, true])
  await expect(
    system('update agreements.versions set last_cohort = null where id = $1', [versionId]),
  ).rejects.toThrow(/agreements_one_a_cohort/)
  const difference = await client('student of x')(contract.compareVersions, { params: { id: next } })
  expect(difference.outline.map(({ field }) => field)).toEqual(['days', 'cohorts', 'group'])
  expect(difference.clauses).toEqual([])
})

test('a change in English alone is one for a reader of Chinese too, and so is the group', async () => {
  const { versionId } = await signedOne()
  const { id } = await client(SCHOOL)(contract.amendVersion, {
    params: { id: versionId },
    body: { fromDate: '2027-09-01' },
  })
  const { clauses, parties, ...draft } = await read(SCHOOL, id)
  const [one, two] = clauses
  if (!one || !two) throw new Error('no clauses')
  const change = (clause: typeof one, to: Partial<Pick<typeof one, 'title' | 'text'>>) =>
    client(SCHOOL)(contract.updateClause, {
      params: { id: clause.id },
      body: {
        ...{ kind: 'text', data: null, version: clause.version },
        ...{ title: clause.title, text: clause.text, ...to },
      },
    })
  await change(one, { text: { zh: one.text.zh, en: `${one.text.en} More.` } })
  await change(two, { title: { zh: two.title.zh, en: 'Whom it serves' } })
  await client(SCHOOL)(contract.updateVersion, {
    params: { id },
    body: {
      ...{ title: { ...draft.title, en: 'Stages' }, reference: null, groupId: null, open: draft.open },
      ...{ fromDate: TERM.fromDate, untilDate: null, fromCohort: 2026, untilCohort: null },
      parties: parties.map(({ organisationId, role, mustSign }) => ({ organisationId, role, mustSign })),
      version: draft.version,
    },
  })
  const difference = await client(SCHOOL)(contract.compareVersions, { params: { id } })
  expect(difference.outline.map(({ field, after }) => [field, after])).toEqual([
    ['title', '动漫专业贯通培养协议 / Stages'],
    ['group', expect.any(String)],
  ])
  expect(difference.clauses.map(({ line, change }) => [line, change])).toEqual([
    [one.line, 'changed'],
    [two.line, 'changed'],
  ])
  expect(difference.clauses[0]?.text.at(-1)).toEqual({ text: ' More.', change: 'added' })
  expect(difference.clauses[1]?.title.filter(piece => piece.change !== 'same')).not.toEqual([])
})

test('an agreement is found by pinyin, and as what it is where a newer draft was given up', async () => {
  const { id, versionId } = await signedOne()
  const { id: next } = await client(SCHOOL)(contract.amendVersion, {
    params: { id: versionId },
    body: { fromDate: '2027-09-01' },
  })
  const found = async () => {
    const { rows } = await client(SCHOOL)(contract.listAgreements, {
      query: { q: 'guantong', limit: 100 },
    })
    const { groups } = await client(SCHOOL)(search, { query: { q: 'gtpy' } })
    const hits = groups.flatMap(({ hits }) => hits).filter(({ to }) => to.includes(id))
    return {
      listed: rows.filter(row => row.agreementId === id).map(row => row.id),
      hits: hits.map(({ to }) => to),
    }
  }
  expect(await found()).toEqual({
    listed: [next, versionId],
    hits: [`/agreements/${id}?version=${next}`],
  })
  await move(SCHOOL, next, 'withdraw')
  expect((await found()).hits).toEqual([`/agreements/${id}?version=${versionId}`])
})

test('what is past its end is renewed, and its new end is left to its drafter', async () => {
  const { versionId } = await signedOne({ untilDate: '2026-12-31' })
  const amend = async (fromDate: string) => {
    const { id } = await client(SCHOOL)(contract.amendVersion, {
      params: { id: versionId },
      body: { fromDate },
    })
    const { untilDate } = await read(SCHOOL, id)
    await move(SCHOOL, id, 'withdraw')
    return untilDate
  }
  expect(await amend('2027-01-01')).toBe(null)
  expect(await amend('2026-12-31')).toBe('2026-12-31')
})

test('an agreement ends when all signers agree, and who is on it finishes', async () => {
  const { versionId } = await signedOne()
  const propose = (body: { endsOn: string; handover: 'finish' | 'stop'; lastCohort: number | null }) =>
    client(SCHOOL)(contract.proposeEnding, { params: { id: versionId }, body: { ...body, reason: '停招' } })
  await expect(propose({ endsOn: '2099-07-31', handover: 'stop', lastCohort: null })).rejects.toMatchObject({
    code: 'agreements.ending.strands',
  })
  await expect(propose({ endsOn: '2020-07-31', handover: 'finish', lastCohort: 2026 })).rejects.toMatchObject(
    {
      code: 'agreements.ending.past',
    },
  )
  const first = await propose({ endsOn: '2099-07-31', handover: 'finish', lastCohort: 2027 })
  await expect(
    client(SCHOOL)(contract.answerEnding, {
      params: { id: first.id },
      body: { answer: 'agree', note: null },
    }),
  ).rejects.toMatchObject({ code: 'missing' })
  const answer = (id: string, body: { answer: 'agree' | 'refuse'; note: string | null }) =>
    client(COLLEGE)(contract.answerEnding, { params: { id }, body })
  await expect(answer(first.id, { answer: 'refuse', note: null })).rejects.toMatchObject({
    code: 'agreements.refusal_reason',
  })
  expect(await answer(first.id, { answer: 'refuse', note: '仍有学生报名' })).toEqual({ state: 'refused' })
  expect((await read(SCHOOL, versionId)).state).toBe('signed')
  const second = await propose({ endsOn: '2099-07-31', handover: 'finish', lastCohort: 2027 })
  expect(await answer(second.id, { answer: 'agree', note: null })).toEqual({ state: 'agreed' })
  const ended = await read(SCHOOL, versionId)
  expect(ended).toMatchObject({ state: 'ended', status: 'in_force', endedOn: '2099-07-31', lastCohort: 2027 })
  const serves = async (cohort: number) =>
    (
      await system<{ yes: boolean }>(`select agreements.serves($1, '2100-03-01', $2) as yes`, [
        versionId,
        cohort,
      ])
    )[0]?.yes
  expect([await serves(2027), await serves(2028)]).toEqual([true, false])
})

test('row-level security shows each version to those whom the policy lets read it, and to nobody else', async () => {
  const made: { id: string; facts: VersionFacts }[] = []
  for (const state of STATES)
    for (const open of [false, true]) {
      const { version, facts } = await prepared.world.agreements.fresh(state, open)
      made.push({ id: version.id, facts })
    }
  const ids = made.map(({ id }) => id)
  for (const { label, viewer } of prepared.personas) {
    const { rows } = await asViewer(app.services.appPool, viewer, true, ({ db }) =>
      sql<{ id: string }>`select id from agreements.versions where id = any (${ids}::uuid[])`.execute(db),
    )
    const seen = new Set(rows.map(({ id }) => id))
    const may = made.filter(({ facts }) => viewer !== null && mayReadVersion(viewer, facts))
    expect([label, [...seen].sort()]).toEqual([label, may.map(({ id }) => id).sort()])
  }
})

test('row-level security shows who signed to those whom the policy lets read the papers, and others only that it was signed', async () => {
  const made: { id: string; facts: VersionFacts }[] = []
  for (const state of ['signed', 'ended'] as const)
    for (const open of [false, true]) {
      const { version, facts } = await prepared.world.agreements.fresh(state, open)
      made.push({ id: version.id, facts })
    }
  const scan = await prepared.world.agreements.scan()
  const [scanned] = await system<{ id: string }>(
    'select version_id as id from agreements.signatures where id = $1',
    [scan.signatureId],
  )
  made.push({ id: scanned?.id as string, facts: scan.facts })
  const ids = made.map(({ id }) => id)
  for (const { label, viewer } of prepared.personas) {
    const { rows } = await asViewer(app.services.appPool, viewer, true, ({ db }) =>
      sql<{ id: string }>`select distinct version_id as id from agreements.signatures
        where version_id = any (${ids}::uuid[]) order by 1`.execute(db),
    )
    const may = made.filter(({ facts }) => viewer !== null && mayReadPapers(viewer, facts))
    expect([label, rows.map(({ id }) => id)]).toEqual([label, may.map(({ id }) => id).sort()])
    if (!viewer) continue
    for (const { id, facts } of made.filter(one => mayReadVersion(viewer, one.facts))) {
      const parties = await asViewer(app.services.appPool, viewer, true, ({ db }) => selectParties(db, id))
      const papers = mayReadPapers(viewer, facts)
      for (const { signature } of parties.filter(one => one.signature))
        expect([label, signature?.signerName !== null]).toEqual([label, papers])
      if (facts.state !== 'review') expect(parties.every(({ signature }) => signature !== null)).toBe(true)
    }
  }
})
