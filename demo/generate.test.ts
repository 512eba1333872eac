import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { isUscc } from '#modules/members/rules/uscc.ts'
import { generateDemo } from './generate.ts'
import { CHAIR, COMMITTEE_ID, GROUP_ID } from './groups.ts'
import { SURNAMES } from './names/surnames.ts'
import { isSecondary, type Organisation } from './organisations/kinds.ts'
import { GROUP_MEMBERS, TOLD_SCHOOLS } from './organisations/list.ts'
import { organisationId } from './organisations/rows.ts'
import { PROGRAMME_TABLES, type ProgrammeDemoRows } from './programmes/rows.ts'
import type { AffiliationRow, DemoRows } from './rows.ts'

const TODAY = '2026-11-22'
type Programmes = { [Name in keyof ProgrammeDemoRows]: ProgrammeDemoRows[Name][] }
type All = { [Name in keyof DemoRows]: DemoRows[Name][] }

function collect(options: { scale?: number; today?: string } = {}): All {
  const all: All = {
    organisations: [],
    groups: [],
    memberships: [],
    classes: [],
    persons: [],
    affiliations: [],
    guardianships: [],
    consentRequests: [],
    consents: [],
    consentAnswers: [],
    personas: [],
    capabilities: [],
    contacts: [],
    organs: [],
    terms: [],
    charters: [],
    relations: [],
    duesSchemes: [],
    dues: [],
    duesPayments: [],
    applications: [],
    applicationSteps: [],
    notices: [],
    noticeKeys: [],
    todos: [],
    sites: [],
    news: [],
    history: [],
    readings: [],
    corrections: [],
    ...(Object.fromEntries(Object.keys(PROGRAMME_TABLES).map(name => [name, []])) as unknown as Programmes),
  }
  for (const batch of generateDemo({ today: TODAY, ...options }))
    for (const [name, rows] of Object.entries(batch)) (all[name as keyof All] as unknown[]).push(...rows)
  return all
}

const hashOf = (all: All) => createHash('sha256').update(JSON.stringify(all)).digest('hex')
const repeated = (values: (string | null)[]) =>
  values.filter((value, i) => value && values.indexOf(value) !== i)
const isActive = (row: { endsOn: string | null }) => row.endsOn === null
const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

let demo: All
beforeAll(() => {
  demo = collect()
})
const withRole = (role: AffiliationRow['role']) =>
  demo.affiliations.filter(a => a.role === role && isActive(a))

test('the same day gives the same rows, and so does any other day of its school year', () => {
  expect(hashOf(collect())).toBe(hashOf(demo))
  expect(hashOf(collect({ today: '2027-08-31' }))).toBe(hashOf(demo))
  expect(hashOf(collect({ today: '2027-09-01' }))).not.toBe(hashOf(demo))
})

test('31 members: 7 secondary schools, 5 colleges, 2 universities, 15 companies, 2 associations', () => {
  const members = demo.memberships.filter(
    m => m.groupId === GROUP_ID && isActive(m) && m.position !== 'authority',
  )
  const kinds = members.map(m => demo.organisations.find(o => o.id === m.organisationId)?.kind)
  const count = (kind: string) => kinds.filter(k => k === kind).length
  expect(members).toHaveLength(31)
  expect(new Set(members.map(m => m.organisationId)).size).toBe(31)
  expect(count('secondary_school')).toBe(6)
  expect(count('comprehensive_school')).toBe(1)
  expect(count('higher_vocational_college')).toBe(5)
  expect(count('university')).toBe(2)
  expect(count('company')).toBe(15)
  expect(count('association')).toBe(2)
})

test('a university is the chair unit, an association organises, an authority is related', () => {
  const at = (position: string) => {
    const found = demo.memberships.filter(m => m.groupId === GROUP_ID && m.position === position)
    return found.map(m => demo.organisations.find(o => o.id === m.organisationId)?.kind)
  }
  expect(at('chair_unit')).toEqual(['university'])
  expect(at('organiser')).toEqual(['association'])
  expect(at('authority')).toEqual(['authority'])
  expect(at('vice_chair_unit').length).toBeGreaterThan(2)
  expect(at('director_unit').length).toBeGreaterThan(4)
})

test('the committee shares some members with the group and has some of its own', () => {
  const of = (group: string) =>
    new Set(demo.memberships.filter(m => m.groupId === group && isActive(m)).map(m => m.organisationId))
  const [group, committee] = [of(GROUP_ID), of(COMMITTEE_ID)]
  expect([...committee].filter(id => group.has(id)).length).toBeGreaterThan(4)
  expect([...committee].filter(id => !group.has(id)).length).toBeGreaterThan(4)
})

