import { createOTP } from '@better-auth/utils/otp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobs } from '#app/modules.ts'
import { getMyData } from '#modules/members/contract.ts'
import { sealBatch } from '#platform/server/audit/seal.ts'
import { verifyAudit } from '#platform/server/audit/verify.ts'
import type { TestClient } from '#test/app.ts'
import { signInAs } from '#test/sign-in.ts'
import * as contract from '../contract.ts'
import { makeCode } from './codes.ts'
import { addAffiliation, addOrganisation, addPerson, type TestOrganisation } from './test-people.ts'
import {
  addMember,
  byNumber,
  me,
  OTHER_PASSWORD,
  PASSWORD,
  prepareScene,
  refusal,
  runJob,
  type Scene,
} from './test-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await prepareScene()
})
afterAll(() => scene.close())

const query = async <R extends object>(text: string, values: unknown[] = []) =>
  (await scene.one.services.systemPool.query<R>(text, values)).rows
const job = (name: string) => {
  const found = jobs.find(one => one.name === name)
  if (!found) throw new Error(name)
  return found
}
const ask = (client: TestClient, password = PASSWORD) =>
  client(contract.askErasure, { body: { proof: { with: 'password', password } } })
const eraseDue = async (personId: string) => {
  await query(
    `update accounts.erasures set due_at = now() - interval '1 minute' where person_id = $1 and state = 'waiting'`,
    [personId],
  )
  await runJob(scene, job('accounts.erase_due'), {})
}

type Member = Awaited<ReturnType<typeof addMember>> & { client: TestClient; email: string }
let count = 0
async function member(
  at: TestOrganisation = scene.a,
  role: 'student' | 'teacher' = 'student',
): Promise<Member> {
  const email = `leaving${++count}@example.org`
  const made = await addMember(scene, { email, organisation: at, role })
  const client = scene.one.client(`198.51.100.${count}`)
  await byNumber(client, { organisation: at, number: made.number })
  return { ...made, client, email }
}

test('an account is erased after the time to think again, and not before; until then it can be kept', async () => {
  const { client, personId } = await member()
  expect(await refusal(ask(client, OTHER_PASSWORD))).toBe('accounts.password_wrong')
  const { dueAt } = await ask(client)
  expect(Date.parse(dueAt)).toBeGreaterThan(Date.now() + 13 * 86_400_000)
  expect(await refusal(ask(client))).toBe('accounts.erasure_waiting')
  await runJob(scene, job('accounts.erase_due'), {})
  expect((await me(client)).viewer?.personId).toBe(personId)
  await client(contract.undoErasure, {})
  await eraseDue(personId)
  expect((await me(client)).viewer?.personId).toBe(personId)
  expect((await client(contract.getErasure, {})).waiting).toBeNull()
})

