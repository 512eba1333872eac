import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { statusOf } from '../rules/status.ts'
import { type Signed, takesOver } from '../rules/succession.ts'
import { clauseKindsOf, problemsOf, readData } from './clause-data.ts'
import type { ClauseContext, ClauseKind } from './clause-kinds.ts'
import { remindNightly } from './remind.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const SCHOOL = 'school_admin of a'
const COMPANY = 'company_hr of c'
const world = () => prepared.world.agreements
const read = (label: string, id: string) => client(label)(contract.getVersion, { params: { id } })
const system = async <Row>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query(text, values)).rows as Row[]

test('input that contradicts itself is refused with its place', async () => {
  const begin = (more: object) =>
    client(SCHOOL)(contract.createAgreement, {
      body: {
        ...{ kind: 'order_class', title: { zh: '订单班', en: null }, groupId: null, role: 'school' },
        ...{ fromDate: '2026-09-01', untilDate: null, fromCohort: 2026, untilCohort: null, parties: [] },
        ...more,
      },
    })
  const company = { organisationId: prepared.ids.c, role: 'company', mustSign: true }
  const nobody = { ...company, organisationId: '00000000-0000-4000-8000-000000000000' }
  for (const [more, code, path] of [
    [{ kind: 'nothing' }, 'agreements.kind_unknown', 'body.kind'],
    [{ untilDate: '2026-08-31' }, 'agreements.days_reversed', 'body.untilDate'],
    [{ untilCohort: 2025 }, 'agreements.cohorts_reversed', 'body.untilCohort'],
    [{ fromCohort: null, untilCohort: 2028 }, 'agreements.cohorts_reversed', 'body.untilCohort'],
    [{ parties: [company, company] }, 'agreements.party_twice', 'body.parties.2'],
    [{ parties: [nobody] }, 'agreements.party_unknown', 'body.parties.1'],
    [{ groupId: prepared.ids.h }, 'agreements.group_unknown', 'body.groupId'],
  ] as const)
    await expect(begin(more)).rejects.toMatchObject({ code, body: { fields: [{ path }] } })
  const made = await world().fresh('draft')
  const clause = (body: object) =>
    client(SCHOOL)(contract.createClause, {
      params: { id: made.version.id },
      body: {
        ...{ kind: 'text', title: { zh: '题', en: null }, text: { zh: '文', en: null }, data: null },
        ...body,
      },
    })
  await expect(clause({ kind: 'overpass.nothing', data: {} })).rejects.toMatchObject({
    code: 'agreements.clause_kind_unknown',
  })
  await expect(clause({ data: { a: 1 } })).rejects.toMatchObject({ code: 'agreements.text_without_data' })
})

test('a party signs by the scan of its stamped paper, which the parties alone can open', async () => {
  const made = await world().fresh('review')
  const scan = (name: string, bytes: string, signedOn = '2026-02-28') =>
    client(COMPANY)(contract.signByScan, {
      params: { id: made.version.id },
      query: { name, textHash: made.textHash, signedOn },
      upload: new Blob([bytes]),
    })
  await expect(scan('盖章页.pdf', 'MZ binary')).rejects.toMatchObject({ code: 'agreements.scan_kind' })
  await expect(scan('盖章页.pdf', '%PDF-1.4\n', '2999-01-01')).rejects.toMatchObject({
    code: 'agreements.signed_in_future',
  })
  await scan('盖章页.pdf', '%PDF-1.4\nstamped')
  const shown = await read(SCHOOL, made.version.id)
  const signature = shown.parties.find(party => party.organisationId === prepared.ids.c)?.signature
  expect(signature).toMatchObject({ mode: 'scan', signedOn: '2026-02-28', scan: { name: '盖章页.pdf' } })
  const params = { id: signature?.id as string }
  expect(await (await client(SCHOOL)(contract.readScan, { params })).text()).toBe('%PDF-1.4\nstamped')
  await expect(client('school_admin of b')(contract.readScan, { params })).rejects.toMatchObject({
    code: 'missing',
  })
})