test('about 3,000 students and 260 teachers', () => {
  expect(withRole('student').length).toBeGreaterThan(2_900)
  expect(withRole('student').length).toBeLessThan(3_100)
  expect(withRole('teacher')).toHaveLength(260)
})

test('every role is there', () => {
  for (const role of [
    'guardian',
    'school_admin',
    'company_hr',
    'mentor',
    'expert',
    'association_staff',
    'authority_observer',
    'secretariat',
    'resident',
  ] as const)
    expect(withRole(role).length, role).toBeGreaterThan(0)
})

describe('nothing occurs twice', () => {
  test.each([
    'organisations',
    'groups',
    'memberships',
    'classes',
    'persons',
    'affiliations',
    'guardianships',
    'capabilities',
    'organs',
    'terms',
    'relations',
    'dues',
    'duesPayments',
    'todos',
  ] as const)('ids of %s', name =>
    expect(new Set(demo[name].map(row => row.id)).size).toBe(demo[name].length),
  )
  test('codes, names, credit codes, websites', () => {
    for (const key of ['code', 'nameZh', 'nameEn', 'shortZh', 'uscc', 'website'] as const)
      expect(repeated(demo.organisations.map(o => o[key])), key).toEqual([])
  })
  test('numbers in an organisation and role, names of classes in a school', () => {
    expect(
      repeated(demo.affiliations.map(a => a.number && `${a.organisationId} ${a.role} ${a.number}`)),
    ).toEqual([])
    expect(repeated(demo.classes.map(c => `${c.organisationId} ${c.name}`))).toEqual([])
  })
})

test('credit codes are right and of a region that does not exist', () => {
  for (const { uscc } of demo.organisations) {
    expect(isUscc(uscc), uscc).toBe(true)
    expect(uscc.slice(2, 8)).toBe('990100')
  }
})

test('secondary pupils are 15 to 18, students older, and only learners have a birthday', () => {
  const schools = new Map<string, Organisation>(
    TOLD_SCHOOLS.map(school => [organisationId(school.code), school]),
  )
  for (const row of withRole('student')) {
    const school = schools.get(row.organisationId)
    const [least, most] = school && isSecondary(school) ? [15, 18] : [18, 22]
    expect(String(row.birthDate) <= yearsBefore('2026-09-01', least), `${row.number}`).toBe(true)
    expect(String(row.birthDate) > yearsBefore('2026-09-01', most), `${row.number}`).toBe(true)
  }
  expect(demo.affiliations.filter(a => a.role !== 'student' && a.birthDate)).toEqual([])
})

test('both languages everywhere', () => {
  const latin = /^[\p{sc=Latin}\p{N}\p{P}\p{Zs}+]+$/u
  const texts = [
    ...demo.organisations.flatMap(o => [o.nameEn, o.shortEn, o.regionEn, o.summaryEn, ...o.fieldsEn]),
    ...demo.groups.flatMap(g => [g.nameEn, g.regionEn, g.summaryEn]),
    ...demo.classes.map(c => c.programmeEn),
    ...demo.personas.map(p => p.titleEn),
    ...demo.affiliations.flatMap(a => [a.nameLatin ?? '', ...(a.positionZh ? [a.positionEn ?? ''] : [])]),
  ]
  expect(texts.filter(text => !latin.test(text))).toEqual([])
  expect(demo.organisations.filter(o => o.fieldsZh.length !== o.fieldsEn.length)).toEqual([])
  const chinese = [...demo.organisations.map(o => o.nameZh), ...demo.affiliations.map(a => a.name)]
  expect(chinese.filter(text => !/\p{sc=Han}/u.test(text))).toEqual([])
})

test('guardians are for pupils of the same school, and the surnames of fathers agree', () => {
  const known = new Map(demo.affiliations.map(row => [row.id, row]))
  const surnames = new Set(SURNAMES.map(surname => surname.latin))
  for (const { guardianAffiliationId, studentAffiliationId, relation } of demo.guardianships) {
    const [guardian, student] = [known.get(guardianAffiliationId), known.get(studentAffiliationId)]
    expect([guardian?.role, student?.role]).toEqual(['guardian', 'student'])
    expect(guardian?.organisationId).toBe(student?.organisationId)
    const surname = student?.nameLatin?.split(' ')[0] ?? ''
    if (relation === 'father' && surnames.has(surname))
      expect(guardian?.nameLatin?.split(' ')[0]).toBe(surname)
  }
})

test('consents are asked of students there are, and signed by their own guardians', () => {
  const students = new Set(demo.affiliations.filter(a => a.role === 'student').map(a => a.id))
  const guardianships = new Map(demo.guardianships.map(row => [row.id, row]))
  const consents = new Map(demo.consents.map(row => [row.id, row]))
  expect(demo.consents.every(row => students.has(row.studentAffiliationId))).toBe(true)
  for (const { consentId, guardianshipId, affiliationId } of demo.consentAnswers) {
    const guardianship = guardianships.get(guardianshipId ?? '')
    expect(guardianship?.guardianAffiliationId).toBe(affiliationId)
    expect(guardianship?.studentAffiliationId).toBe(consents.get(consentId)?.studentAffiliationId)
  }
  expect(new Set(demo.consentAnswers.map(row => row.answer))).toEqual(new Set(['given', 'refused']))
})

