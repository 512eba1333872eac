import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

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
const system = async <Row>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query(text, values)).rows as Row[]
const read = (label: string, id: string) => client(label)(contract.getVersion, { params: { id } })

/** On whose desks something about this subject waits. */
const waiting = async (kind: string, subjectBegins: string) => {
  const rows = await system<{ desk: string }>(
    `select desk from information.todos where subject_kind = $1 and starts_with(subject_id, $2) and done_at is null
      order by desk`,
    [kind, subjectBegins],
  )
  return rows.map(({ desk }) => desk)
}
const comment = async (versionId: string) =>
  (
    await client(COMPANY)(contract.addComment, {
      params: { id: versionId },
      body: { clauseId: null, text: '请再商量。' },
    })
  ).id
const answer = (id: string) =>
  client(SCHOOL)(contract.answerComment, { params: { id }, body: { text: '已改。' } })

test('a comment waits for nobody once its text is signed or given up, and is answered no more', async () => {
  const [signed, given] = [
    await prepared.world.agreements.fresh('review'),
    await prepared.world.agreements.fresh('review'),
  ]
  const [onSigned, onGiven] = [await comment(signed.version.id), await comment(given.version.id)]
  for (const label of [SCHOOL, COMPANY]) {
    expect(await waiting('agreement_comment', onSigned)).toHaveLength(1)
    await client(label)(contract.signVersion, {
      params: { id: signed.version.id },
      body: { textHash: signed.textHash },
    })
  }
  expect(await waiting('agreement_comment', onSigned)).toEqual([])
  expect(await waiting('agreement_comment', onGiven)).toHaveLength(1)
  const { version } = await read(SCHOOL, given.version.id)
  await client(SCHOOL)(contract.moveVersion, {
    params: { id: given.version.id },
    body: { step: 'withdraw', version },
  })
  expect(await waiting('agreement_comment', onGiven)).toEqual([])
  for (const id of [onSigned, onGiven])
    await expect(answer(id)).rejects.toMatchObject({ code: 'agreements.wrong_state' })
})

/** A signed agreement of three. */
async function ofThree() {
  const made = await prepared.world.agreements.fresh('draft')
  const id = made.version.id
  const { a, b, c } = prepared.ids
  const outline = {
    ...{ title: { zh: '三方协议', en: null }, reference: null, groupId: null, open: false },
    ...{ fromDate: '2026-03-01', untilDate: null, fromCohort: null, untilCohort: null },
    parties: [a, b, c].map(organisationId => ({ organisationId, role: 'user' as const, mustSign: true })),
  }
  const { version } = await client(SCHOOL)(contract.updateVersion, {
    params: { id },
    body: { ...outline, version: made.version.version },
  })
  await client(SCHOOL)(contract.moveVersion, { params: { id }, body: { step: 'send', version } })
  await sign(id)
  return id
}
async function sign(id: string) {
  for (const label of [SCHOOL, COLLEGE, COMPANY])
    await client(label)(contract.signVersion, {
      params: { id },
      body: { textHash: (await read(label, id)).textHash as string },
    })
}
const propose = async (id: string) =>
  (
    await client(SCHOOL)(contract.proposeEnding, {
      params: { id },
      body: { endsOn: '2099-07-31', handover: 'stop', lastCohort: null, reason: '到期' },
    })
  ).id
const agree = (label: string, id: string) =>
  client(label)(contract.answerEnding, { params: { id }, body: { answer: 'agree', note: null } })

test('a proposed end leaves the desk of who has answered, and every desk when it is settled', async () => {
  const versionId = await ofThree()
  const { b, c } = prepared.ids
  const first = await propose(versionId)
  expect(await waiting('agreement_ending', first)).toEqual(
    [`o:${b}:school_admin`, `o:${c}:company_hr`].sort(),
  )
  await agree(COMPANY, first)
  expect(await waiting('agreement_ending', first)).toEqual([`o:${b}:school_admin`])
  const { endings } = await read(SCHOOL, versionId)
  await client(SCHOOL)(contract.withdrawEnding, {
    params: { id: first },
    body: { version: endings[0]?.version as number },
  })
  expect(await waiting('agreement_ending', first)).toEqual([])
  const second = await propose(versionId)
  await client(COLLEGE)(contract.answerEnding, {
    params: { id: second },
    body: { answer: 'refuse', note: '仍有学生' },
  })
  expect(await waiting('agreement_ending', second)).toEqual([])
})

test('a proposed end falls with the version that a later one takes over wholly', async () => {
  const versionId = await ofThree()
  const ending = await propose(versionId)
  const { id } = await client(COLLEGE)(contract.amendVersion, {
    params: { id: versionId },
    body: { fromDate: '2027-03-01' },
  })
  const { version } = await read(COLLEGE, id)
  await client(COLLEGE)(contract.moveVersion, { params: { id }, body: { step: 'send', version } })
  expect(await waiting('agreement_ending', ending)).toHaveLength(2)
  await sign(id)
  const before = await read(SCHOOL, versionId)
  expect(before.state).toBe('ended')
  expect(before.endings.map(({ state }) => state)).toEqual(['withdrawn'])
  expect(await waiting('agreement_ending', ending)).toEqual([])
  await expect(agree(COMPANY, ending)).rejects.toMatchObject({ code: 'agreements.not_signed' })
})