test('erasure takes account, sessions and addresses; the trail stays whole and the school decides about its entry', async () => {
  const { client, personId, affiliationId, email } = await member()
  await query(`update members.affiliations set email = 'a@example.org', phone = '1' where id = $1`, [
    affiliationId,
  ])
  await query(`insert into information.letter_preferences (person_id, rhythm) values ($1, 'daily')`, [
    personId,
  ])
  while (await sealBatch(scene.one.services)) {}
  await ask(client)
  await eraseDue(personId)
  expect((await me(client)).viewer).toBeNull()
  expect(await query('select from auth.users where id = $1 or email = $2', [personId, email])).toEqual([])
  expect(await query('select from auth.sessions where user_id = $1', [personId])).toEqual([])
  expect(await query('select from information.letter_preferences where person_id = $1', [personId])).toEqual(
    [],
  )
  const [person] = await query<{ display_name: string }>(
    'select display_name from members.persons where id = $1',
    [personId],
  )
  expect(person?.display_name).toMatch(/^#[0-9a-f]{6}$/)
  const [entry] = await query<object>(
    'select person_id, email, phone, name from members.affiliations where id = $1',
    [affiliationId],
  )
  expect(entry).toEqual({ person_id: null, email: null, phone: null, name: '测试人' })
  const [duty] = await query<{ state: string; keep_until: string }>(
    'select state, keep_until from members.erasure_duties where affiliation_id = $1',
    [affiliationId],
  )
  expect(duty?.state).toBe('open')
  expect(duty?.keep_until.slice(0, 4)).toBe(String(new Date(Date.now() + 3650 * 86_400_000).getFullYear()))
  const waiting = await query(
    `select from information.todos where kind = 'members.erasure_duty' and desk = $1 and done_at is null`,
    [`o:${scene.a.id}:school_admin`],
  )
  expect(waiting.length).toBeGreaterThan(0)

  const facts = await query<{ data: unknown; salt: unknown; erased: boolean }>(
    `select data, salt, erased_at is not null as erased from audit.entries
      where subject_kind = 'person' and subject_id = $1 and action = 'accounts.signed_in'`,
    [personId],
  )
  expect(facts).toEqual([{ data: null, salt: null, erased: true }])
  while (await sealBatch(scene.one.services)) {}
  const verified = await verifyAudit(scene.one.services.systemPool)
  expect(verified.findings).toEqual([])
  expect(verified.erased).toBeGreaterThan(0)
})

test('whoever returns gets a fresh account by the school’s new invitation, with the old address, joined to nothing else', async () => {
  const { client, personId, affiliationId, email } = await member()
  const elsewhere = await addAffiliation(scene.one.services, {
    organisation: scene.b,
    role: 'student',
    personId,
  })
  await ask(client)
  await eraseDue(personId)
  const body = { delivery: 'print' as const, affiliationId }
  const { code } = await scene.admin(contract.createInvitation, { body })
  const again = scene.one.client('198.51.100.200')
  await again(contract.acceptCode, { body: { as: 'new', code: code ?? '', password: OTHER_PASSWORD } })
  const session = await me(again)
  expect(session.viewer?.personId).not.toBe(personId)
  expect(session.affiliations.map(one => one.id)).toEqual([affiliationId])
  const rows = await query<{ person_id: string | null }>(
    'select person_id from members.affiliations where id = $1',
    [elsewhere.id],
  )
  expect(rows).toEqual([{ person_id: null }])
  await query('update auth.users set email = $2, email_verified = true where id = $1', [
    session.viewer?.personId,
    email,
  ])
  const [duty] = await query<{ state: string; open: number }>(
    `select d.state, (select count(*)::int from information.todos t where t.subject_kind = 'erasure_duty'
      and t.subject_id = d.id::text and t.done_at is null) as open
      from members.erasure_duties d where d.affiliation_id = $1`,
    [affiliationId],
  )
  expect(duty).toEqual({ state: 'returned', open: 0 })
  // Signing in as before leads nowhere: the former number and password are of no account.
  const before = scene.one.client('198.51.100.201')
  expect(await refusal(byNumber(before, { organisation: scene.a, number: 'none' }))).toBe(
    'accounts.sign_in_failed',
  )
})

test('a code of the second step confirms as a password does, once', async () => {
  const { client, personId } = await member()
  expect(
    await refusal(client(contract.askErasure, { body: { proof: { with: 'code', code: '123456' } } })),
  ).toBe('accounts.factor_wrong')
  const { key } = await client(contract.enrolTotp, { body: { password: PASSWORD } })
  const otp = createOTP(keyOf(key), { digits: 6, period: 30 })
  await client(contract.confirmTotp, { body: { code: await otp.totp() } })
  await query('delete from accounts.used_factors where person_id = $1', [personId])
  const proof = { with: 'code' as const, code: await otp.totp() }
  await client(contract.askErasure, { body: { proof } })
  await client(contract.undoErasure, {})
  expect(await refusal(client(contract.askErasure, { body: { proof } }))).toBe('accounts.factor_wrong')
})

test('the last administrator’s leaving is put to the secretariat', async () => {
  const { services } = scene.one
  const personId = await addPerson(services)
  const alone = await addOrganisation(services)
  await query(
    `insert into members.memberships (group_id, organisation_id, position, starts_on) values ($1, $2, 'member', '2026-01-01')`,
    [scene.groupId, alone.id],
  )
  await addAffiliation(services, { organisation: alone, role: 'school_admin', personId })
  await query('insert into accounts.erasures (person_id, due_at) values ($1, now())', [personId])
  await runJob(scene, job('accounts.erase_due'), {})
  const told = await query<{ path: string }>(
    `select path from information.todos where desk = $1 and kind = 'members.administrator_gone'`,
    [`g:${scene.groupId}:secretariat`],
  )
  expect(told).toContainEqual({ path: `/organisations/${alone.id}` })
})

test('two accounts of one human become one: both proven, nothing lost, the other ends', async () => {
  const [keep, gone] = [await member(scene.a), await member(scene.b, 'teacher')]
  await query(`insert into information.letter_preferences (person_id, rhythm) values ($1, 'weekly')`, [
    gone.personId,
  ])
  expect(await refusal(gone.client(contract.createMergeCode, { body: { password: OTHER_PASSWORD } }))).toBe(
    'accounts.password_wrong',
  )
  const { code } = await gone.client(contract.createMergeCode, { body: { password: PASSWORD } })
  expect(await refusal(gone.client(contract.checkMerge, { body: { code } }))).toBe('accounts.merge_same')
  const found = await keep.client(contract.checkMerge, { body: { code } })
  expect(found.standings.map(one => one.id)).toEqual([gone.affiliationId])
  const merge = (password = PASSWORD) => keep.client(contract.mergeAccounts, { body: { code, password } })
  expect(await refusal(merge(OTHER_PASSWORD))).toBe('accounts.password_wrong')
  expect(await merge()).toEqual({ joined: 1 })
  expect(await refusal(merge())).toBe('accounts.code_not_valid')
  const session = await me(keep.client)
  expect(session.affiliations.map(one => one.id).toSorted()).toEqual(
    [keep.affiliationId, gone.affiliationId].toSorted(),
  )
  expect((await me(gone.client)).viewer).toBeNull()
  const fresh = scene.one.client('198.51.100.210')
  await byNumber(fresh, { organisation: scene.b, number: gone.number })
  expect((await me(fresh)).viewer?.personId).toBe(keep.personId)
  const letters = await query<{ rhythm: string }>(
    'select rhythm from information.letter_preferences where person_id = $1',
    [keep.personId],
  )
  expect(letters).toEqual([{ rhythm: 'weekly' }])
  const trail = await query<{ data: object }>(
    `select data from audit.entries where action = 'accounts.merged' and subject_id = $1`,
    [keep.personId],
  )
  expect(trail).toEqual([{ data: { from: gone.personId, entries: 1 } }])
})

test('an account that waits to be erased is not merged; an expired code is none', async () => {
  const [keep, gone] = [await member(), await member()]
  const { code } = await gone.client(contract.createMergeCode, { body: { password: PASSWORD } })
  await ask(gone.client)
  const merge = () => keep.client(contract.mergeAccounts, { body: { code, password: PASSWORD } })
  expect(await refusal(merge())).toBe('accounts.merge_erasure')
  await gone.client(contract.undoErasure, {})
  await query(
    `update accounts.merge_codes set expires_at = now() - interval '1 minute' where person_id = $1`,
    [gone.personId],
  )
  expect(await refusal(merge())).toBe('accounts.code_not_valid')
})

test('ten thousand guesses of a code from a hundred addresses are nearly all refused untried', {
  timeout: 180_000,
}, async () => {
  const guesser = await addPerson(scene.one.services)
  const clients = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      signInAs(scene.one, { personId: guesser, affiliationId: null }, `203.0.113.${i}`),
    ),
  )
  const began = Date.now()
  let tried = 0
  for (let round = 0; round < 100; round++) {
    const codes = await Promise.all(
      clients.map((client, i) =>
        refusal(
          i % 2
            ? client(contract.checkMerge, { body: { code: makeCode() } })
            : client(contract.checkCode, { body: { code: makeCode() } }),
        ),
      ),
    )
    tried += codes.filter(code => code === 'accounts.code_not_valid').length
    expect(codes.every(code => code === 'accounts.code_not_valid' || code === 'too_many')).toBe(true)
  }
  // Six hundred in a minute from everywhere; one in a pause, after each wait that has run out.
  expect(tried).toBeLessThanOrEqual(600 + Math.ceil((Date.now() - began) / 10_000) * 2)
  await query('delete from accounts.throttles')
})

test('no secret of an account leaves with its data', async () => {
  const { client } = await member()
  const told = JSON.stringify(await client(getMyData, {}))
  const hashes = await query<{ password: string }>(
    'select password from auth.credentials where password is not null',
  )
  for (const { password } of hashes) expect(told).not.toContain(password)
})

/** The authenticator's key is base32 of the secret. */
function keyOf(base32: string): string {
  const bits = [...base32].map(c =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map(byte => Number.parseInt(byte, 2))).toString()
}
