import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, type TestClient } from '#test/app.ts'
import * as contract from '../contract.ts'
import {
  addAccount,
  addAffiliation,
  addOrganisation,
  addPerson,
  type TestAffiliation,
  type TestOrganisation,
} from './test-people.ts'

const PASSWORD = '暮色里的三号立交桥'
let one: TestApp
let other: TestApp
let school: TestOrganisation
let teacher: TestAffiliation
let second: TestAffiliation
let personId: string

beforeAll(async () => {
  one = await startTestApp()
  other = await startTestApp({ database: one.database })
  school = await addOrganisation(one.services)
  const elsewhere = await addOrganisation(one.services)
  personId = await addPerson(one.services)
  teacher = await addAffiliation(one.services, { organisation: school, role: 'teacher', personId })
  second = await addAffiliation(one.services, { organisation: elsewhere, role: 'expert', personId })
  await addAccount(one.services, personId, { email: 'teacher@example.org', password: PASSWORD })
})

afterAll(async () => {
  await other?.close()
  await one?.close()
})

const byEmail = (client: TestClient, email: string, password: string) =>
  client(contract.signIn, { body: { with: 'email', email, password } })
const byNumber = (client: TestClient, organisation: string, number: string, password: string) =>
  client(contract.signIn, { body: { with: 'number', organisation, number, password } })
const me = (client: TestClient) => client(contract.getSession, {})

async function signedIn(app = one): Promise<TestClient> {
  const client = app.client()
  await byEmail(client, 'teacher@example.org', PASSWORD)
  return client
}

describe('signing in', () => {
  test('with an e-mail, in any case, and out again', async () => {
    const client = one.client()
    expect((await me(client)).viewer).toBeNull()
    expect(await byEmail(client, ' Teacher@Example.ORG ', PASSWORD)).toEqual({ state: 'signed_in' })
    const session = await me(client)
    expect(session.viewer).toMatchObject({ personId, affiliationId: teacher.id, role: 'teacher' })
    expect(session.affiliations.map(a => a.id).sort()).toEqual([teacher.id, second.id].sort())
    expect(session.affiliations[0]?.organisation.zh).toContain('测试学校')
    const kept = new Map(client.cookies)
    await client(contract.signOut, {})
    expect(client.cookies.has('overpass.session_token')).toBe(false)
    for (const [name, value] of kept) client.cookies.set(name, value)
    expect((await me(client)).viewer).toBeNull()
  })

  test('with the organisation’s code and a number', async () => {
    const client = one.client()
    await byNumber(client, school.code.toLowerCase(), teacher.number, PASSWORD)
    expect((await me(client)).viewer?.personId).toBe(personId)
  })

  test('refuses alike what does not exist and what is wrong', async () => {
    const refusals = await Promise.all([
      byEmail(one.client(), 'teacher@example.org', 'wrong password').catch(e => e),
      byEmail(one.client(), 'absent@example.org', 'wrong password').catch(e => e),
      byNumber(one.client(), school.code, teacher.number, 'wrong password').catch(e => e),
      byNumber(one.client(), school.code, 'absent', 'wrong password').catch(e => e),
      byNumber(one.client(), 'ABSENT', 'absent', 'wrong password').catch(e => e),
    ])
    for (const refusal of refusals) {
      expect(refusal.status).toBe(422)
      expect({ ...refusal.body, requestId: '' }).toEqual({ code: 'accounts.sign_in_failed', requestId: '' })
    }
  })

  test('gives a cookie that script cannot read and another site cannot send', async () => {
    const answer = await one.client().raw('/api/accounts/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-overpass': '1' },
      body: JSON.stringify({ with: 'email', email: 'teacher@example.org', password: PASSWORD }),
    })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/overpass\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })

  test('begins a new session and ends the one before: a planted cookie is worth nothing', async () => {
    const client = await signedIn()
    const planted = client.cookies.get('overpass.session_token') ?? ''
    await byEmail(client, 'teacher@example.org', PASSWORD)
    expect(client.cookies.get('overpass.session_token')).not.toBe(planted)
    const thief = one.client()
    thief.cookies.set('overpass.session_token', planted)
    expect((await me(thief)).viewer).toBeNull()
  })

  test('a cookie that was changed is nobody’s', async () => {
    const client = await signedIn()
    const value = client.cookies.get('overpass.session_token') ?? ''
    const [token, signature] = value.split('.')
    for (const forged of [
      `${token}x.${signature}`,
      `${token}.`,
      `${token}`,
      `.${signature}`,
      `${token}.AAAA`,
      '%E0%A4%A',
    ]) {
      const thief = one.client()
      thief.cookies.set('overpass.session_token', forged)
      expect((await me(thief)).viewer, forged).toBeNull()
    }
  })
})

