import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestServices, type TestServices } from '#test/services.ts'
import { CONSENT_ANSWERS, type ConsentFacts, canAnswer, isOver, standingOf } from '../../rules/consents.ts'
import { isSameGuardian } from '../../rules/guardians.ts'

let services: TestServices
beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

const answer = fc.option(fc.constantFrom(...CONSENT_ANSWERS), { freq: 3 })
const rarely = fc.integer({ min: 0, max: 9 }).map(n => n === 0)
const someFacts: fc.Arbitrary<ConsentFacts> = fc.record({
  ...{ closed: rarely, studentLeft: rarely, lapsed: rarely },
  age: fc.constantFrom('minor', 'minor', 'minor', 'adult', 'unknown'),
  ...{ needsAll: fc.boolean(), alsoStudent: fc.boolean(), student: answer },
  guardians: fc.array(
    fc
      .record({ open: fc.boolean(), barred: fc.boolean(), answer })
      .map(one => ({ ...one, open: one.open && !one.barred })),
    { maxLength: 3 },
  ),
})

const uuid = (kind: number, place: number) =>
  `0000000${kind}-0000-7000-8000-${String(place).padStart(12, '0')}`
const [school, student, request, consent] = [1, 2, 3, 4].map(kind => uuid(kind, 0))
const BORN = { minor: "platform.today() - interval '15 years'", adult: "'1990-01-01'", unknown: 'null' }

/** The statements that write such a consent, with earlier answers that were overtaken. */
function statementsOf(facts: ConsentFacts): string[] {
  // A guardian who left no trace of access but had it while signing: ended, or barred.
  const guardians = facts.guardians.map((one, i) => ({ ...one, id: uuid(5, i), affiliation: uuid(6, i) }))
  const affiliation = (id: string, role: string, more: string) =>
    `insert into members.affiliations (id, organisation_id, person_id, role, name, sort_key, grams, starts_on, birth_date,
      ends_on) values ('${id}', '${school}', ${more})`.replace(
      '$role',
      `'${role}', '名', '', '{}', '2020-01-01'`,
    )
  const answered = (id: string, capacity: string, guardianship: string, given: string | null) =>
    ['refused', given]
      .filter(one => given !== null && one !== null)
      .map(
        one => `insert into members.consent_answers (organisation_id, consent_id, capacity, affiliation_id,
        guardianship_id, signer_name, answer)
        values ('${school}', '${consent}', '${capacity}', '${id}', ${guardianship}, '名', '${one}')`,
      )
  return [
    `insert into members.organisations (id, kind, code, name_zh, sort_key, grams)
      values ('${school}', 'secondary_school', 'STAND', '校', '', '{}')`,
    ...guardians.map(
      (_, i) => `insert into members.persons (id, display_name) values ('${uuid(7, i)}', '人')`,
    ),
    affiliation(
      student as string,
      'student',
      `null, $role, ${BORN[facts.age]}, ${facts.studentLeft ? "'2026-01-01'" : 'null'}`,
    ),
    ...guardians.map((one, i) =>
      affiliation(one.affiliation, 'guardian', `'${uuid(7, i)}', $role, null, null`),
    ),
    ...guardians.map(
      one => `insert into members.guardianships (id, organisation_id, guardian_affiliation_id, student_affiliation_id,
        relation, state, starts_on, ends_on, barred_on) values ('${one.id}', '${school}', '${one.affiliation}',
        '${student}', 'other', 'confirmed', '2020-01-01', ${one.open || one.barred ? 'null' : "'2026-01-01'"},
        ${one.barred ? "'2026-01-01'" : 'null'})`,
    ),
    `insert into members.consent_requests (id, organisation_id, purpose, title_zh, title_en, text_zh, text_en,
      student_affiliation_id, needs_all, also_student, asked_on, valid_until, closed_on, by_name)
      values ('${request}', '${school}', 'photo', '甲', 'a', '甲', 'a', '${student}', ${facts.needsAll},
        ${facts.alsoStudent}, '2020-01-01', ${facts.lapsed ? 'platform.today() - 1' : 'platform.today()'},
        ${facts.closed ? 'platform.today()' : 'null'}, '名')`,
    `insert into members.consents (id, organisation_id, request_id, student_affiliation_id)
      values ('${consent}', '${school}', '${request}', '${student}')`,
    ...guardians.flatMap(one => answered(one.affiliation, 'guardian', `'${one.id}'`, one.answer)),
    ...answered(student as string, 'student', 'null', facts.student),
  ]
}

test('the database and the rule agree on how a consent stands', { timeout: 60_000 }, async () => {
  const client = await services.ownerPool.connect()
  const seen = new Set<string>()
  try {
    await fc.assert(
      fc.asyncProperty(someFacts, async facts => {
        // Of age, nobody's guardianship is open.
        const guardians = facts.guardians.map(one => ({ ...one, open: one.open && facts.age === 'minor' }))
        const expected = standingOf({ ...facts, guardians })
        await client.query('begin')
        try {
          await client.query(statementsOf(facts).join(';\n'))
          const { rows } = await client.query<{ state: string; has: boolean }>(
            `select state, members.has_consent($2, 'photo') as has from members.consent_states(array[$1::uuid])`,
            [consent, student],
          )
          expect(rows).toEqual([{ state: expected, has: expected === 'given' }])
          seen.add(expected)
        } finally {
          await client.query('rollback')
        }
      }),
      { numRuns: 250 },
    )
  } finally {
    client.release()
  }
  expect(seen.size).toBe(9)
})

test('one against is never a consent, and whoever gave can take it back', () => {
  fc.assert(
    fc.property(someFacts, facts => {
      const state = standingOf(facts)
      const open = facts.guardians.filter(one => one.open)
      if (facts.age === 'minor' && open.some(one => one.answer !== null && one.answer !== 'given'))
        expect(state).not.toBe('given')
      if (!isOver(state)) expect(canAnswer(state, 'given', 'withdrawn')).toBe(true)
      for (const last of [null, ...CONSENT_ANSWERS])
        if (last) expect(canAnswer(state, last, last)).toBe(false)
    }),
  )
})

test('the same human is known by name and phone or e-mail, however they are written', () => {
  const who = { name: '苏示例', phone: '+86 138 0000 1111', email: 'Su@example.org' }
  expect(isSameGuardian(who, { name: '苏示例 ', phone: '13800001111', email: null })).toBe(true)
  expect(isSameGuardian(who, { name: '苏示例', phone: null, email: 'su@example.org' })).toBe(true)
  expect(isSameGuardian(who, { name: '苏示例', phone: null, email: null })).toBe(false)
  expect(isSameGuardian(who, { name: '苏示例', phone: '13800002222', email: null })).toBe(false)
  expect(isSameGuardian(who, { ...who, name: '林示例' })).toBe(false)
  const bare = { name: '苏示例', phone: null, email: null }
  expect(isSameGuardian(bare, bare)).toBe(true)
})