test('a comment reaches the drafter, and its answer the party', async () => {
  const made = await world().fresh('review')
  const { id } = await client(COMPANY)(contract.addComment, {
    params: { id: made.version.id },
    body: { clauseId: made.clause.id, text: '请写明开放时间。' },
  })
  const waiting = () =>
    system(
      `select 1 from information.todos where kind = 'agreements.comment' and subject_id = $1
      and done_at is null`,
      [id],
    )
  expect(await waiting()).toHaveLength(1)
  const answer = (label: string) =>
    client(label)(contract.answerComment, { params: { id }, body: { text: '已补充。' } })
  await expect(answer(COMPANY)).rejects.toMatchObject({ code: 'missing' })
  await answer(SCHOOL)
  await expect(answer(SCHOOL)).rejects.toMatchObject({ code: 'agreements.comment_answered' })
  expect(await waiting()).toHaveLength(0)
  expect((await read(COMPANY, made.version.id)).comments).toMatchObject([
    { clauseNumber: 1, text: '请写明开放时间。', answer: { text: '已补充。' } },
  ])
  await expect(read('teacher of a', made.version.id)).rejects.toMatchObject({ code: 'missing' })
})

test('the document is there in both languages and formats, without names for strangers', async () => {
  const made = await world().fresh('signed')
  for (const format of ['pdf', 'docx'] as const)
    for (const language of ['both', 'zh', 'en'] as const) {
      const file = await client('teacher of a')(contract.printVersion, {
        params: { id: made.version.id },
        query: { format, language },
      })
      const head = Buffer.from(await file.arrayBuffer())
        .subarray(0, 4)
        .toString('latin1')
      expect(head).toBe(format === 'pdf' ? '%PDF' : 'PK\x03\x04')
    }
})

test('who signed is reminded once before the end, and no more after it', async () => {
  const made = await world().fresh('signed')
  const id = made.version.id
  await system(
    `update agreements.versions set state = 'ended', handover = 'stop', ended_on = platform.today() + 30 where id = $1`,
    [id],
  )
  const run = () =>
    remindNightly.run(undefined, {
      services: app.services,
      signal: new AbortController().signal,
      attempt: 1,
      lastAttempt: false,
    })
  const open = () =>
    system<{ desk: string }>(
      `select desk from information.todos where kind = 'agreements.ends_soon' and subject_id = $1
        and done_at is null order by desk`,
      [id],
    )
  await run()
  await run()
  const { a, c } = prepared.ids
  expect((await open()).map(({ desk }) => desk)).toEqual([`o:${a}:school_admin`, `o:${c}:company_hr`].sort())
  await system('update agreements.versions set ended_on = platform.today() - 1 where id = $1', [id])
  await run()
  expect(await open()).toEqual([])
})

test('two who sign at once put it in force once', async () => {
  // Several agreements, since it is chance whether the two meet.
  for (let i = 0; i < 5; i++) {
    const made = await world().fresh('review')
    const { id } = made.version
    const answers = await Promise.all(
      [SCHOOL, COMPANY].map(label =>
        client(label)(contract.signVersion, { params: { id }, body: { textHash: made.textHash } }),
      ),
    )
    expect(answers.filter(({ complete }) => complete)).toHaveLength(1)
    expect((await read(SCHOOL, id)).state).toBe('signed')
  }
})

const bridge: ClauseKind<{ credits: number; to: string }> = {
  kind: 'test.bridge',
  data: z.object({ credits: z.int().min(1), to: z.string().max(20) }),
  check: async (_db, { credits }, { fromCohort }) =>
    credits > 10 ? [{ path: 'credits', key: 'agreements.none', data: { fromCohort }, grave: true }] : [],
  sentences: async (_db, { credits, to }) => [{ zh: `${credits} 学分`, en: `${credits} credits for ${to}` }],
}
const draft: ClauseContext = {
  ...{ agreementId: 'a', versionId: 'v', clauseId: null, fromDate: '2026-09-01', untilDate: null },
  ...{ fromCohort: 2026, untilCohort: null, parties: [] },
}

test('a kind of clause reads its data, says what is wrong and what they mean', async () => {
  const kinds = clauseKindsOf([bridge])
  const context = { db: app.services.system } as Context
  const take = (data: unknown, kind = bridge.kind) => readData(context, kinds, { kind, data }, draft)
  expect(await take({ credits: 4, to: '三维', more: true })).toEqual({
    ...{ data: { credits: 4, to: '三维' }, problems: [] },
    says: { zh: ['4 学分'], en: ['4 credits for 三维'] },
  })
  expect((await take({ credits: 11, to: '三维' })).problems).toEqual([
    { path: 'credits', key: 'agreements.none', data: { fromCohort: 2026 }, grave: true },
  ])
  await expect(take({ credits: -4, to: 3 })).rejects.toMatchObject({
    ...{ code: 'agreements.clause_data' },
    fields: [{ path: 'body.data.credits' }, { path: 'body.data.to' }],
  })
  await expect(take({ credits: 1, to: 'x'.repeat(200_000) })).rejects.toMatchObject({
    code: 'agreements.clause_too_large',
  })
  await expect(take({}, 'other.kind')).rejects.toMatchObject({ code: 'agreements.clause_kind_unknown' })
  expect(
    await problemsOf(context, kinds, { kind: bridge.kind, data: { credits: 'no' } }, draft),
  ).toMatchObject([{ key: 'agreements.clause_unreadable', grave: true }])
  expect(() => clauseKindsOf([bridge, bridge])).toThrow(/same name/)
})

