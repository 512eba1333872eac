import { affiliationText } from '#modules/members/server/text.ts'
import { searchTerms } from '#platform/server/search/search-terms.ts'
import type { PersonName } from '../names/person-name.ts'
import type { Organisation } from '../organisations/kinds.ts'
import { organisationId } from '../organisations/rows.ts'
import type { AffiliationRow, Batch, DemoRole } from '../rows.ts'
import { isCast } from './cast.ts'
import { type AffiliationKey, affiliationId, personId } from './ids.ts'

/** One affiliation to be entered; what is left out is empty. */
export type Entry = {
  organisation: Organisation
  role: DemoRole
  /** Within the organisation and role; the number where there is one. */
  key: string
  name: Pick<PersonName, 'zh' | 'latin'>
  startsOn: string
  /** Whether its holder has joined it to an account. People of the cast always have. */
  claimed: boolean
  /** The affiliation that the same human came with first; the person exists already. */
  first?: AffiliationKey
  language?: 'zh' | 'en'
} & Partial<
  Pick<
    AffiliationRow,
    | 'groupId'
    | 'number'
    | 'externalId'
    | 'classId'
    | 'positionZh'
    | 'positionEn'
    | 'email'
    | 'phone'
    | 'birthDate'
    | 'listed'
    | 'endsOn'
  >
>

export type PeopleBatch = Required<Pick<Batch, 'persons' | 'affiliations' | 'guardianships'>>

export const peopleBatch = (): PeopleBatch => ({ persons: [], affiliations: [], guardianships: [] })

/** Adds an affiliation to a batch, and the person behind it where there is one and it is the first. */
export function enter(batch: PeopleBatch, entry: Entry): AffiliationRow {
  const key = { code: entry.organisation.code, role: entry.role, key: entry.key }
  const claimed = entry.first !== undefined || entry.claimed || isCast(key)
  const row: AffiliationRow = {
    id: affiliationId(key),
    organisationId: organisationId(key.code),
    personId: claimed ? personId(entry.first ?? key) : null,
    groupId: entry.groupId ?? null,
    role: entry.role,
    name: entry.name.zh,
    nameLatin: entry.name.latin,
    number: entry.number ?? null,
    externalId: entry.externalId ?? null,
    classId: entry.classId ?? null,
    positionZh: entry.positionZh ?? null,
    positionEn: entry.positionEn ?? null,
    email: entry.email ?? null,
    phone: entry.phone ?? null,
    birthDate: entry.birthDate ?? null,
    listed: entry.listed ?? false,
    startsOn: entry.startsOn,
    endsOn: entry.endsOn ?? null,
    ...found(entry.name, entry.number ?? null),
  }
  if (row.personId && !entry.first)
    batch.persons.push({ id: row.personId, displayName: row.name, language: entry.language ?? 'zh' })
  batch.affiliations.push(row)
  return row
}

type Found = { sortKey: string; grams: string[] }
const KNOWN_MOST = 20_000
const known = new Map<string, Found>()

/** Names repeat and numbers do not: what a name is found by is worked out once. */
function found({ zh, latin }: Pick<PersonName, 'zh' | 'latin'>, number: string | null): Found {
  const key = `${zh} ${latin}`
  let name = known.get(key)
  if (!name) {
    const { sortKey, grams } = affiliationText({ name: zh, number: null, nameLatin: latin })
    name = { sortKey, grams }
    if (known.size >= KNOWN_MOST) known.clear()
    known.set(key, name)
  }
  if (number === null) return name
  const grams = new Set(name.grams)
  for (const term of searchTerms(number, { name: true })) grams.add(term)
  return { sortKey: name.sortKey, grams: [...grams] }
}