test('people of the cast can act today; one is a guardian of two, one has moved, one is a minor', () => {
  const known = new Map(demo.affiliations.map(row => [row.id, row]))
  const cast = demo.personas.map(persona => known.get(persona.affiliationId))
  for (const row of cast) expect(row?.personId && isActive(row)).toBeTruthy()
  expect(new Set(cast.map(row => row?.role)).size).toBe(11)
  const of = (role: string) => cast.filter(row => row?.role === role)
  const all = (row: AffiliationRow | undefined) => demo.affiliations.filter(a => a.personId === row?.personId)
  expect(all(of('guardian')[0])).toHaveLength(2)
  const [pupil, moved] = of('student')
  expect(String(pupil?.birthDate) > yearsBefore(TODAY, 18)).toBe(true)
  expect(all(moved).map(row => row.endsOn)).toEqual([`2026-06-30`, null])
  expect(new Set(all(moved).map(row => row.birthDate)).size).toBe(1)
  expect(all(of('expert')[0]).map(row => row.role)).toEqual(['mentor', 'expert'])
})

test('every affiliation of one person has one name', () => {
  const names = new Map<string, string>()
  for (const { personId, name } of demo.affiliations) {
    if (!personId) continue
    expect(names.get(personId) ?? name).toBe(name)
    names.set(personId, name)
  }
  expect(names.size).toBe(demo.persons.length)
})

test('some have not claimed their entry, some have ended', () => {
  expect(demo.affiliations.filter(a => a.personId === null && isActive(a)).length).toBeGreaterThan(500)
  expect(demo.affiliations.filter(a => !isActive(a)).length).toBeGreaterThan(200)
})

test('the history lies in the past, in order, and its figures are those of the rows', () => {
  const { history } = demo
  expect(history.length).toBeGreaterThan(50)
  expect(history.map(fact => fact.at)).toEqual(history.map(fact => fact.at).toSorted())
  expect(history.every(fact => fact.at < TODAY)).toBe(true)
  const [school] = GROUP_MEMBERS
  const imported = history.find(
    fact =>
      fact.action === 'members.import_people' && fact.organisationId === organisationId(school?.code ?? ''),
  )
  const cohort = new Set(demo.classes.filter(c => c.cohort === 2026).map(c => c.id))
  const pupils = demo.affiliations.filter(
    a => a.organisationId === imported?.organisationId && a.classId && cohort.has(a.classId),
  )
  expect(imported?.data.added).toBe(pupils.length)
})

test('a larger scale has as many more people, all codes and names still apart', () => {
  const three = collect({ scale: 3 })
  const students = (all: All) => all.affiliations.filter(a => a.role === 'student' && isActive(a)).length
  expect(students(three) / students(demo)).toBeGreaterThan(2.85)
  expect(students(three) / students(demo)).toBeLessThan(3.15)
  expect(three.organisations.filter(o => o.kind === 'company').length).toBeGreaterThan(45)
  expect(three.affiliations.filter(a => a.role === 'teacher' && isActive(a))).toHaveLength(780)
  for (const key of ['code', 'nameZh', 'nameEn', 'uscc'] as const)
    expect(repeated(three.organisations.map(o => o[key])), key).toEqual([])
})

test('a city at scale 100 has schools and companies of their own names', () => {
  const organisations: DemoRows['organisations'][] = []
  for (const batch of generateDemo({ scale: 100, today: TODAY })) {
    if (!batch.organisations) break
    organisations.push(...batch.organisations)
  }
  expect(organisations.length).toBeGreaterThan(1_600)
  for (const key of ['code', 'nameZh', 'nameEn', 'uscc', 'website'] as const)
    expect(new Set(organisations.map(o => o[key])).size, key).toBe(organisations.length)
})

test('a scale or day that makes no sense is refused', () => {
  expect(() => [...generateDemo({ scale: 0, today: TODAY })]).toThrow(/scale/)
  expect(() => [...generateDemo({ scale: 1.5, today: TODAY })]).toThrow(/scale/)
  expect(() => [...generateDemo({ today: 'today' })]).toThrow(/not a day/)
})

test('the chair unit houses the secretariat', () => {
  const secretaries = withRole('secretariat').filter(row => row.groupId === GROUP_ID)
  expect(secretaries.every(row => row.organisationId === organisationId(CHAIR))).toBe(true)
})
