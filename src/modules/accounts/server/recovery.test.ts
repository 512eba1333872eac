import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '../contract.ts'
import { sendEmailLetter, sendRecoveryLetter } from './jobs.ts'
import { addAffiliation } from './test-people.ts'
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

const query = (text: string, values: unknown[] = []) => scene.one.services.systemPool.query(text, values)
const issue = (affiliationId: string, client = scene.admin) =>
  client(contract.createResetCode, { body: { affiliationId } })
const set = (code: string, password = OTHER_PASSWORD) =>
  scene.one.client()(contract.setNewPassword, { body: { code, password } })
const ask = (email: string) => scene.one.client()(contract.askRecoveryLetter, { body: { email } })

async function letterFor(email: string): Promise<string> {
  const { letters, stop } = keepLetters(scene)
  await runJob(scene, sendRecoveryLetter, { email, language: 'en' })
  stop()
  return decodeURIComponent(/#(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? '')
}

describe('by the organisation', () => {
  test('a code sets a password once, ends all sessions, and its owner is told', async () => {
    const member = await addMember(scene)
    const before = scene.one.client()
    await byNumber(before, member)
    const { code } = await issue(member.affiliationId)
    await set(code)
    expect((await me(before)).viewer).toBeNull()
    expect(await refusal(set(code))).toBe('accounts.code_not_valid')
    expect(await refusal(byNumber(scene.one.client(), member, PASSWORD))).toBe('accounts.sign_in_failed')
    const after = scene.other.client()
    await byNumber(after, member, OTHER_PASSWORD)
    const { notices } = await me(after)
    expect(notices).toMatchObject([
      { kind: 'password_reset_by_organisation', organisation: { zh: expect.any(String) } },
    ])
    await after(contract.seeNotices, {})
    expect((await me(after)).notices).toEqual([])
    const trail = await query(
      `select action from audit.entries where subject_id in ($1, $2) and action like 'accounts.%re%' order by id`,
      [member.affiliationId, member.personId],
    )
    expect(trail.rows.map(row => row.action)).toEqual([
      'accounts.reset_code_issued',
      'accounts.password_reset',
    ])
  })

  test('is refused, for one reason alike, where it would be a take-over', async () => {
    const withMail = await addMember(scene, { email: 'own@example.org' })
    const elsewhere = await addMember(scene)
    await addAffiliation(scene.one.services, {
      ...{ organisation: scene.b, role: 'student', personId: elsewhere.personId },
    })
    const withFactor = await addMember(scene)
    await query('update auth.users set two_factor_enabled = true where id = $1', [withFactor.personId])
    for (const { affiliationId } of [withMail, elsewhere, withFactor])
      expect(await refusal(issue(affiliationId))).toBe('accounts.reset_not_possible')
  })

  test('a code that was right when it was issued stops when the person has more to lose', async () => {
    for (const change of [
      (id: string) =>
        query(`update auth.users set email = $2, email_verified = true where id = $1`, [
          id,
          `${id}@example.org`,
        ]),
      (id: string) => query('update auth.users set two_factor_enabled = true where id = $1', [id]),
      (id: string) =>
        addAffiliation(scene.one.services, { organisation: scene.b, role: 'student', personId: id }),
      (id: string) =>
        query('update members.affiliations set ends_on = platform.today() where person_id = $1', [id]),
    ]) {
      const member = await addMember(scene)
      const { code } = await issue(member.affiliationId)
      await change(member.personId)
      expect(await refusal(set(code))).toBe('accounts.code_not_valid')
    }
  })

  test('belongs to the own organisation’s administrators', async () => {
    const member = await addMember(scene)
    expect(await refusal(issue(member.affiliationId, scene.foreignAdmin))).toBe('missing')
    expect(await refusal(issue('0190a8c0-0000-7000-8000-000000000000', scene.foreignAdmin))).toBe('missing')
    const pupil = scene.one.client()
    await byNumber(pupil, member)
    expect(await refusal(issue(member.affiliationId, pupil))).toBe('forbidden')
  })
})

describe('by mail', () => {
  test('answers alike and writes only to a verified address', async () => {
    await addMember(scene, { email: 'known@example.org' })
    const unverified = await addMember(scene)
    await query(`update auth.users set email = 'unverified@example.org' where id = $1`, [unverified.personId])
    for (const email of ['known@example.org', 'unknown@example.org', 'unverified@example.org'])
      await expect(ask(email)).resolves.toBeUndefined()
    expect(await letterFor('known@example.org')).not.toBe('')
    expect(await letterFor('unknown@example.org')).toBe('')
    expect(await letterFor('unverified@example.org')).toBe('')
    expect(await letterFor(`${unverified.personId}@no-mail.invalid`)).toBe('')
  })

  test('works once, for half an hour, and the newest letter alone', async () => {
    const member = await addMember(scene, { email: 'once@example.org' })
    const older = await letterFor('once@example.org')
    const newer = await letterFor('once@example.org')
    const { rows } = await query('select * from accounts.recoveries where person_id = $1', [member.personId])
    expect(JSON.stringify(rows)).not.toContain(newer)
    expect(await refusal(set(older))).toBe('accounts.code_not_valid')
    await query(
      `update accounts.recoveries set expires_at = now() - interval '1 s' where person_id = $1 and revoked_at is null`,
      [member.personId],
    )
    expect(await refusal(set(newer))).toBe('accounts.code_not_valid')
    const last = await letterFor('once@example.org')
    const answers = await Promise.all(Array.from({ length: 4 }, () => refusal(set(last))))
    expect(answers.filter(answer => answer === 'not refused')).toHaveLength(1)
  })

  test('a letter to an address that is the person’s no more opens nothing', async () => {
    const member = await addMember(scene, { email: 'former@example.org' })
    const client = scene.one.client()
    await byNumber(client, member)
    const toFormer = await letterFor('former@example.org')
    const { letters, stop } = keepLetters(scene)
    const payload = { personId: member.personId, email: 'new@example.org', language: 'en' as const }
    await runJob(scene, sendEmailLetter, payload)
    stop()
    const code = decodeURIComponent(/#(\S+)/.exec(letters[0]?.text ?? '')?.[1] ?? '')
    await client(contract.confirmEmail, { body: { code } })
    expect(await refusal(set(toFormer))).toBe('accounts.code_not_valid')
    const toNew = await letterFor('new@example.org')
    await client(contract.changePassword, { body: { current: PASSWORD, password: OTHER_PASSWORD } })
    expect(await refusal(set(toNew))).toBe('accounts.code_not_valid')
  })

  test('leaves the second factor as it is', async () => {
    const member = await addMember(scene, { email: 'factor@example.org' })
    await query('update auth.users set two_factor_enabled = true where id = $1', [member.personId])
    await query(
      `insert into auth.two_factors (secret, backup_codes, user_id, verified) values ('x', 'x', $1, true)`,
      [member.personId],
    )
    await set(await letterFor('factor@example.org'))
    const client = scene.one.client()
    expect(await byNumber(client, member, OTHER_PASSWORD)).toEqual({ state: 'totp_required' })
    expect((await me(client)).viewer).toBeNull()
  })

  test('no address is flooded with letters', async () => {
    const answers: string[] = []
    for (let i = 0; i < 6; i++) answers.push(await refusal(ask('flooded@example.org')))
    expect(answers.at(-1)).toBe('too_many')
    expect(answers.slice(0, 5)).toEqual(Array(5).fill('not refused'))
  })
})
