import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import * as records from '#modules/records/contract.ts'
import { appendFollowUp, appendOutcome } from '#modules/records/server/index.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { JobRun } from '#platform/server/jobs/job.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insertAffiliation } from '#test/rows.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { helpers } from './engine/helpers.ts'
import { signBatch } from './sign-job.ts'

let app: TestApp
let prepared: PreparedWorld
let templateId: string

const TEMPLATE = {
  kind: 'award' as const,
  name: { zh: '技能之星', en: 'Skills star' },
  description: { zh: '竞赛获奖。', en: null },
  criteria: { zh: '以学习档案为准。', en: null },
  colour: '#0b6b5d' as const,
  outcome: { kind: 'award' as const, named: '技能竞赛' },
}

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  templateId = (await client('school_admin of a')(contract.createTemplate, { body: TEMPLATE })).id
})
afterAll(async () => {
  await app.close()
  await helpers.close()
})
beforeEach(() => app.services.ownerPool.query('delete from graphile_worker._private_jobs'))

const client = (label: string) => prepared.as(label).client
const admin = () => client('school_admin of a')

async function learner(name: string) {
  const id = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name },
    classId: prepared.world.members.classId,
  })
  const record = async (title: string, more: object = {}) =>
    (
      await client('teacher of a')(records.recordOutcome, {
        params: { id },
        body: { kind: 'award', title: { zh: title, en: null }, day: '2026-05-20', ...more },
      })
    ).id
  return { id, record }
}
const listed = async (query: { q?: string; class?: string } = {}, template = templateId) =>
  admin()(contract.listEarned, { params: { id: template }, query })
const issue = (outcomeIds: string[], more: object = {}, label = 'school_admin of a') =>
  client(label)(contract.issueForOutcomes, {
    params: { id: templateId },
    body: { outcomeIds, holdHours: 0, ...more },
  })

test('what a record holds and the design asks for is listed; each credential names its outcome as evidence', async () => {
  const [one, two] = [await learner('欧阳成果'), await learner('上官成果')]
  const first = await one.record('市级技能竞赛')
  const second = await two.record('省级技能竞赛', { day: '2026-06-01' })
  await one.record('短片展映')
  await one.record('技能竞赛优秀组织', { kind: 'practice' })
  const found = await listed({ q: '成果' })
  expect(found).toMatchObject({ total: 2, rows: [{ outcomeId: second }, { outcomeId: first }] })
  expect((await listed({ q: 'ouyang' })).rows.map(row => row.outcomeId)).toEqual([first])
  expect((await listed({ q: '成果', class: prepared.world.members.classId })).total).toBe(2)

  const { id: batchId, taskId, total } = await issue([first, second])
  expect(total).toBe(2)
  const run: JobRun = {
    ...{ services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: true },
  }
  await signBatch.run({ batchId, taskId }, run)
  expect((await listed({ q: '成果' })).total).toBe(0)
  const { rows } = await admin()(contract.listIssued, { query: { batch: batchId } })
  expect(rows.map(({ learner, awardedOn }) => [learner, awardedOn]).toSorted()).toEqual(
    [
      ['欧阳成果', '2026-05-20'],
      ['上官成果', '2026-06-01'],
    ].toSorted(),
  )
  const issued = rows.find(row => row.learner === '欧阳成果')?.id ?? ''
  expect(await admin()(contract.getIssued, { params: { id: issued } })).toMatchObject({ outcomeId: first })
  const file = await admin()(contract.downloadIssued, { params: { id: issued }, query: { format: 'json' } })
  const { evidence } = JSON.parse(await file.text())
  expect(evidence).toMatchObject([
    { id: expect.stringMatching(new RegExp(`/outcomes/${first}$`)), name: '市级技能竞赛' },
  ])
  const verdict = await app.client()(contract.verifyFile, { query: {}, upload: file })
  expect(verdict.verdicts[0]).toMatchObject({ outcome: 'valid', integrity: 'intact' })
  // A credential that was revoked leaves its outcome free for another.
  await admin()(contract.revokeCredential, {
    params: { id: issued },
    body: { reason: '姓名有误', version: 1 },
  })
  expect((await listed({ q: '成果' })).rows.map(row => row.outcomeId)).toEqual([first])
})

