import { hashPassword } from 'better-auth/crypto'
import type { MembersWorld } from '#modules/members/contract/world.ts'
import { ROLES, type Role, type Viewer } from '#platform/contract/access.ts'
import type { World } from '#platform/contract/endpoint.ts'
import { prepareAccounts } from './accounts-world.ts'
import { prepareAgreements } from './agreements-world.ts'
import type { TestApp, TestClient } from './app.ts'
import { prepareApplications } from './applications-world.ts'
import { prepareCredentials } from './credentials-world.ts'
import { prepareFaculty } from './faculty-world.ts'
import { prepareFamily } from './family-world.ts'
import { prepareHouse } from './house-world.ts'
import { prepareImports } from './import-world.ts'
import { prepareInformation } from './information-world.ts'
import { prepareLibrary } from './library-world.ts'
import { prepareNetwork } from './network-world.ts'
import { prepareOneRoster } from './oneroster-world.ts'
import { prepareOverpass } from './overpass-world.ts'
import { preparePrivacy } from './privacy-world.ts'
import { prepareProgrammes } from './programmes-world.ts'
import { prepareRecords } from './records-world.ts'
import {
  freshCode,
  insert,
  insertAffiliation,
  insertMember,
  insertOrganisation,
  insertPerson,
} from './rows.ts'
import { prepareSharing } from './sharing-world.ts'
import { addAccount, signInAs } from './sign-in.ts'
import { prepareSite } from './site-world.ts'

/** Somebody who asks: with a session, the viewer that follows from it, and what sign-in examples need. */
export type Persona = {
  /** "teacher of A"; `nobody` has no session. */
  label: string
  viewer: Viewer | null
  client: TestClient
  account: World['account']
}

export type PreparedWorld = {
  world: World
  ids: Record<'a' | 'b' | 'c' | 'd' | 'e' | 'x' | 'g' | 'h', string>
  personas: Persona[]
  /** The persona of that label. */
  as(label: string): Persona
  /** The world as one persona's examples see it: with the persona's own account. */
  worldFor(persona: Persona): World
}

const PASSWORD = 'correct horse battery staple'
export const MINOR_BORN = `${new Date().getFullYear() - 15}-03-01`
const SURNAMES = '林陈黄周吴徐孙马朱胡郭何'

/**
 * Group G with school A, school B, company C, association D and authority E; group H with school B and
 * school X. Everyone of every role at A and at X, and those who matter at the others; a minor student with a
 * guardian, a class, listed staff.
 */
