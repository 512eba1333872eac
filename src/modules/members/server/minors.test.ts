// Learners, minors above all, are never shown to companies: every endpoint is asked as everyone who acts for one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#app/contract.ts'
import { addComment, createNotice, listComments, publishNotice } from '#modules/information/contract.ts'
import { inAudience } from '#platform/contract/access.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { callExample } from '#test/call.ts'
import { insertAffiliation, insertPerson } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { type Persona, type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld
/** A learner whose every detail would be recognised wherever it turned up. */
const MARK = { name: '密某某', phone: '0411-98761234', email: 'only-minor@example.org', number: 'ZQX98765' }
let learner: { id: string; personId: string }

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
  const personId = await insertPerson(app.services, MARK.name)
  const id = await insertAffiliation(app.services, {
    ...{ organisationId: prepared.ids.a, role: 'student', name: MARK.name, number: MARK.number, personId },
    birthDate: `${new Date().getFullYear() - 14}-02-02`,
    classId: prepared.world.members.classId,
  })
  await app.services.systemPool.query(
    'update members.affiliations set phone = $2, email = $3 where id = $1',
    [...[id, MARK.phone, MARK.email]],
  )
  learner = { id, personId }
})
afterAll(() => app.close())

const companies = (): Persona[] =>
  prepared.personas.filter(({ viewer }) => viewer?.organisationId === prepared.ids.c)
const marks = () => [...Object.values(MARK), learner.id, learner.personId]
const expectNone = (text: string, where: string) => {
  for (const mark of marks()) expect([where, text.includes(mark)]).toEqual([where, false])
}

test('companies there are, with the roles that act for them', () => {
  expect(
    companies()
      .map(({ viewer }) => viewer?.role)
      .toSorted(),
  ).toEqual(['company_hr', 'mentor'])
})

test('no reading endpoint gives a company anything of a learner: lists, counts, search, exports, home, notices', {
  timeout: 120_000,
}, async () => {
  let asked = 0
  for (const persona of companies())
    for (const endpoint of endpoints.filter(one => one.method === 'GET')) {
      if (!inAudience(endpoint.permission, persona.viewer)) continue
      const example = await endpoint.example(prepared.worldFor(persona))
      // Asked as it is, and with every filter and id turned to the learner.
      const turned = JSON.parse(
        JSON.stringify({ params: example.params, query: example.query })
          .replaceAll(prepared.world.members.studentId, learner.id)
          .replaceAll('"role":"expert"', '"role":"student"'),
      )
      const wide = { ...turned, query: withSearch(turned.query) }
      for (const call of [example, turned, wide]) {
        const outcome = await callExample(persona.client, endpoint, call)
        const body = typeof outcome.body === 'string' ? outcome.body : JSON.stringify(outcome.body)
        // What was asked may be repeated in a refusal; what is found may not.
        if (outcome.status < 400) expectNone(body, `${endpoint.id} as ${persona.label}`)
        asked += 1
      }
    }
  expect(asked).toBeGreaterThan(60)
})

const withSearch = (query: Record<string, unknown> | undefined) =>
  query && 'q' in query ? { ...query, q: MARK.name } : query

test('search, list and count by the learner’s own name and number find nothing; an id answers like none', async () => {
  for (const persona of companies()) {
    const raw = async (path: string) => (await persona.client.raw(path)).text()
    for (const q of [MARK.name, MARK.number, 'mi moumou', learner.id])
      for (const path of [
        '/api/search',
        '/api/people',
        '/api/people/facets',
        '/api/directory',
        '/api/people/export',
      ]) {
        const text = await raw(`${path}?q=${encodeURIComponent(q)}`)
        for (const mark of [MARK.phone, MARK.email, learner.personId]) expect(text).not.toContain(mark)
        if (q !== MARK.name) expect(text).not.toContain(MARK.name)
        if (q !== learner.id) expect(text).not.toContain(learner.id)
      }
    const of = async (id: string) => {
      const answer = await persona.client.raw(`/api/people/${id}`)
      const { requestId: _, ...error } = (
        JSON.parse(await answer.text()) as { error: Record<string, unknown> }
      ).error
      return { status: answer.status, error }
    }
    expect(await of(learner.id)).toEqual(await of(crypto.randomUUID()))
  }
})

