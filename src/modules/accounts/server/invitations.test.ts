import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '../contract.ts'
import { makeCode } from './codes.ts'
import { sendInvitation } from './jobs.ts'
import { addOrganisation } from './test-people.ts'
import {
  addMember,
  addUnclaimed,
  byNumber,
  keepLetters,
  me,
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

const invite = (affiliationId: string, client = scene.admin) =>
  client(contract.createInvitation, { body: { delivery: 'print', affiliationId } })
async function codeFor(affiliationId: string): Promise<string> {
  return (await invite(affiliationId)).code ?? ''
}
const accept = (code: string, password = PASSWORD, client = scene.one.client()) =>
  client(contract.acceptCode, { body: { as: 'new', code, password } })
const check = (code: string) => scene.one.client()(contract.checkCode, { body: { code } })
const query = (text: string, values: unknown[]) => scene.one.services.systemPool.query(text, values)

describe('a code', () => {
  test('is shown once, kept as a hash, and lets its holder in', async () => {
    const { affiliationId, number } = await addUnclaimed(scene)
    const code = await codeFor(affiliationId)
    expect(code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/)
    const { rows } = await query('select * from accounts.invitations where affiliation_id = $1', [
      affiliationId,
    ])
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
    expect(await check(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toMatchObject({
      organisationCode: scene.a.code,
      number,
      passwordLength: 8,
    })
    const client = scene.one.client()
    await accept(code, PASSWORD, client)
    expect((await me(client)).viewer).toMatchObject({ affiliationId, role: 'student' })
    const again = scene.one.client()
    await byNumber(again, { organisation: scene.a, number })
    expect((await me(again)).viewer?.affiliationId).toBe(affiliationId)
  })

  test('wrong, used, expired, taken back and replaced answer alike', async () => {
    const [used, expired, revoked, replaced, ended] = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { affiliationId } = await addUnclaimed(scene)
        const { id, code } = await invite(affiliationId)
        return { affiliationId, id, code: code ?? '' }
      }),
    )
    if (!used || !expired || !revoked || !replaced || !ended) throw new Error('no codes')
    await accept(used.code)
    await query(`update accounts.invitations set expires_at = now() - interval '1 second' where id = $1`, [
      expired.id,
    ])
    await scene.admin(contract.revokeInvitation, { params: { id: revoked.id } })
    const newer = await codeFor(replaced.affiliationId)
    await query('update members.affiliations set ends_on = platform.today() where id = $1', [
      ended.affiliationId,
    ])
    const codes = [
      used.code,
      expired.code,
      revoked.code,
      replaced.code,
      ended.code,
      makeCode(),
      'nonsense',
      '😀'.repeat(16),
    ]
    for (const code of codes) {
      expect(await refusal(check(code)), code).toBe('accounts.code_not_valid')
      expect(await refusal(accept(code)), code).toBe('accounts.code_not_valid')
    }
    await expect(check(newer)).resolves.toBeDefined()
  })

  test('used by two at once lets one in', async () => {
    const { affiliationId } = await addUnclaimed(scene)
    const code = await codeFor(affiliationId)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        refusal(accept(code, PASSWORD, (i % 2 ? scene.one : scene.other).client())),
      ),
    )
    expect(answers.filter(answer => answer === 'not refused')).toHaveLength(1)
    const { rows } = await query(
      `select count(*)::int as people from members.persons p where p.display_name = '测试人'
        and not exists (select from members.affiliations a where a.person_id = p.id)`,
      [],
    )
    expect(rows).toEqual([{ people: 0 }])
  })

  test('adds an affiliation to the account that is signed in', async () => {
    const member = await addMember(scene)
    const client = scene.one.client()
    await byNumber(client, member)
    const { affiliationId } = await addUnclaimed(scene, { role: 'teacher' })
    await client(contract.acceptCode, { body: { as: 'me', code: await codeFor(affiliationId) } })
    const session = await me(client)
    expect(session.viewer).toMatchObject({ personId: member.personId, affiliationId, role: 'teacher' })
    expect(session.affiliations).toHaveLength(2)
    const { affiliationId: next } = await addUnclaimed(scene)
    const nobody = scene.one.client()(contract.acceptCode, { body: { as: 'me', code: await codeFor(next) } })
    expect(await refusal(nobody)).toBe('unauthenticated')
  })

  test('takes a password that fits the role, and refuses at the field', async () => {
    const { affiliationId: pupil, number } = await addUnclaimed(scene)
    const { affiliationId: teacher } = await addUnclaimed(scene, { role: 'teacher' })
    const fields = (code: string, password: string) =>
      accept(code, password).then(
        () => 'accepted',
        error => error.body.fields?.[0]?.code,
      )
    const [pupilCode, teacherCode] = [await codeFor(pupil), await codeFor(teacher)]
    expect(await fields(pupilCode, 'abcdefg')).toBe('accounts.password_short')
    expect(await fields(pupilCode, 'woaini1314')).toBe('accounts.password_common')
    expect(await fields(pupilCode, `${number}12`)).toBe('accounts.password_personal')
    expect(await fields(teacherCode, '河边的白鹭飞过')).toBe('accounts.password_short')
    expect(await fields(pupilCode, '河边的白鹭飞过桥')).toBe('accepted')
  })
})