describe('acting', () => {
  test('switches to another own affiliation, and the next session begins there', async () => {
    const client = await signedIn()
    const answer = await client(contract.switchActing, { body: { affiliationId: second.id } })
    expect(answer.viewer).toMatchObject({ affiliationId: second.id, role: 'expert' })
    expect((await me(client)).viewer?.affiliationId).toBe(second.id)
    expect((await me(await signedIn())).viewer?.affiliationId).toBe(second.id)
    await client(contract.switchActing, { body: { affiliationId: teacher.id } })
  })

  test('refuses another person’s affiliation like one that does not exist', async () => {
    const client = await signedIn()
    const foreign = await addAffiliation(one.services, { organisation: school, role: 'school_admin' })
    for (const affiliationId of [foreign.id, '0190a8c0-0000-7000-8000-000000000000'])
      await expect(client(contract.switchActing, { body: { affiliationId } })).rejects.toMatchObject({
        status: 404,
        code: 'missing',
      })
  })

  test('ends in every process when the affiliation ends', async () => {
    const person = await addPerson(one.services)
    const short = await addAffiliation(one.services, {
      organisation: school,
      role: 'teacher',
      personId: person,
    })
    await addAccount(one.services, person, { email: 'short@example.org', password: PASSWORD })
    const client = other.client()
    await byEmail(client, 'short@example.org', PASSWORD)
    expect((await me(client)).viewer?.role).toBe('teacher')
    await one.services.systemPool.query(
      'update members.affiliations set ends_on = platform.today() where id = $1',
      [short.id],
    )
    await expect
      .poll(async () => (await me(client)).viewer?.role, { timeout: 1000, interval: 10 })
      .toBe('person')
    await expect(client(contract.switchActing, { body: { affiliationId: short.id } })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('lockout', () => {
  test('ten failures, counted over two processes, whether or not the account exists', async () => {
    const answers: string[][] = [[], []]
    for (const [index, email] of ['teacher@example.org', 'nobody@example.org'].entries())
      for (let i = 0; i < 11; i++) {
        const app = i % 2 ? one : other
        answers[index]?.push(
          await byEmail(app.client(), email, `wrong ${i}`).then(
            () => 'in',
            e => e.code,
          ),
        )
      }
    const wanted = [...Array(10).fill('accounts.sign_in_failed'), 'too_many']
    expect(answers).toEqual([wanted, wanted])
    await expect(byEmail(one.client(), 'teacher@example.org', PASSWORD)).rejects.toMatchObject({
      status: 429,
    })
    await one.services.systemPool.query('delete from accounts.throttles')
  })

  test('one account has one counter, whichever of its names is tried, and that does not show', async () => {
    const codeOf = (signingIn: Promise<unknown>) =>
      signingIn.then(
        () => 'in',
        e => e.code,
      )
    const tryNumber = (number: string, password: string) =>
      codeOf(byNumber(one.client(), school.code, number, password))
    expect(await tryNumber(teacher.number, PASSWORD)).toBe('in')
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        codeOf(byEmail(one.client(), 'teacher@example.org', `wrong ${i}`)),
      ),
    )
    // As many tries by number as for a number that nobody has, and none of them can succeed.
    const elevenTries = async (number: string) => {
      const answers: string[] = []
      for (let i = 0; i < 11; i++) answers.push(await tryNumber(number, i === 4 ? PASSWORD : `wrong ${i}`))
      return answers
    }
    const answers = await Promise.all([elevenTries(teacher.number), elevenTries('nobody')])
    const wanted = [...Array(10).fill('accounts.sign_in_failed'), 'too_many']
    expect(answers).toEqual([wanted, wanted])
    await one.services.systemPool.query('delete from accounts.throttles')
    expect(await tryNumber(teacher.number, PASSWORD)).toBe('in')
  })

  test('many at once do not slip through together', async () => {
    const codes = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        byEmail((i % 2 ? one : other).client(), 'crowd@example.org', 'wrong').then(
          () => 'in',
          e => e.code,
        ),
      ),
    )
    expect(codes.filter(code => code === 'accounts.sign_in_failed')).toHaveLength(10)
    await one.services.systemPool.query('delete from accounts.throttles')
  })
})

describe('personas', () => {
  test('exist in a demo alone', async () => {
    await one.services.systemPool.query(
      `insert into accounts.personas values ($1, 1, '带一个班', 'Runs a class')`,
      [teacher.id],
    )
    const client = one.client()
    await expect(client(contract.listPersonas, {})).rejects.toMatchObject({ status: 404 })
    const attempt = { body: { affiliationId: teacher.id } }
    await expect(client(contract.signInAsPersona, attempt)).rejects.toMatchObject({ status: 404 })
    one.services.config.demo = true
    try {
      const { rows } = await client(contract.listPersonas, {})
      expect(rows).toMatchObject([{ affiliationId: teacher.id, title: { zh: '带一个班' } }])
      await client(contract.signInAsPersona, attempt)
      expect((await me(client)).viewer).toMatchObject({ personId, affiliationId: teacher.id })
      await expect(
        client(contract.signInAsPersona, { body: { affiliationId: second.id } }),
      ).rejects.toMatchObject({ status: 404 })
    } finally {
      one.services.config.demo = false
    }
  })
})