const day = fc
  .integer({ min: 0, max: 1200 })
  .map(n => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
const term = fc
  .record({
    days: fc.tuple(day, day),
    open: fc.boolean(),
    signedOn: day,
    from: fc.option(fc.integer({ min: 2024, max: 2028 })),
    more: fc.option(fc.integer({ min: 0, max: 4 })),
  })
  .map(({ days, open, signedOn, from, more }): Signed => {
    const [fromDate, untilDate] = [...days].sort() as [string, string]
    return {
      ...{ state: 'signed', fromDate, untilDate: open ? null : untilDate, signedOn, endedOn: null },
      ...{ handover: null, lastCohort: null, fromCohort: from },
      untilCohort: from === null || more === null ? null : from + more,
    }
  })

/** Signs a version of an agreement with these days and years of entry, past all use cases. */
async function sign(agreementId: string, number: number, version: Signed): Promise<string> {
  const [row] = await system<{ id: string }>(
    `insert into agreements.versions (agreement_id, number, drafted_by, title_zh, from_date, until_date, from_cohort,
      until_cohort, open, by_name) values ($1, $2, $3, '协议', $4, $5, $6, $7, true, '示例') returning id`,
    [
      ...[agreementId, number, prepared.ids.a, version.fromDate, version.untilDate],
      ...[version.fromCohort, version.untilCohort],
    ],
  )
  const id = (row as { id: string }).id
  await system(
    `insert into agreements.parties (version_id, organisation_id, role, name_zh) values ($1, $2, 'school', '甲')`,
    [id, prepared.ids.a],
  )
  await system(
    `update agreements.versions set state = 'review', round = 1, sent_at = now(), text_sha256 = repeat('a', 64)
      where id = $1`,
    [id],
  )
  await system(
    `insert into agreements.signatures (version_id, organisation_id, round, text_sha256, mode, signed_on, signer_name)
      values ($1, $2, 1, repeat('a', 64), 'account', $3, '示例')`,
    [id, prepared.ids.a, version.signedOn],
  )
  await system('select agreements.complete($1)', [id])
  return id
}

test('the database lets a later version take over as the rule says', async () => {
  for (const [earlier, later] of fc.sample(fc.tuple(term, term), 40)) {
    const [agreement] = await system<{ id: string }>(
      `insert into agreements.agreements (kind, organisation_id) values ('cooperation', $1) returning id`,
      [prepared.ids.a],
    )
    const id = (agreement as { id: string }).id
    const first = await sign(id, 1, earlier as Signed)
    await sign(id, 2, later as Signed)
    const [left] = await system<Partial<Signed>>(
      `select state, ended_on::text as "endedOn", handover, last_cohort as "lastCohort" from agreements.versions
        where id = $1`,
      [first],
    )
    const { state, endedOn, handover, lastCohort } = takesOver(earlier as Signed, later as Signed)
    expect(left).toEqual({ state, endedOn, handover, lastCohort })
  }
})

test('the database gives a version the status that the rule gives it, on every boundary', async () => {
  const cases = fc.sample(fc.tuple(term, fc.option(day), fc.nat(3)), 120).map(([version, endedOn, at]) => {
    const days = [
      version.fromDate,
      version.signedOn,
      version.untilDate ?? version.fromDate,
      endedOn ?? version.signedOn,
    ]
    return { term: { ...version, endedOn }, today: days[at] as string }
  })
  for (const { term: version, today } of cases) {
    const [row] = await system<{ status: string }>(
      `select agreements.status('signed', $1::date, $2::date, $3::date, $4::date, $5::date) as status`,
      [version.fromDate, version.signedOn, version.untilDate, version.endedOn, today],
    )
    expect(row?.status).toBe(statusOf(version, today))
  }
})
