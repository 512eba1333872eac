import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countTodos, listTodos } from '#modules/information/contract.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { freshUscc } from '#test/applications-world.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import type { Admission } from '../../contract.ts'
import * as contract from '../../contract.ts'
import { readTicket, writeTicket } from './secret.ts'
import { sweepApplications } from './sweep.ts'

let app: TestApp
let prepared: PreparedWorld
let address = 0

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

/** Somebody without an account, each at an address of their own. */
const stranger = () => app.client(`10.20.${++address >> 8}.${address & 255}`)
const secretariat = () => prepared.as('secretariat of a').client
const groupId = () => prepared.ids.g
const PDF = new Blob([Buffer.from('%PDF-1.7\nexample')])

async function send(uscc = freshUscc(), attempt = randomUUID()) {
  const body = { ...contract.exampleApplication(uscc), attempt, consent: true, language: 'zh' } as const
  const answer = await stranger()(contract.apply, { params: { groupId: groupId() }, body })
  const { rows } = await app.services.systemPool.query<{ id: string }>(
    'select id from members.applications where reference = $1',
    [answer.reference],
  )
  return { ...answer, id: rows[0]?.id as string, uscc }
}

const own = (token: string) => stranger()(contract.readOwnApplication, { body: { token } })
const seen = (id: string) => secretariat()(contract.getApplication, { params: { id } })
const check = (id: string, version = 1) =>
  secretariat()(contract.checkApplication, { params: { id }, body: { version } })
const decision = { decidedOn: '2026-03-01', resolution: '2026-3', votes: null }
const admission: Admission & { version: number } = {
  ...{ ...decision, position: 'member', startsOn: '2026-03-05', number: null, code: null, version: 2 },
}

test('an application arrives once however often it is sent, and waits for the secretariat of its group', async () => {
  const attempt = randomUUID()
  const uscc = freshUscc()
  const before = await secretariat()(countTodos, {})
  const first = await send(uscc, attempt)
  expect(first.reference).toMatch(/^\d{6}-[0-9A-Z]{6}$/)
  const again = await send(uscc, attempt)
  expect(again).toEqual(first)
  const after = await secretariat()(countTodos, {})
  expect(after.open - before.open).toBe(1)
  const { rows } = await secretariat()(listTodos, { query: { limit: 100 } })
  expect(rows.find(row => row.path === `/applications/${first.id}`)?.kind).toBe('members.application_check')
  const mine = await own(first.token)
  expect(mine).toMatchObject({ reference: first.reference, state: 'submitted', documents: [] })
  await expect(own('A'.repeat(43))).rejects.toMatchObject({ status: 404 })
})

test('a wrong code, no consent and a member are refused; another open application is not told', async () => {
  const body = { attempt: randomUUID(), consent: true, language: 'zh' } as const
  const right = freshUscc()
  // One of thirty-one ends in X rightly.
  const wrong = `${right.slice(0, 17)}${right.endsWith('X') ? 'Y' : 'X'}`
  const params = { groupId: groupId() }
  const sendRaw = (more: object) =>
    stranger()(contract.apply, {
      params,
      body: { ...contract.exampleApplication(freshUscc()), ...body, ...more } as never,
    })
  await expect(sendRaw({ uscc: wrong })).rejects.toMatchObject({
    status: 400,
  })
  await expect(sendRaw({ consent: false })).rejects.toMatchObject({ status: 400 })
  const uscc = freshUscc()
  const [one, two] = [await send(uscc), await send(uscc)]
  expect(two.reference).not.toBe(one.reference)
  expect((await seen(two.id)).others).toEqual([{ id: one.id, reference: one.reference }])

  await check(one.id)
  await secretariat()(contract.admitApplicant, { params: { id: one.id }, body: admission })
  await expect(send(uscc)).rejects.toMatchObject({ status: 409, code: 'members.is_member' })
  await check(two.id)
  const twice = secretariat()(contract.admitApplicant, { params: { id: two.id }, body: admission })
  await expect(twice).rejects.toMatchObject({ status: 409, code: 'members.is_member' })
  expect((await seen(two.id)).state).toBe('checked')
})

