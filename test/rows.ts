import { randomBytes } from 'node:crypto'
import { affiliationText, organisationText } from '#modules/members/server/text.ts'
import type { Role } from '#platform/contract/access.ts'
import type { OpenServices } from '#platform/server/services.ts'

type Values = Record<string, unknown>

let count = 0

/** Capital letters and digits that nothing else in this database uses. */
export function freshCode(): string {
  count += 1
  return `T${count.toString(36)}${randomBytes(3).toString('hex')}`.toUpperCase().slice(0, 12)
}

/** Writes one row past every permission. */
export async function insertRow(
  { systemPool }: OpenServices,
  table: string,
  values: Values,
  answer = '',
): Promise<{ id: string }[]> {
  const names = Object.keys(values)
  const places = names.map((_, i) => `$${i + 1}`)
  const { rows } = await systemPool.query<{ id: string }>(
    `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) ${answer}`,
    Object.values(values),
  )
  return rows
}

/** The same, and gives its id. */
export async function insert(services: OpenServices, table: string, values: Values): Promise<string> {
  const [row] = await insertRow(services, table, values, 'returning id')
  return (row as { id: string }).id
}

export async function insertOrganisation(
  services: OpenServices,
  entry: { kind: string; zh: string; en: string; code?: string; fieldsZh?: string[]; fieldsEn?: string[] },
): Promise<{ id: string; code: string }> {
  const code = entry.code ?? freshCode()
  const fields = { zh: entry.fieldsZh ?? [], en: entry.fieldsEn ?? [] }
  const text = organisationText({
    name: { zh: entry.zh, en: entry.en },
    ...{ short: null, region: null, code, fields },
  })
  const id = await insert(services, 'members.organisations', {
    ...{ kind: entry.kind, code, name_zh: entry.zh, name_en: entry.en },
    ...{ fields_zh: fields.zh, fields_en: fields.en, sort_key: text.sortKey, grams: text.grams },
  })
  return { id, code }
}

export function insertMember(
  services: OpenServices,
  groupId: string,
  organisationId: string,
  position = 'member',
) {
  const values = { group_id: groupId, organisation_id: organisationId, position, starts_on: '2024-01-01' }
  return insert(services, 'members.memberships', values)
}

export async function insertPerson(services: OpenServices, name: string): Promise<string> {
  return insert(services, 'members.persons', { display_name: name })
}

export type NewAffiliation = {
  organisationId: string
  role: Exclude<Role, 'person'>
  name: string
  number?: string
  personId?: string
  groupId?: string
  classId?: string
  birthDate?: string
  listed?: boolean
  endsOn?: string
}

export function insertAffiliation(services: OpenServices, entry: NewAffiliation): Promise<string> {
  const { nameLatin, sortKey, grams } = affiliationText({ name: entry.name, number: entry.number ?? null })
  return insert(services, 'members.affiliations', {
    organisation_id: entry.organisationId,
    person_id: entry.personId ?? null,
    group_id: entry.groupId ?? null,
    role: entry.role,
    name: entry.name,
    name_latin: nameLatin,
    number: entry.number ?? null,
    class_id: entry.classId ?? null,
    birth_date: entry.birthDate ?? null,
    listed: entry.listed ?? false,
    starts_on: '2024-09-01',
    ends_on: entry.endsOn ?? null,
    sort_key: sortKey,
    grams,
  })
}
