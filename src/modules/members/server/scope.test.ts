import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { may, ROLES, type Viewer } from '#platform/contract/access.ts'
import { become } from '#platform/server/database/session.ts'
import { openTestServices, type TestServices } from '#test/services.ts'
import { changePerson, keepConsents, type PersonFacts, readPerson } from '../policy.ts'
import { mayBeListed } from '../rules/roles.ts'

/** A small random world: numbers are places in its lists. */
const ORGANISATIONS = 4
const GROUPS = 2
const PEOPLE = 4
const nat = (count: number) => fc.nat(count - 1)
const someWorld = fc
  .record({
    memberships: fc.uniqueArray(
      fc.record({ organisation: nat(ORGANISATIONS), group: nat(GROUPS), ended: fc.boolean() }),
      { selector: m => `${m.organisation} ${m.group}`, maxLength: 7 },
    ),
    affiliations: fc.array(
      fc.record({
        organisation: nat(ORGANISATIONS),
        role: fc.constantFrom(...ROLES),
        person: fc.option(nat(PEOPLE), { freq: 6 }),
        group: fc.option(nat(GROUPS)),
        listed: fc.boolean(),
        ended: fc.boolean(),
        born: fc.option(fc.constantFrom('1990-05-05', `${new Date().getFullYear() - 12}-05-05`), { freq: 3 }),
      }),
      { minLength: 4, maxLength: 16 },
    ),
    guardianships: fc.uniqueArray(
      fc.record({
        ...{ guardian: fc.nat(15), student: fc.nat(15), ended: fc.boolean() },
        state: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'proposed', 'refused'),
        barred: fc.integer({ min: 0, max: 4 }).map(n => n === 0),
      }),
      { selector: g => `${g.guardian} ${g.student}`, maxLength: 8 },
    ),
  })
  .map(world => ({
    ...world,
    affiliations: world.affiliations.map(a => ({
      ...a,
      group: ['secretariat', 'authority_observer'].includes(a.role) ? a.group : null,
      listed: a.listed && mayBeListed(a.role),
    })),
    guardianships: world.guardianships.filter(
      g => Math.max(g.guardian, g.student) < world.affiliations.length && g.guardian !== g.student,
    ),
  }))
type SomeWorld = typeof someWorld extends fc.Arbitrary<infer W> ? W : never

const uuid = (kind: number, place: number) =>
  `0000000${kind}-0000-7000-8000-${String(place).padStart(12, '0')}`
const [organisation, group, person, affiliation] = [1, 2, 3, 4].map(
  kind => (place: number) => uuid(kind, place),
) as [(n: number) => string, (n: number) => string, (n: number) => string, (n: number) => string]

/** What the policy is told about one affiliation, worked out from the random world alone. */
function factsOf(world: SomeWorld, place: number): PersonFacts {
  const at = (i: number) => world.affiliations[i] as SomeWorld['affiliations'][number]
  const own = at(place)
  const running = world.memberships.filter(m => !m.ended)
  const groups = running.filter(m => m.organisation === own.organisation).map(m => m.group)
  const minor = own.born !== null && own.born > '2010'
  const ofThis = world.guardianships.filter(g => g.student === place)
  const barred = ofThis.filter(g => g.barred).map(g => at(g.guardian).person)
  const guardians = ofThis
    .filter(
      g => g.state === 'confirmed' && !g.ended && !g.barred && !at(g.guardian).ended && !own.ended && minor,
    )
    .map(g => at(g.guardian).person)
    .filter(id => !barred.includes(id))
  return {
    organisationId: organisation(own.organisation),
    personId: own.person === null ? null : person(own.person),
    listed: own.listed,
    ended: own.ended,
    groupIds: groups.map(group),
    neighbourIds: running.filter(m => groups.includes(m.group)).map(m => organisation(m.organisation)),
    guardianIds: guardians.filter(id => id !== null).map(person),
  }
}