test('documents: only with a running ticket, only what they say they are, five at most even at once', async () => {
  const { token, id } = await send()
  const ticket = (await own(token)).ticket as string
  const add = (name: string, upload: Blob, by = ticket) =>
    stranger()(contract.addApplicationDocument, { query: { name, ticket: by }, upload })
  const stored = async () => {
    let count = 0
    for await (const _ of app.services.files.list()) count += 1
    return count
  }
  const before = await stored()
  const forged = `${ticket.slice(0, -2)}${ticket.endsWith('AA') ? 'BB' : 'AA'}`
  await expect(add('a.pdf', PDF, forged)).rejects.toMatchObject({ status: 410, code: 'members.ticket_over' })
  await expect(add('a.html', new Blob(['<script>']))).rejects.toMatchObject({ status: 415 })
  await expect(add('a.png', PDF)).rejects.toMatchObject({ code: 'members.document_kind' })
  await expect(add('a.pdf', new Blob([Buffer.alloc(contract.DOCUMENT_BYTES + 1, 1)]))).rejects.toMatchObject({
    status: 413,
  })
  expect(await stored()).toBe(before)

  const sent = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => add(`${i}.pdf`, PDF)))
  expect(sent.filter(one => one.status === 'fulfilled')).toHaveLength(contract.DOCUMENTS_MOST)
  const mine = await own(token)
  expect(mine.documents).toHaveLength(contract.DOCUMENTS_MOST)
  expect(mine.ticket).toBeNull()
  const documentId = mine.documents[0]?.id as string
  const file = await secretariat()(contract.downloadApplicationDocument, { params: { id, documentId } })
  expect(await file.text()).toBe('%PDF-1.7\nexample')
})

test('a ticket ends by itself', () => {
  const { config } = app.services
  const hash = Buffer.alloc(32, 7)
  const ticket = writeTicket(config, hash, 1_000_000_000_000)
  expect(readTicket(config, ticket, 1_000_000_000_000 + 14 * 60_000)).toEqual(hash)
  expect(readTicket(config, ticket, 1_000_000_000_000 + 16 * 60_000)).toBeNull()
})

test('asked, answered, checked, admitted: a member with number, date and an invited administrator', async () => {
  const { token, id, uscc } = await send()
  await secretariat()(contract.askCompletion, { params: { id }, body: { note: '请补充执照。', version: 1 } })
  expect(await own(token)).toMatchObject({ state: 'incomplete' })
  await stranger()(contract.completeApplication, { body: { token, note: '已补充。' } })
  await expect(check(id)).rejects.toMatchObject({ code: 'stale' })
  await check(id, 3)
  const early = secretariat()(contract.admitApplicant, {
    params: { id },
    body: { ...admission, decidedOn: '2999-01-01', version: 4 },
  })
  await expect(early).rejects.toMatchObject({ status: 422, code: 'members.decided_in_future' })
  const votes = { for: 9, against: 1, abstained: 2 }
  const made = await secretariat()(contract.admitApplicant, {
    params: { id },
    body: { ...admission, votes, version: 4 },
  })
  expect(made.number).toMatch(/^2026-\d{3}$/)
  expect(made.invitation?.code).toMatch(/^\w{4}-/)
  const organisation = await secretariat()(contract.getOrganisation, { params: { id: made.organisationId } })
  expect(organisation).toMatchObject({ uscc, kind: 'company', name: { zh: '示例动画公司' } })
  expect(organisation.memberships).toMatchObject([
    { id: made.membershipId, number: made.number, startsOn: '2026-03-05', endsOn: null },
  ])
  const one = await seen(id)
  expect(one).toMatchObject({ state: 'admitted', organisationId: made.organisationId })
  expect(one.steps.map(step => step.kind)).toEqual(['submitted', 'asked', 'completed', 'checked', 'admitted'])
  expect(one.steps.at(-1)).toMatchObject({ votes, resolution: '2026-3', decidedOn: '2026-03-01' })
  expect(one.steps.at(-1)?.by).toMatch(/示例/)
  const { rows } = await secretariat()(listTodos, { query: { limit: 100 } })
  expect(rows.filter(row => row.path === `/applications/${id}`)).toEqual([])
  const mine = await own(token)
  expect(mine.state).toBe('admitted')
  expect(JSON.stringify(mine)).not.toContain('"by"')

  // The code works: the contact becomes the administrator of the new member.
  const { checkCode } = await import('#modules/accounts/contract.ts')
  const found = await stranger()(checkCode, { body: { code: made.invitation?.code as string } })
  expect(found).toMatchObject({ role: 'company_hr', name: '示例联系人' })
})

test('an admission that fails at the end leaves nothing behind', async () => {
  const { id } = await send()
  await check(id)
  const taken = prepared.world.members.schoolId
  const { rows } = await app.services.systemPool.query<{ code: string }>(
    'select code from members.organisations where id = $1',
    [taken],
  )
  const refused = secretariat()(contract.admitApplicant, {
    params: { id },
    body: { ...admission, code: rows[0]?.code as string },
  })
  await expect(refused).rejects.toMatchObject({ status: 409, code: 'members.code_taken' })
  expect(await seen(id)).toMatchObject({ state: 'checked', known: null, version: 2 })
})