describe('inviting', () => {
  test('is for one’s own organisation; a foreign person and a missing one answer alike', async () => {
    const { affiliationId, classId } = await addUnclaimed(scene)
    const absent = '0190a8c0-0000-7000-8000-000000000000'
    const { id } = await invite(affiliationId)
    const print = (client: typeof scene.admin, classId: string) =>
      client(contract.createClassCodes, { body: { classId } })
    const calls = [
      (id: string) => invite(id, scene.foreignAdmin),
      (classId: string) => print(scene.foreignAdmin, classId),
      (id: string) => scene.foreignAdmin(contract.revokeInvitation, { params: { id } }),
    ]
    for (const [index, foreign] of [affiliationId, classId, id].entries())
      for (const subject of [foreign, absent])
        expect(await refusal(calls[index]?.(subject) ?? Promise.resolve())).toBe('missing')
  })

  test('is not for somebody who has an account', async () => {
    const member = await addMember(scene)
    expect(await refusal(invite(member.affiliationId))).toBe('accounts.already_claimed')
  })

  test('a class gets one sheet, and what was printed before stops working', async () => {
    const { affiliationId, classId } = await addUnclaimed(scene)
    const before = await codeFor(affiliationId)
    const pdf = await scene.admin(contract.createClassCodes, { body: { classId } })
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(await refusal(check(before))).toBe('accounts.code_not_valid')
    const { rows } = await query(
      `select count(*)::int as open from accounts.invitations
        where affiliation_id = $1 and revoked_at is null and code_hash is not null`,
      [affiliationId],
    )
    expect(rows).toEqual([{ open: 1 }])
    await query('update members.affiliations set ends_on = platform.today() where id = $1', [affiliationId])
    const empty = scene.admin(contract.createClassCodes, { body: { classId } })
    expect(await refusal(empty)).toBe('accounts.class_all_claimed')
  })

  test('a secretariat invites a member’s first administrator, and nobody once there is one', async () => {
    const fresh = await addOrganisation(scene.one.services)
    const at = { organisation: fresh }
    const first = await addUnclaimed(scene, { ...at, role: 'school_admin' })
    expect(await refusal(invite(first.affiliationId, scene.secretariat))).toBe('missing')
    await query(
      `insert into members.memberships (group_id, organisation_id, position, starts_on) values ($1, $2, 'member', '2026-01-01')`,
      [scene.groupId, fresh.id],
    )
    const pupil = await addUnclaimed(scene, at)
    expect(await refusal(invite(pupil.affiliationId, scene.secretariat))).toBe('missing')
    const { code } = await invite(first.affiliationId, scene.secretariat)
    await accept(code ?? '')
    const second = await addUnclaimed(scene, { ...at, role: 'school_admin' })
    expect(await refusal(invite(second.affiliationId, scene.secretariat))).toBe('missing')
  })

  test('is written into the audit trail, with the claim', async () => {
    const { affiliationId } = await addUnclaimed(scene)
    await accept(await codeFor(affiliationId))
    const { rows } = await query('select action from audit.entries where subject_id = $1 order by id', [
      affiliationId,
    ])
    expect(rows.map(row => row.action)).toEqual(['accounts.invited', 'accounts.claimed'])
  })
})

describe('guessing', () => {
  test('stops after the limit of an address, in every process, and lets a class pass', async () => {
    const guesser = '203.0.113.7'
    const codes: string[] = []
    for (let i = 0; i < 32; i++) {
      const app = i % 2 ? scene.one : scene.other
      codes.push(await refusal(app.client(guesser)(contract.checkCode, { body: { code: makeCode() } })))
    }
    expect(codes.filter(code => code === 'accounts.code_not_valid')).toHaveLength(30)
    expect(codes.at(-1)).toBe('too_many')
    const { affiliationId } = await addUnclaimed(scene)
    const code = await codeFor(affiliationId)
    for (let i = 0; i < 60; i++) await scene.one.client('203.0.113.8')(contract.checkCode, { body: { code } })
  })

  test('stops for everybody after the limit of a minute', async () => {
    await query(
      `insert into accounts.throttles values ('code', 'all', 599, now(), null)
      on conflict (scope, key) do update set failures = 599, last_at = now(), blocked_until = null`,
      [],
    )
    expect(
      await refusal(scene.one.client('203.0.113.9')(contract.checkCode, { body: { code: makeCode() } })),
    ).toBe('accounts.code_not_valid')
    expect(
      await refusal(scene.other.client('203.0.113.10')(contract.checkCode, { body: { code: makeCode() } })),
    ).toBe('too_many')
    await query('delete from accounts.throttles', [])
  })
})

test('an invitation by mail shows its code to nobody but the reader of the mail', async () => {
  const { affiliationId } = await addUnclaimed(scene)
  const mail = { delivery: 'mail' as const, affiliationId, email: 'invited@example.org' }
  expect(await refusal(scene.admin(contract.createInvitation, { body: mail }))).toBe('accounts.no_mail')
  const { letters, stop } = keepLetters(scene)
  const made = await scene.admin(contract.createInvitation, { body: mail })
  expect(made).toMatchObject({ code: null, link: null })
  await runJob(scene, sendInvitation, { invitationId: made.id, language: 'zh' })
  expect(letters[0]?.to).toBe('invited@example.org')
  const code = /([2-9A-Z]{4}-){3}[2-9A-Z]{4}/.exec(letters[0]?.text ?? '')?.[0] ?? ''
  const client = scene.one.client()
  await accept(code, PASSWORD, client)
  expect(await client(contract.getSecurity, {})).toMatchObject({
    email: 'invited@example.org',
    hasPassword: true,
  })
  // The address is taken now: a second invitation to it is for the account that is there.
  const next = await addUnclaimed(scene)
  const again = await scene.admin(contract.createInvitation, {
    body: { ...mail, affiliationId: next.affiliationId },
  })
  await runJob(scene, sendInvitation, { invitationId: again.id, language: 'zh' })
  const second = /([2-9A-Z]{4}-){3}[2-9A-Z]{4}/.exec(letters[1]?.text ?? '')?.[0] ?? ''
  expect(await refusal(accept(second))).toBe('accounts.email_has_account')
  stop()
})