/** Everyone who could be signed in: each person in each running affiliation, and in none. */
function viewersOf(world: SomeWorld): Viewer[] {
  const acting = world.affiliations.flatMap((a, i): Viewer[] =>
    a.person === null || a.ended
      ? []
      : [
          {
            personId: person(a.person),
            affiliationId: affiliation(i),
            role: a.role,
            organisationId: organisation(a.organisation),
            groupId: a.group === null ? null : group(a.group),
          },
        ],
  )
  const none = { affiliationId: null, role: 'person', organisationId: null, groupId: null } as const
  return [...acting, ...Array.from({ length: PEOPLE }, (_, i) => ({ ...none, personId: person(i) }))]
}

const keepsConsents = (viewer: Viewer, facts: PersonFacts) => may(keepConsents, viewer, facts)
const seesConsent = (viewer: Viewer, facts: PersonFacts) =>
  keepsConsents(viewer, facts) ||
  facts.personId === viewer.personId ||
  facts.guardianIds.includes(viewer.personId)

const ended = (yes: boolean) => (yes ? "'2026-01-31'" : 'null')
const literal = (text: string | null) => (text === null ? 'null' : `'${text}'`)

async function write(client: pg.PoolClient, world: SomeWorld): Promise<void> {
  const places = (count: number) => Array.from({ length: count }, (_, i) => i)
  const statements = [
    ...places(ORGANISATIONS).map(
      i => `insert into members.organisations (id, kind, code, name_zh, sort_key, grams)
        values ('${organisation(i)}', 'university', 'SCOPE${i}', '校', '', '{}')`,
    ),
    ...places(GROUPS).map(
      i => `insert into members.groups (id, kind, name_zh) values ('${group(i)}', 'committee', '组')`,
    ),
    ...places(PEOPLE).map(
      i => `insert into members.persons (id, display_name) values ('${person(i)}', '人')`,
    ),
    ...world.memberships.map(
      m => `insert into members.memberships (group_id, organisation_id, position, starts_on, ends_on)
        values ('${group(m.group)}', '${organisation(m.organisation)}', 'member', '2024-01-01', ${ended(m.ended)})`,
    ),
    ...world.affiliations.map(
      (
        a,
        i,
      ) => `insert into members.affiliations (id, organisation_id, person_id, group_id, role, name, birth_date,
          listed, starts_on, ends_on, sort_key, grams)
        values ('${affiliation(i)}', '${organisation(a.organisation)}',
          ${literal(a.person === null ? null : person(a.person))},
          ${literal(a.group === null ? null : group(a.group))}, '${a.role}', '名', ${literal(a.born)},
          ${a.listed}, '2024-01-01', ${ended(a.ended)}, '', '{}')`,
    ),
    ...world.guardianships.map(
      g => `insert into members.guardianships
          (organisation_id, guardian_affiliation_id, student_affiliation_id, relation, state, starts_on, ends_on,
            barred_on)
        values ('${organisation(0)}', '${affiliation(g.guardian)}', '${affiliation(g.student)}', 'other', '${g.state}',
          '2024-01-01', ${ended(g.ended)}, ${ended(g.barred)})`,
    ),
    ...world.affiliations.flatMap((a, i) => [
      `insert into members.consent_requests (id, organisation_id, purpose, title_zh, title_en, text_zh, text_en,
          student_affiliation_id, by_name)
        values ('${uuid(5, i)}', '${organisation(a.organisation)}', 'photo', '甲', 'a', '甲', 'a', '${affiliation(i)}', '名')`,
      `insert into members.consents (id, organisation_id, request_id, student_affiliation_id)
        values ('${uuid(6, i)}', '${organisation(a.organisation)}', '${uuid(5, i)}', '${affiliation(i)}')`,
      `insert into members.consent_answers (id, organisation_id, consent_id, capacity, affiliation_id, signer_name, answer)
        values ('${uuid(7, i)}', '${organisation(a.organisation)}', '${uuid(6, i)}', 'student', '${affiliation(i)}', '名',
          'given')`,
    ]),
  ]
  await client.query(statements.join(';\n'))
}