export async function prepareWorld(app: TestApp): Promise<PreparedWorld> {
  const { services } = app
  const org = (kind: string, zh: string, en: string) => insertOrganisation(services, { kind, zh, en })
  const [a, b, c, d, e, x] = [
    await org('secondary_school', '甲职业学校', 'School A'),
    await org('higher_vocational_college', '乙职业技术学院', 'College B'),
    await org('company', '丙动画公司', 'Animation Company C'),
    await org('association', '丁数字媒体协会', 'Association D'),
    await org('authority', '戊教育局', 'Education Authority E'),
    await org('university', '己大学', 'University X'),
  ].map(({ id }) => id) as [string, string, string, string, string, string]
  const group = (zh: string) => insert(services, 'members.groups', { kind: 'education_group', name_zh: zh })
  const [g, h] = [await group('示例职教集团'), await group('另一个集团')]
  for (const id of [a, b, c, d]) await insertMember(services, g, id)
  await insertMember(services, g, e, 'authority')
  for (const id of [b, x]) await insertMember(services, h, id)
  const ids = { a, b, c, d, e, x, g, h }

  const classId = await insert(services, 'members.classes', {
    ...{ organisation_id: a, name: '动漫一班', cohort: 2025, starts_on: '2025-09-01' },
  })
  const hash = await hashPassword(PASSWORD)
  const personas: Persona[] = []
  const add = async (role: Role, at: keyof typeof ids, acting = true) => {
    const name = `${SURNAMES[personas.length % SURNAMES.length]}${acting ? '示' : '游'}例${personas.length}`
    const personId = await insertPerson(services, name)
    const groupId = ['secretariat', 'authority_observer'].includes(role) ? (at === 'x' ? h : g) : undefined
    const affiliationId = await insertAffiliation(services, {
      ...{ organisationId: ids[at], role: role === 'person' ? 'resident' : role, name, personId, groupId },
      number: freshCode(),
      ...(role === 'student' ? { birthDate: MINOR_BORN, ...(at === 'a' ? { classId } : {}) } : {}),
    })
    const account = { email: `${personId}@example.org`, password: PASSWORD, personId, affiliationId }
    await addAccount(app, { ...account, passwordHash: hash })
    const viewer: Viewer = acting
      ? { personId, affiliationId, role, organisationId: ids[at], groupId: groupId ?? null }
      : { personId, affiliationId: null, role: 'person', organisationId: null, groupId: null }
    const client = await signInAs(app, { personId, affiliationId: viewer.affiliationId })
    personas.push({ label: acting ? `${role} of ${at}` : 'person', viewer, client, account })
    return { personId, affiliationId }
  }
  for (const role of ROLES) await add(role, 'a')
  for (const role of ROLES) await add(role, 'x')
  for (const role of ['student', 'teacher', 'school_admin'] as const) await add(role, 'b')
  for (const role of ['company_hr', 'mentor'] as const) await add(role, 'c')
  await add('association_staff', 'd')
  await add('authority_observer', 'e')
  await add('person', 'x', false)
  const as = (label: string): Persona => {
    const found = personas.find(persona => persona.label === label)
    if (!found) throw new Error(`nobody is ${label}`)
    return found
  }
  personas.push({ label: 'nobody', viewer: null, client: app.client(), account: as('student of a').account })

  const [student, guardian] = [as('student of a').account, as('guardian of a').account]
  await insert(services, 'members.guardianships', {
    ...{ organisation_id: a, relation: 'mother', state: 'confirmed' },
    ...{ guardian_affiliation_id: guardian.affiliationId, student_affiliation_id: student.affiliationId },
  })
  for (const [at, name] of [
    ['a', '方示例'],
    ['b', '许示例'],
    ['c', '曹示例'],
    ['x', '魏示例'],
  ] as const)
    await insertAffiliation(services, { organisationId: ids[at], role: 'expert', name, listed: true })

  const members: MembersWorld = {
    ...{ groupId: g, schoolId: a, classId, neighbourIds: [a, b, c, d, e], schoolGroupIds: [g] },
    studentId: student.affiliationId,
    studentPersonId: student.personId,
    guardianPersonId: guardian.personId,
    freshCode,
    async freshMember() {
      const made = await org('company', `新单位${freshCode()}`, 'A new member')
      const { rows } = await services.systemPool.query<{ code: string }>(
        'select code from members.organisations where id = $1',
        [made.id],
      )
      const membership = await insertMember(services, g, made.id)
      return {
        organisation: { id: made.id, version: 1 },
        membership: { id: membership, version: 1 },
        code: (rows[0] as { code: string }).code,
      }
    },
    async schoolMembership() {
      const { rows } = await services.systemPool.query<{ id: string }>(
        `update members.memberships set number = coalesce(number, '2024-900')
          where group_id = $1 and organisation_id = $2 returning id`,
        [g, a],
      )
      return (rows[0] as { id: string }).id
    },
    async groupVersion() {
      const { rows } = await services.systemPool.query<{ version: number }>(
        'select version from members.groups where id = $1',
        [g],
      )
      return (rows[0] as { version: number }).version
    },
    async freshOrgan() {
      const organ = { group_id: g, kind: 'working_committee', name_zh: `委员会 ${freshCode()}` }
      const id = await insert(services, 'members.organs', organ)
      const term = { organ_id: id, office: 'member', person_name: '示例委员', by_name: '示例' }
      const termId = await insert(services, 'members.terms', { ...term, starts_on: '2025-01-01' })
      return { id, termId }
    },
    ownOrganisationId: a,
    // Of a group made for the call, so that nobody else's examples lose theirs.
    ownMembership: async () => insertMember(services, await group('退出示例集团'), a),
    async freshPerson(options = {}) {
      const endsOn = options.ended ? '2026-01-31' : undefined
      const id = await insertAffiliation(services, {
        organisationId: a,
        role: 'teacher',
        name: '新老师',
        endsOn,
      })
      return { id, version: 1 }
    },
    async freshClass() {
      const values = { organisation_id: a, name: `新班 ${freshCode()}`, starts_on: '2025-09-01' }
      return { id: await insert(services, 'members.classes', values), version: 1 }
    },
  }
  const accounts = prepareAccounts(app, { organisationId: a, groupIds: [g] })
  const imports = prepareImports(services, { organisationId: a, ...as('school_admin of a').account })
  const oneroster = prepareOneRoster(services, { organisationId: a, ...as('school_admin of a').account })
  const programmes = await prepareProgrammes(services, { schoolId: a, companyId: c, groupId: g })
  const overpass = await prepareOverpass(app, {
    schoolId: a,
    groupId: g,
    guardianPersonId: guardian.personId,
    student,
  })
  const school = { organisationId: a, administratorId: as('school_admin of a').account.affiliationId }
  const moving = { organisationId: a, groupId: g, studentPersonId: student.personId }
  const recorded = { organisationId: a, student, guardianId: guardian.personId }
  const worldFor = (persona: Persona) =>
    ({
      seed: 'test',
      members,
      account: persona.account,
      accounts,
      imports,
      oneroster,
      applications: prepareApplications(services, g),
      family: prepareFamily(services, { organisationId: a, guardian: as('guardian of a').account }),
      network: prepareNetwork(services, {
        ...{ groupId: g, schoolId: a },
        ownAffiliationId: persona.account.affiliationId,
      }),
      information: prepareInformation(app, persona, school),
      credentials: prepareCredentials(app, persona, {
        organisationId: a,
        studentId: student.affiliationId,
        studentPersonId: student.personId,
        guardianPersonId: guardian.personId,
        freshOutcome: () => prepareRecords(app, persona, recorded).freshOutcome(),
      }),
      house: prepareHouse(services, persona),
      privacy: preparePrivacy(services, persona, moving),
      site: prepareSite(services),
      programmes: programmes(persona.account.affiliationId),
      records: prepareRecords(app, persona, recorded),
      overpass: overpass(persona),
      sharing: prepareSharing(services, {
        ...{ schoolId: a, groupId: g, readerIds: [a, b, c, d, e] },
        ...{ takerId: b, bookerId: as('teacher of b').account.affiliationId },
        askerId: persona.account.affiliationId,
        ownId: persona.viewer?.organisationId ?? a,
      }),
      agreements: prepareAgreements(services, { schoolId: a, companyId: c, groupId: g }),
      faculty: prepareFaculty(services, {
        ...{ schoolId: a, companyId: c, teacherId: as('teacher of a').account.affiliationId },
      }),
      library: prepareLibrary(services, persona, { groupId: g, schoolId: a, universityId: x, askerId: b }),
    }) as World
  return { world: worldFor(as('student of a')), ids, personas, as, worldFor }
}