test('the database itself shows a company no learner of another organisation', async () => {
  const { rows: classes } = await app.services.systemPool.query('select id from members.classes')
  expect(classes.length).toBeGreaterThan(0)
  for (const { viewer } of companies()) {
    const { asViewer } = await import('#platform/server/database/session.ts')
    const count = async (text: string) =>
      asViewer(
        app.services.appPool,
        viewer,
        true,
        async transaction => (await transaction.query(text)).rows.length,
      )
    const foreign = `organisation_id <> '${viewer?.organisationId}'`
    // Whoever studied somewhere once sees that time of their own.
    const others = `person_id is distinct from '${viewer?.personId}'`
    expect(
      await count(
        `select from members.affiliations
          where ${foreign} and ${others} and role in ('student', 'guardian', 'resident')`,
      ),
    ).toBe(0)
    expect(await count(`select from members.classes where ${foreign}`)).toBe(0)
    expect(await count('select from members.guardianships')).toBe(0)
    expect(await count('select from members.transfers')).toBe(0)
  }
})

test('a learner does not speak below a notice that companies read, and is not named there', async () => {
  const { ids } = prepared
  const secretariat = prepared.as('secretariat of a').client
  const { id, version } = await secretariat(createNotice, {
    body: {
      ...{ title: { zh: '开放日' }, body: { zh: '欢迎参加' }, comments: true },
      audience: [{ scope: 'group', id: ids.g, roles: ['student', 'company_hr', 'mentor', 'teacher'] }],
    },
  })
  await secretariat(publishNotice, { params: { id }, body: { version } })
  const own = await signInAs(app, { personId: learner.personId, affiliationId: learner.id })
  await expect(own(addComment, { params: { id }, body: { text: '我想去' } })).rejects.toMatchObject({
    code: 'information.comments_not_here',
  })
  for (const persona of companies())
    expectNone(JSON.stringify(await persona.client(listComments, { params: { id } })), persona.label)
})

test('an administrator reaches into another organisation in none of six ways: read, list, count, search, export, import', async () => {
  const admin = prepared.as('school_admin of b')
  const call = async (path: string, init?: RequestInit) => {
    const answer = await admin.client.raw(path, init)
    return { status: answer.status, text: await answer.text() }
  }
  const { id } = learner
  expect((await call(`/api/people/${id}`)).status).toBe(404)
  const foreign = `organisation=${prepared.ids.a}&class=${prepared.world.members.classId}`
  for (const path of ['/api/people', '/api/people/facets', '/api/people/export'])
    for (const query of [foreign, `q=${encodeURIComponent(MARK.name)}`, `q=${MARK.number}`, 'state=all']) {
      const { status, text } = await call(`${path}?${query}&format=csv`)
      expect(status).toBe(200)
      expectNone(text, `${path}?${query}`)
    }
  const counted = await admin.client(contract.countPeople, { query: { q: MARK.number, state: 'all' } })
  expect(counted.total).toBe(0)
  expectNone((await call(`/api/search?q=${encodeURIComponent(MARK.name)}`)).text, 'search')
  expect((await call(`/api/people/${id}/readers`)).status).toBe(404)
  // An import is written under one's own organisation; another's is neither seen nor applied.
  const { getImport, listImportChanges, listImportProblems, downloadImportProblems } = contract
  const seen = [getImport, listImportChanges, listImportProblems, downloadImportProblems]
  for (const endpoint of [...seen, contract.previewImport, contract.confirmImport, contract.cancelImport]) {
    const example = await endpoint.example(prepared.worldFor(prepared.as('school_admin of a')))
    const { status } = await callExample(admin.client, endpoint, example)
    expect([endpoint.id, status]).toEqual([endpoint.id, 404])
  }
})