let services: TestServices
beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

/** Ids that a statement returns for the viewer, with the rights of the application; undone afterwards. */
async function idsFor(client: pg.PoolClient, viewer: Viewer, statement: string): Promise<string[]> {
  await client.query('savepoint before')
  await client.query(become(viewer))
  await client.query('set local role overpass_app')
  const { rows } = await client.query<{ id: string }>(statement)
  await client.query('rollback to savepoint before')
  return rows.map(row => row.id).sort()
}

test('the database and the policy agree on who is read and who is changed', { timeout: 60_000 }, async () => {
  const client = await services.ownerPool.connect()
  let seen = 0
  try {
    await fc.assert(
      fc.asyncProperty(someWorld, async world => {
        await client.query('begin')
        try {
          await write(client, world)
          const all = world.affiliations.map((_, i) => ({ id: affiliation(i), facts: factsOf(world, i) }))
          for (const viewer of viewersOf(world)) {
            const readable = all.filter(({ facts }) => may(readPerson, viewer, facts)).map(({ id }) => id)
            const changeable = all.filter(({ facts }) => may(changePerson, viewer, facts)).map(({ id }) => id)
            seen += readable.length
            const select = 'select id from members.affiliations'
            expect(await idsFor(client, viewer, select)).toEqual(readable.sort())
            const consents = all.filter(({ facts }) => seesConsent(viewer, facts))
            expect(await idsFor(client, viewer, 'select id from members.consents')).toEqual(
              consents.map(({ id }) => id.replace(/^00000004/, '00000006')).sort(),
            )
            // What a student has signed is the school's and the student's own: guardians see their own signatures.
            const answers = await idsFor(client, viewer, 'select id from members.consent_answers')
            const own = all.filter(
              ({ facts }) => keepsConsents(viewer, facts) || facts.personId === viewer.personId,
            )
            expect(answers).toEqual(own.map(({ id }) => id.replace(/^00000004/, '00000007')).sort())
            const update = 'update members.affiliations set version = version + 1 returning id'
            expect(await idsFor(client, viewer, update)).toEqual(changeable.sort())
          }
        } finally {
          await client.query('rollback')
        }
      }),
      { numRuns: 60 },
    )
  } finally {
    client.release()
  }
  expect(seen).toBeGreaterThan(500)
})

test('an administrator enters nobody who acts for a group, nobody of another organisation, nobody joined', async () => {
  const client = await services.ownerPool.connect()
  const world = { memberships: [], affiliations: [], guardianships: [] }
  const admin: Viewer = {
    personId: person(0),
    affiliationId: null,
    role: 'school_admin',
    organisationId: organisation(0),
    groupId: null,
  }
  const enter = (values: string) =>
    idsFor(
      client,
      admin,
      `insert into members.affiliations (organisation_id, role, person_id, group_id, name, sort_key, grams)
        values (${values}, '名', '', '{}') returning id`,
    )
  try {
    await client.query('begin')
    await write(client, world)
    expect(await enter(`'${organisation(0)}', 'teacher', null, null`)).toHaveLength(1)
    for (const refused of [
      `'${organisation(0)}', 'secretariat', null, null`,
      `'${organisation(0)}', 'expert', null, '${group(0)}'`,
      `'${organisation(1)}', 'teacher', null, null`,
      `'${organisation(0)}', 'teacher', '${person(1)}', null`,
    ]) {
      await client.query('savepoint tried')
      await expect(enter(refused)).rejects.toThrow(/row-level security/)
      await client.query('rollback to savepoint tried')
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('without a viewer there is nobody', async () => {
  const { rows } = await services.appPool.query('select count(*)::int as count from members.affiliations')
  expect(rows).toEqual([{ count: 0 }])
})
