import { createOTP } from '@better-auth/utils/otp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listPeople } from '#modules/members/contract.ts'
import type { TestClient } from '#test/app.ts'
import * as contract from '../contract.ts'
import { sendEmailLetter } from './jobs.ts'
import {
  addMember,
  byNumber,
  keepLetters,
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
afterAll(() => scene?.close())

type Member = Awaited<ReturnType<typeof addMember>>
const query = (text: string, values: unknown[] = []) => scene.one.services.systemPool.query(text, values)
async function enter(member: Member, app = scene.one, password = PASSWORD): Promise<TestClient> {
  const client = app.client()
  await byNumber(client, member, password)
  return client
}

describe('sessions', () => {
  test('one that is revoked ends in the other process, and nobody revokes a stranger’s', async () => {
    const member = await addMember(scene)
    const here = await enter(member)
    const there = await enter(member, scene.other)
    const stranger = await enter(await addMember(scene))
    expect((await me(there)).viewer).not.toBeNull()
    const { rows } = await here(contract.listSessions, {})
    expect(rows).toHaveLength(2)
    const id = rows.find(row => !row.current)?.id ?? ''
    await stranger(contract.revokeSession, { params: { id } })
    expect((await me(there)).viewer).not.toBeNull()
    await here(contract.revokeSession, { params: { id } })
    // NOTIFY arrives within milliseconds; the cache of a session alone would keep it for seconds.
    await expect.poll(async () => (await me(there)).viewer, { timeout: 500, interval: 5 }).toBeNull()
    expect((await me(here)).viewer).not.toBeNull()
  })

  test('a changed password ends all others', async () => {
    const member = await addMember(scene)
    const [here, there] = [await enter(member), await enter(member)]
    const change = (current: string, password: string) =>
      here(contract.changePassword, { body: { current, password } })
    expect(await refusal(change('wrong', OTHER_PASSWORD))).toBe('accounts.password_wrong')
    expect(await refusal(change(PASSWORD, '12345678'))).toBe('input.invalid')
    await change(PASSWORD, OTHER_PASSWORD)
    expect((await me(there)).viewer).toBeNull()
    expect((await me(here)).viewer).not.toBeNull()
    await enter(member, scene.one, OTHER_PASSWORD)
  })

  test('an idle one and an outlived one are over', async () => {
    for (const change of [`updated_at = now() - interval '8 days'`, `expires_at = now() - interval '1 s'`]) {
      const member = await addMember(scene)
      const client = await enter(member)
      await query(`update auth.sessions set ${change} where user_id = $1`, [member.personId])
      expect((await me(client)).viewer).toBeNull()
    }
  })
})

describe('the second factor', () => {
  async function enrolled() {
    const member = await addMember(scene)
    const client = await enter(member)
    const begun = await client(contract.enrolTotp, { body: { password: PASSWORD } })
    const otp = createOTP(keyOf(begun.key), { digits: 6, period: 30 })
    return { member, client, begun, otp }
  }
  // The authenticator's key is base32 of the secret.
  const keyOf = (base32: string): string => {
    const bits = [...base32].map(c =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
    )
    const bytes = bits.join('').match(/.{8}/g) ?? []
    return Buffer.from(bytes.map(byte => Number.parseInt(byte, 2))).toString()
  }
  const second = (client: TestClient, code: string) => client(contract.signInTotp, { body: { code } })

  test('is asked for once confirmed; a code opens one session; recovery codes work once', async () => {
    const { member, client, begun, otp } = await enrolled()
    expect(begun.qr).toMatch(/^<svg/)
    expect(begun.uri).not.toContain('no-mail')
    expect(await byNumber(scene.one.client(), member)).toEqual({ state: 'signed_in' })
    expect(await refusal(client(contract.confirmTotp, { body: { code: '000000' } }))).toBe(
      'accounts.factor_wrong',
    )
    await client(contract.confirmTotp, { body: { code: await otp.totp() } })
    expect((await me(client)).viewer).toMatchObject({ affiliationId: member.affiliationId, role: 'student' })
    expect(await client(contract.getSecurity, {})).toMatchObject({
      secondFactor: true,
      recoveryCodesLeft: 10,
    })

    const next = scene.other.client()
    expect(await byNumber(next, member)).toEqual({ state: 'totp_required' })
    expect((await me(next)).viewer).toBeNull()
    expect(await refusal(second(next, '000000'))).toBe('accounts.factor_wrong')
    const code = await otp.totp()
    await second(next, code)
    expect((await me(next)).viewer?.personId).toBe(member.personId)

    const replay = scene.one.client()
    await byNumber(replay, member)
    expect(await refusal(second(replay, code))).toBe('accounts.factor_wrong')
    expect((await me(replay)).viewer).toBeNull()

    const recovery = begun.recoveryCodes[0] ?? ''
    const lost = scene.one.client()
    await byNumber(lost, member)
    await lost(contract.signInRecoveryCode, { body: { code: recovery } })
    expect((await me(lost)).notices.map(notice => notice.kind)).toEqual(['recovery_code_used'])
    const again = scene.one.client()
    await byNumber(again, member)
    expect(await refusal(again(contract.signInRecoveryCode, { body: { code: recovery } }))).toBe(
      'accounts.factor_wrong',
    )
  })

  test('needs the password to begin, to renew and to end', async () => {
    const { client, otp } = await enrolled()
    await client(contract.confirmTotp, { body: { code: await otp.totp() } })
    const wrong = { body: { password: 'wrong' } }
    for (const endpoint of [contract.disableTotp, contract.renewRecoveryCodes, contract.enrolTotp])
      expect(await refusal(client(endpoint, wrong))).toBe('accounts.password_wrong')
    const { recoveryCodes } = await client(contract.renewRecoveryCodes, { body: { password: PASSWORD } })
    expect(new Set(recoveryCodes).size).toBe(10)
    await client(contract.disableTotp, { body: { password: PASSWORD } })
    expect(await client(contract.getSecurity, {})).toMatchObject({ secondFactor: false })
    expect((await me(client)).notices.map(notice => notice.kind)).toEqual(['second_factor_disabled'])
  })

  test('cannot be guessed: few tries a challenge, ten an account', async () => {
    const { member, client, otp } = await enrolled()
    await client(contract.confirmTotp, { body: { code: await otp.totp() } })
    const answers: string[] = []
    for (let round = 0; round < 4; round++) {
      const guesser = scene.one.client()
      await byNumber(guesser, member)
      for (let i = 0; i < 6; i++) answers.push(await refusal(second(guesser, '000000')))
    }
    expect(answers.filter(answer => answer === 'accounts.factor_wrong').length).toBeLessThanOrEqual(10)
    expect(answers.at(-1)).toBe('too_many')
  })

  test('without the first step there is no second', async () => {
    expect(await refusal(second(scene.one.client(), '123456'))).toBe('accounts.challenge_over')
  })
})

test('an e-mail belongs to the account when its letter was answered, and to one account alone', async () => {
  const { letters, stop } = keepLetters(scene)
  const [first, second] = [await addMember(scene), await addMember(scene)]
  const add = async (member: Member) => {
    const client = await enter(member)
    const email = 'Shared@example.org'
    await client(contract.askEmailLetter, { body: { email, password: PASSWORD } })
    await runJob(scene, sendEmailLetter, { ...member, email: email.toLowerCase(), language: 'zh' })
    return decodeURIComponent(/#(\S+)/.exec(letters.at(-1)?.text ?? '')?.[1] ?? '')
  }
  const confirm = (code: string) => scene.one.client()(contract.confirmEmail, { body: { code } })
  const codes = [await add(first), await add(second)]
  await confirm(codes[1] ?? '')
  expect(await refusal(confirm(codes[0] ?? ''))).toBe('accounts.code_not_valid')
  expect(await refusal(confirm(codes[1] ?? ''))).toBe('accounts.code_not_valid')
  const { rows } = await query(`select id from auth.users where email = 'shared@example.org'`)
  expect(rows).toEqual([{ id: second.personId }])
  stop()
})

describe('API keys', () => {
  const create = (client = scene.admin, scopes: 'people.read'[] = ['people.read']) =>
    client(contract.createApiKey, { body: { name: '教务系统', scopes, days: 30 } })
  const call = async (key: string, path: string, init: RequestInit = {}, app = scene.one) => {
    const headers = { 'x-api-key': key, ...(init.headers as Record<string, string>) }
    const answer = await app.client().raw(path, { ...init, headers })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  }

  test('may do what its scopes name, for its organisation alone', async () => {
    const { key } = await create()
    const own = await addMember(scene, { role: 'teacher' })
    await addMember(scene, { organisation: scene.b, role: 'teacher' })
    const people = await call(key, listPeople.path)
    expect(people.status).toBe(200)
    const ids = people.body.rows.map((row: { id: string }) => row.id)
    expect(ids).toContain(own.affiliationId)
    const { rows } = await query(
      'select count(*)::int as n from members.affiliations where organisation_id = $1 and id = any ($2)',
      [scene.a.id, ids],
    )
    expect(rows).toEqual([{ n: ids.length }])
  })

  test('is refused everything without a scope, and never answered for a cookie beside it', async () => {
    const { key } = await create()
    for (const path of ['/api/accounts/keys', '/api/accounts/security', '/api/accounts/session'])
      expect(await call(key, path)).toMatchObject({ status: 403, body: { error: { code: 'scope' } } })
    expect((await call(key, '/api/events')).status).toBe(401)
    const cookie = [...scene.admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const forged = await call('ovp_nothing', '/api/accounts/keys', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x', scopes: ['people.read'], days: 1 }),
    })
    expect(forged.status).toBe(401)
  })

  test('stops at once in every process when revoked, and when it is over', async () => {
    const { id, key } = await create()
    expect((await call(key, listPeople.path, {}, scene.other)).status).toBe(200)
    expect(await refusal(scene.foreignAdmin(contract.revokeApiKey, { params: { id } }))).toBe('missing')
    await scene.admin(contract.revokeApiKey, { params: { id } })
    await expect
      .poll(async () => (await call(key, listPeople.path, {}, scene.other)).status, {
        timeout: 500,
        interval: 5,
      })
      .toBe(401)
    const over = await create()
    await query(`update accounts.api_keys set expires_at = now() where id = $1`, [over.id])
    expect((await call(over.key, listPeople.path)).status).toBe(401)
    const list = await scene.admin(contract.listApiKeys, {})
    expect(list.rows.find(row => row.id === id)?.state).toBe('revoked')
  })

  test('is kept as a hash, and its answer is not kept for a retry', async () => {
    const retry = { idempotencyKey: 'the-same-key-twice' }
    const body = { name: '两次', scopes: ['people.read' as const], days: 1 }
    const made = [
      await scene.admin(contract.createApiKey, { body }, retry),
      await scene.admin(contract.createApiKey, { body }, retry),
    ]
    expect(made[0]?.key).not.toBe(made[1]?.key)
    const { rows } = await query(`select (select json_agg(k) from accounts.api_keys k) as keys,
      (select json_agg(i) from platform.idempotency_keys i) as retries`)
    for (const { key } of made) expect(JSON.stringify(rows)).not.toContain(key)
    const { rows: listed } = await scene.foreignAdmin(contract.listApiKeys, {})
    expect(listed).toEqual([])
  })
})

test('the application role reaches nothing of sign-in', async () => {
  const { appPool } = scene.one.services
  for (const table of [
    'auth.users',
    'auth.sessions',
    'auth.credentials',
    'auth.two_factors',
    'auth.verifications',
  ])
    await expect(appPool.query(`select * from ${table}`), table).rejects.toMatchObject({ code: '42501' })
  for (const table of [
    'recoveries',
    'throttles',
    'notices',
    'personas',
    'email_confirmations',
    'used_factors',
  ])
    await expect(appPool.query(`select * from accounts.${table}`), table).rejects.toMatchObject({
      code: '42501',
    })
  for (const column of ['invitations', 'api_keys'])
    await expect(appPool.query(`select * from accounts.${column}`)).rejects.toMatchObject({ code: '42501' })
})
