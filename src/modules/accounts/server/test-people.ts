import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { Role } from '#platform/contract/access.ts'
import type { OpenServices } from '#platform/server/services.ts'

let count = 0

export type TestOrganisation = { id: string; code: string }
export type TestAffiliation = { id: string; organisationId: string; personId: string | null; number: string }

const row = async (services: OpenServices, text: string, values: unknown[]): Promise<{ id: string }> => {
  const { rows } = await services.systemPool.query<{ id: string }>(text, values)
  if (!rows[0]) throw new Error('nothing inserted')
  return rows[0]
}

export async function addOrganisation(
  services: OpenServices,
  kind = 'secondary_school',
): Promise<TestOrganisation> {
  const code = `T${randomBytes(4).toString('hex').toUpperCase()}`
  const { id } = await row(
    services,
    `insert into members.organisations (kind, code, name_zh, name_en, sort_key, grams)
     values ($1, $2, $3, $4, $2, '{}') returning id`,
    [kind, code, `测试学校${code}`, `Test school ${code}`],
  )
  return { id, code }
}

export async function addPerson(services: OpenServices, name = '测试人'): Promise<string> {
  return (await row(services, 'insert into members.persons (display_name) values ($1) returning id', [name]))
    .id
}

export async function addAffiliation(
  services: OpenServices,
  at: {
    organisation: TestOrganisation
    role: Exclude<Role, 'person'>
    personId?: string
    groupId?: string
    classId?: string
    email?: string
  },
): Promise<TestAffiliation> {
  const number = `N${++count}${randomBytes(2).toString('hex')}`
  const { id } = await row(
    services,
    `insert into members.affiliations (organisation_id, person_id, role, name, number, group_id, class_id, email, sort_key, grams)
     values ($1, $2, $3, '测试人', $4, $5, $6, $7, 'x', '{}') returning id`,
    [
      at.organisation.id,
      at.personId ?? null,
      at.role,
      number,
      at.groupId ?? null,
      at.classId ?? null,
      at.email ?? null,
    ],
  )
  return { id, organisationId: at.organisation.id, personId: at.personId ?? null, number }
}

export async function addClass(services: OpenServices, organisation: TestOrganisation): Promise<string> {
  const { id } = await row(
    services,
    `insert into members.classes (organisation_id, name, starts_on) values ($1, $2, '2026-09-01') returning id`,
    [organisation.id, `动漫 ${++count} 班`],
  )
  return id
}

/** A group with these organisations as members. */
export async function addGroup(services: OpenServices, organisations: TestOrganisation[]): Promise<string> {
  const { id } = await row(
    services,
    `insert into members.groups (kind, name_zh) values ('education_group', '测试集团') returning id`,
    [],
  )
  for (const organisation of organisations)
    await row(
      services,
      `insert into members.memberships (group_id, organisation_id, position, starts_on)
       values ($1, $2, 'member', '2026-01-01') returning id`,
      [id, organisation.id],
    )
  return id
}

/** Making one hash takes a tenth of a second of a processor: one for each password is enough. */
const hashes = new Map<string, Promise<string>>()

function hashOf(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, known)
  return known
}

/** The sign-in side of a person; with an e-mail it is a verified one. */
export async function addAccount(
  services: OpenServices,
  personId: string,
  account: { email?: string; password: string },
): Promise<void> {
  const hash = await hashOf(account.password)
  await services.systemPool.query(
    `insert into auth.users (id, name, email, email_verified) values ($1, '测试人', $2, $3)`,
    [personId, account.email ?? `${personId}@no-mail.invalid`, account.email !== undefined],
  )
  await services.systemPool.query(
    `insert into auth.credentials (user_id, account_id, provider_id, password) values ($1::uuid, $1::uuid::text, 'credential', $2)`,
    [personId, hash],
  )
}