test('whoever issued for an outcome that was corrected or revoked is asked: revoke, or keep with a reason', async () => {
  const [one, two] = [await learner('孙成果'), await learner('李成果')]
  const outcomes = [await one.record('区级技能竞赛'), await two.record('区级技能竞赛')]
  const { id: batchId, taskId } = await issue(outcomes)
  const run: JobRun = {
    ...{ services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: true },
  }
  await signBatch.run({ batchId, taskId }, run)
  const { rows } = await admin()(contract.listIssued, { query: { batch: batchId } })
  const idOf = (name: string) => rows.find(row => row.learner === name)?.id ?? ''
  const get = (id: string) => admin()(contract.getIssued, { params: { id } })
  const asked = async () =>
    (await admin()(listTodos, { query: {} })).rows
      .filter(todo => todo.kind === 'credentials.review')
      .map(todo => todo.path)
  const keep = (id: string, version: number) =>
    admin()(contract.keepCredential, { params: { id }, body: { reason: '更正不影响等级', version } })

  const [kept, gone] = [idOf('孙成果'), idOf('李成果')]
  await expect(keep(kept, 1)).rejects.toMatchObject({ code: 'credentials.nothing_to_review' })
  const [first = '', second = ''] = outcomes
  await client('teacher of a')(records.correctOutcome, {
    params: { id: first },
    body: {
      ...{ title: { zh: '区级技能竞赛', en: null }, day: '2026-05-21' },
      ...{ reason: '日期有误', after: first },
    },
  })
  await client('teacher of a')(records.revokeOutcome, {
    params: { id: second },
    body: { reason: '重复登记' },
  })
  expect(await get(kept)).toMatchObject({ state: 'in_force', review: 'correction', version: 2 })
  expect(await get(gone)).toMatchObject({ state: 'in_force', review: 'revocation', version: 2 })
  expect((await asked()).toSorted()).toEqual([`/credentials/${kept}`, `/credentials/${gone}`].toSorted())

  // A page that was open before does not decide on what it did not show, and a suspension is no answer.
  await expect(keep(kept, 1)).rejects.toMatchObject({ status: 409 })
  await admin()(contract.suspendCredential, { params: { id: gone }, body: { reason: '待核', version: 2 } })
  expect(await asked()).toHaveLength(2)
  await keep(kept, 2)
  expect(await get(kept)).toMatchObject({
    state: 'in_force',
    review: null,
    reason: null,
    steps: [{ kind: 'kept' }],
  })
  await admin()(contract.revokeCredential, {
    params: { id: gone },
    body: { reason: '依据已撤销', version: 3 },
  })
  expect(await get(gone)).toMatchObject({ state: 'revoked', review: null })
  expect(await asked()).toEqual([])
})

