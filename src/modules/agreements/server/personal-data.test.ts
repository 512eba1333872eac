import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { agreementsPersonalData } from './personal-data.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const SCHOOL = 'school_admin of a'
const COMPANY = 'company_hr of c'
const client = (label: string) => prepared.as(label).client
const fresh = (state: 'review' | 'signed') => prepared.world.agreements.fresh(state)
const read = (id: string) => client(SCHOOL)(contract.getVersion, { params: { id } })

/** What is told to somebody: how many rows of each kind there are, and the texts among them. */
async function told(label: string) {
  const { services } = app
  const { personId } = prepared.as(label).account
  const reach = { db: services.app, system: services.system, personId, most: 100 }
  return (await agreementsPersonalData.collect(reach)).map(({ kind, total, rows }) => ({
    ...{ kind, total },
    texts: rows.flatMap(row => row.flatMap(({ name, value }) => (name === 'text' ? [value.text] : []))),
  }))
}
const erase = (label: string) =>
  app.services.system
    .transaction()
    .execute(db => agreementsPersonalData.erase(db, prepared.as(label).account.personId, app.services))

test('what somebody did for their organisation is told to them, and keeps without their name when their account goes', async () => {
  const { version, textHash } = await fresh('review')
  const params = { id: version.id }
  const { id: comment } = await client(COMPANY)(contract.addComment, {
    params,
    body: { clauseId: null, text: '请写明开放时间。' },
  })
  await client(SCHOOL)(contract.answerComment, { params: { id: comment }, body: { text: '已补充。' } })
  await client(COMPANY)(contract.signVersion, { params, body: { textHash } })
  const running = await fresh('signed')
  const { id: ending } = await client(SCHOOL)(contract.proposeEnding, {
    params: { id: running.version.id },
    body: { endsOn: '2099-07-31', handover: 'stop', lastCohort: null, reason: '专业停招' },
  })
  await client(COMPANY)(contract.answerEnding, {
    params: { id: ending },
    body: { answer: 'refuse', note: '学员尚未结业' },
  })
  await client(SCHOOL)(contract.createAgreement, {
    body: {
      ...{ kind: 'practice_base', title: { zh: '基地', en: null }, groupId: null, role: 'school' },
      ...{ fromDate: '2026-09-01', untilDate: null, fromCohort: null, untilCohort: null, parties: [] },
    },
  })

  expect(await told(SCHOOL)).toEqual([
    { kind: 'agreements.drafts', total: 1, texts: [] },
    { kind: 'agreements.signatures', total: 0, texts: [] },
    { kind: 'agreements.comments', total: 1, texts: ['已补充。'] },
    { kind: 'agreements.endings', total: 1, texts: ['专业停招'] },
  ])
  expect(await told(COMPANY)).toEqual([
    { kind: 'agreements.drafts', total: 0, texts: [] },
    { kind: 'agreements.signatures', total: 1, texts: [] },
    { kind: 'agreements.comments', total: 1, texts: ['请写明开放时间。'] },
    { kind: 'agreements.endings', total: 1, texts: ['学员尚未结业'] },
  ])

  await erase(SCHOOL)
  expect((await read(version.id)).comments).toMatchObject([
    { byName: expect.not.stringMatching('—'), answer: { byName: '—', text: '' } },
  ])
  // What lost its text is answered all the same.
  await expect(
    client(SCHOOL)(contract.answerComment, { params: { id: comment }, body: { text: '再答。' } }),
  ).rejects.toMatchObject({ code: 'agreements.comment_answered' })
  await erase(COMPANY)
  const shown = await read(version.id)
  expect(shown.parties.map(({ signature }) => signature?.signerName)).toEqual([undefined, '—'])
  expect(shown.comments).toMatchObject([{ byName: '—', text: '' }])
  expect((await read(running.version.id)).endings).toMatchObject([
    { byName: '—', reason: '专业停招', answers: [{ byName: '—' }, { byName: '—', note: '学员尚未结业' }] },
  ])
})