test('two admissions at once get different numbers', async () => {
  const both = [await send(), await send(), await send()]
  for (const { id } of both) await check(id)
  const made = await Promise.all(
    both.map(({ id }) => secretariat()(contract.admitApplicant, { params: { id }, body: admission })),
  )
  expect(new Set(made.map(one => one.number)).size).toBe(both.length)
})

test('refused with a reason, withdrawn by the applicant; over is over', async () => {
  const [one, two] = [await send(), await send()]
  const reject = (version: number) =>
    secretariat()(contract.rejectApplicant, {
      params: { id: one.id },
      body: { ...decision, resolution: null, note: '业务不符。', version },
    })
  await reject(1)
  await expect(reject(2)).rejects.toMatchObject({ code: 'members.application_not_now' })
  expect((await own(one.token)).steps.at(-1)).toMatchObject({ kind: 'rejected', note: '业务不符。' })
  const withdraw = (token: string) =>
    stranger()(contract.withdrawApplication, { body: { token, note: null } })
  await expect(withdraw(one.token)).rejects.toMatchObject({ status: 409 })
  await withdraw(two.token)
  await expect(check(two.id, 2)).rejects.toMatchObject({ code: 'members.application_not_now' })
})

test('another group sees nothing of it, in lists or by id, and the secret is not for reading', async () => {
  const { id } = await send()
  const other = prepared.as('secretariat of x').client
  await expect(other(contract.getApplication, { params: { id } })).rejects.toMatchObject({ status: 404 })
  expect((await other(contract.listApplications, {})).rows).toEqual([])
  const all: string[] = []
  let after: string | undefined
  do {
    const page = await secretariat()(contract.listApplications, { query: { limit: 3, after } })
    all.push(...page.rows.map(row => row.id))
    after = page.next ?? undefined
  } while (after)
  expect(all).toContain(id)
  expect(new Set(all).size).toBe(all.length)
  await expect(app.services.appPool.query('select attempt from members.applications')).rejects.toThrow(
    /permission denied/,
  )
  expect((await app.services.appPool.query('select id from members.applications')).rows).toEqual([])
})

test('one address cannot flood the secretariat', async () => {
  const client = stranger()
  const outcomes: string[] = []
  for (let i = 0; i < 8; i++)
    outcomes.push(
      await client(contract.apply, {
        params: { groupId: groupId() },
        body: {
          ...contract.exampleApplication(freshUscc()),
          ...{ attempt: randomUUID(), consent: true as const, language: 'zh' as const },
        },
      }).then(
        () => 'taken',
        error => error.code,
      ),
    )
  expect(outcomes.filter(one => one === 'taken')).toHaveLength(5)
  expect(outcomes.at(-1)).toBe('too_many')
})

test('half a year after it came to nothing, the contact and the documents are gone; others stay', async () => {
  const { services } = app
  const [over, recent, open] = [await send(), await send(), await send()]
  const add = async ({ token }: { token: string }, text: string) =>
    stranger()(contract.addApplicationDocument, {
      query: { name: 'a.pdf', ticket: (await own(token)).ticket as string },
      upload: new Blob([Buffer.from(text)]),
    })
  await add(over, '%PDF-1.7\nover')
  await add(open, '%PDF-1.7\nopen')
  for (const { token } of [over, recent])
    await stranger()(contract.withdrawApplication, { body: { token, note: null } })
  await services.systemPool.query(
    `update members.applications set updated_at = now() - interval '181 days' where id = any ($1)`,
    [[over.id, open.id]],
  )
  const hashes = await services.systemPool.query<{ sha256: string }>(
    'select sha256 from members.application_documents where application_id = $1',
    [over.id],
  )
  const sha256 = hashes.rows[0]?.sha256 as string
  expect(await services.files.has(sha256)).toBe(true)
  const job = { services, signal: new AbortController().signal, attempt: 1, lastAttempt: true }
  await sweepApplications.run({}, job)
  expect(await services.files.has(sha256)).toBe(false)
  expect(await seen(over.id)).toMatchObject({ contact: null, documents: [], state: 'withdrawn' })
  expect((await seen(recent.id)).contact).not.toBeNull()
  const kept = await seen(open.id)
  expect(kept.contact).not.toBeNull()
  expect(kept.documents).toHaveLength(1)
})