test('issued and revoked in the same instant: the one waits for the other, and nothing is missed', async () => {
  const one = await learner('吴成果')
  const revoke = (id: string) =>
    client('teacher of a')(records.revokeOutcome, { params: { id }, body: { reason: '登记有误' } })

  // A revocation that is not committed yet: issuing waits for it, and then sees it.
  const outcomeId = await one.record('镇级技能竞赛')
  const written = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const revoking = app.services.system.transaction().execute(async db => {
    await appendFollowUp(
      { db, audit: fact => recordAudit(db, fact, { viewer: null, requestId: null }) },
      {
        ...{ rootId: outcomeId, entry: 'revocation', kind: 'award', day: '2026-05-20', visibility: 'school' },
        learner: { organisationId: prepared.ids.a, learnerId: one.id },
        confirmingOrganisationId: prepared.ids.a,
        reason: {
          reason: '登记有误',
          recordedBy: { affiliationId: null, organisationId: null, name: '教务' },
        },
      },
    )
    written.resolve()
    await goOn.promise
  })
  await written.promise
  const issuing = issue([outcomeId]).catch(error => error.code)
  await expect
    .poll(async () => {
      const { rows } = await app.services.ownerPool.query(
        `select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows[0].waiting
    })
    .toBe(1)
  goOn.resolve()
  await revoking
  expect(await issuing).toBe('credentials.outcomes')

  // At once, whoever comes first: refused, or asked to look again.
  for (let round = 0; round < 5; round++) {
    const id = await one.record('镇级技能竞赛')
    const [made] = await Promise.allSettled([issue([id]), revoke(id)])
    const { rows } = await app.services.systemPool.query(
      `select review from credentials.issued where outcome_id = $1`,
      [id],
    )
    expect(rows).toEqual(made.status === 'fulfilled' ? [{ review: 'revocation' }] : [])
  }
})

test('a group’s secretariat issues for what the group confirmed, and reads of nobody else', async () => {
  const secretariat = client('secretariat of a')
  const one = await learner('周成果')
  await one.record('集团技能竞赛')
  const group = await app.services.systemPool.query<{ organisation: string }>(
    'select organisation_id as organisation from members.affiliations where id = $1',
    [prepared.as('secretariat of a').account.affiliationId],
  )
  const { id: outcomeId } = await app.services.system.transaction().execute(db =>
    appendOutcome(
      { db, audit: fact => recordAudit(db, fact, { viewer: null, requestId: null }) },
      {
        ...{ kind: 'award', title: { zh: '集团技能竞赛', en: null }, day: '2026-05-22' },
        learner: { organisationId: prepared.ids.a, learnerId: one.id },
        confirmingOrganisationId: group.rows[0]?.organisation ?? '',
        confirmingGroupId: prepared.ids.g,
        recordedBy: { affiliationId: null, organisationId: null, name: '秘书处' },
      },
    ),
  )
  const design = await secretariat(contract.createTemplate, { body: TEMPLATE })
  const list = (q: string) => secretariat(contract.listEarned, { params: { id: design.id }, query: { q } })
  expect(await list('成果')).toMatchObject({ total: 1, rows: [{ outcomeId, learner: { number: null } }] })
  expect(await list('无此人')).toMatchObject({ total: 0 })
  // What the group confirmed is not the school's to issue for.
  expect((await listed({ q: '周成果' })).rows.map(row => row.outcomeId)).not.toContain(outcomeId)
  const made = await secretariat(contract.issueForOutcomes, {
    params: { id: design.id },
    body: { outcomeIds: [outcomeId], holdHours: 0 },
  })
  const run: JobRun = {
    ...{ services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: true },
  }
  await signBatch.run({ batchId: made.id, taskId: made.taskId }, run)
  const issued = await secretariat(contract.listIssued, { query: { batch: made.id } })
  expect(issued.rows).toMatchObject([{ learner: '周成果', state: 'in_force', awardedOn: '2026-05-22' }])
  expect(await list('成果')).toMatchObject({ total: 0 })
  await expect(admin()(contract.listEarned, { params: { id: design.id }, query: {} })).rejects.toMatchObject({
    status: 404,
  })
})

test('a company issues for what it confirmed of learners of schools, never of a minor', async () => {
  const hr = client('company_hr of c')
  const confirm = async (name: string, birthDate: string | undefined) => {
    const id = await insertAffiliation(app.services, {
      ...{ organisationId: prepared.ids.a, role: 'student', name, ...(birthDate ? { birthDate } : {}) },
    })
    const { id: outcomeId } = await app.services.system.transaction().execute(db =>
      appendOutcome(
        { db, audit: fact => recordAudit(db, fact, { viewer: null, requestId: null }) },
        {
          ...{ kind: 'award', title: { zh: '企业技能竞赛', en: null }, day: '2026-05-22' },
          learner: { organisationId: prepared.ids.a, learnerId: id },
          confirmingOrganisationId: prepared.ids.c,
          recordedBy: { affiliationId: null, organisationId: null, name: '人事' },
        },
      ),
    )
    return outcomeId
  }
  const adult = await confirm('郑成果', '2001-01-01')
  const minors = [await confirm('未成年成果', '2012-01-01'), await confirm('不详成果', undefined)]
  const design = await hr(contract.createTemplate, { body: TEMPLATE })
  const list = async (q?: string) =>
    (await hr(contract.listEarned, { params: { id: design.id }, query: { q } })).rows
  expect(await list()).toMatchObject([
    { outcomeId: adult, learner: { name: '郑成果', number: null, class: null } },
  ])
  expect(await list('未成年')).toEqual([])
  expect(await list('郑')).toHaveLength(1)
  const give = (outcomeIds: string[]) =>
    hr(contract.issueForOutcomes, { params: { id: design.id }, body: { outcomeIds, holdHours: 0 } })
  for (const id of minors) await expect(give([id])).rejects.toMatchObject({ code: 'credentials.outcomes' })
  expect(await give([adult])).toMatchObject({ total: 1 })
  expect(await list()).toEqual([])
})

test('refused: twice, what does not fit, what was revoked or contested, another school, a design without an outcome', async () => {
  const one = await learner('钱成果')
  const [fits, other, gone] = [
    await one.record('校级技能竞赛'),
    await one.record('演讲比赛'),
    await one.record('县级技能竞赛'),
  ]
  await admin()(records.revokeOutcome, { params: { id: gone }, body: { reason: '登记有误' } })
  const refused = (ids: string[], more = {}) => issue(ids, more).catch(error => error.code)
  expect(await refused([other])).toBe('credentials.outcomes')
  expect(await refused([gone])).toBe('credentials.outcomes')
  expect(await refused([fits, other])).toBe('credentials.outcomes')
  expect(await refused([fits], { validUntil: '2026-01-01' })).toBe('credentials.ends_before')
  const both = await Promise.allSettled([issue([fits]), issue([fits])])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await refused([fits])).toBe('credentials.outcomes')
  await expect(issue([fits], {}, 'school_admin of b')).rejects.toMatchObject({ status: 404 })
  await expect(issue([fits], {}, 'teacher of a')).rejects.toMatchObject({ status: 403 })
  const plain = await admin()(contract.createTemplate, { body: { ...TEMPLATE, outcome: null } })
  await expect(listed({}, plain.id)).rejects.toMatchObject({ code: 'credentials.no_outcome' })
})
