import { z } from 'zod'
import type { Role } from '#platform/contract/access.ts'
import { day } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { PeopleFilters, PersonRow } from '../../contract/people.ts'
import type { PeopleSort } from '../../contract/vocabulary.ts'

type Querying = Pick<Context, 'query'>

/** The conditions of a set of filters within one organisation, `without` some whose own counts are wanted. */
export function peopleConditions(
  organisationId: string,
  filters: PeopleFilters,
  without: readonly (keyof PeopleFilters)[] = [],
): Conditions {
  const all = new Conditions().add('own', at => `a.organisation_id = ${at}`, organisationId)
  const { role, class: classId, state, q } = filters
  if (role && !without.includes('role')) all.add('role', at => `a.role = ${at}`, role)
  if (classId) all.add('class', at => `a.class_id = ${at}`, classId)
  if (state !== 'all' && !without.includes('state'))
    all.always(state, state === 'active' ? 'a.ends_on is null' : 'a.ends_on is not null')
  if (q) {
    const terms = queryTerms(q)
    // Through a function, since row-level security keeps the index over terms from being used directly.
    if (terms.length) all.add('q', at => `a.id in (select members.find_affiliations(${at}::text[]))`, terms)
    else all.always('none', 'false')
  }
  return all
}

/** What each order compares, which way, and what its key must look like. */
const SORTS: Record<
  PeopleSort,
  { key: string; way: 'asc' | 'desc'; cast: string; position: z.ZodType<[PeopleSort, string, string]> }
> = {
  name: { key: 'a.sort_key', way: 'asc', cast: 'text', position: position('name', z.string().max(2000)) },
  number: {
    key: `coalesce(a.number, '')`,
    way: 'asc',
    cast: 'text',
    position: position('number', z.string().max(100)),
  },
  start: { key: 'a.starts_on', way: 'desc', cast: 'date', position: position('start', day) },
}

function position(sort: PeopleSort, value: z.ZodType<string>) {
  return z.tuple([z.literal(sort), value, z.uuid()])
}

type Row = {
  id: string
  name: string
  name_latin: string | null
  number: string | null
  role: Exclude<Role, 'person'>
  position_zh: string | null
  position_en: string | null
  class_id: string | null
  class_name: string | null
  starts_on: string
  ends_on: string | null
  listed: boolean
  claimed: boolean
  key: string
}

const COLUMNS = `a.id, a.name, a.name_latin, a.number, a.role, a.position_zh, a.position_en, a.class_id,
  (select c.name from members.classes c where c.id = a.class_id) as class_name,
  a.starts_on, a.ends_on, a.listed, a.person_id is not null as claimed`

/** One page of an organisation's people in the asked order, continued after the key of its last row. */
export async function selectPeople(
  { query }: Querying,
  organisationId: string,
  filters: PeopleFilters,
  page: { sort: PeopleSort; after?: string; limit: number },
): Promise<{ rows: PersonRow[]; next: string | null }> {
  const { key, way, cast, position } = SORTS[page.sort]
  const conditions = peopleConditions(organisationId, filters)
  const after = readKey(page.after, position)
  if (after) {
    const [value, id] = [conditions.value(after[1]), conditions.value(after[2])]
    conditions.always('after', `(${key}, a.id) ${way === 'asc' ? '>' : '<'} (${value}::${cast}, ${id}::uuid)`)
  }
  const limit = conditions.value(page.limit + 1)
  const found = await query<Row>({
    name: `people-${page.sort}:${conditions.key}`,
    text: `select ${COLUMNS}, ${key} as key from members.affiliations a ${conditions.where}
      order by ${key} ${way}, a.id ${way} limit ${limit}`,
    values: conditions.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(toRow),
    next: found.length > page.limit && last ? writeKey([page.sort, last.key, last.id]) : null,
  }
}

function toRow(row: Row): PersonRow {
  return {
    id: row.id,
    name: row.name,
    nameLatin: row.name_latin,
    number: row.number,
    role: row.role,
    position: row.position_zh === null ? null : { zh: row.position_zh, en: row.position_en },
    class: row.class_id && row.class_name ? { id: row.class_id, name: row.class_name } : null,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    listed: row.listed,
    claimed: row.claimed,
  }
}

type Count = { role: PersonRow['role']; ended: boolean; count: number }

/** How many people each role and state would leave; each facet counted without its own choice. */
export async function selectPeopleCounts(
  { query }: Querying,
  organisationId: string,
  filters: PeopleFilters,
) {
  const conditions = peopleConditions(organisationId, filters, ['role', 'state'])
  const counts = await query<Count>({
    name: `count-people:${conditions.key}`,
    text: `select a.role, a.ends_on is not null as ended, count(*) as count
      from members.affiliations a ${conditions.where} group by 1, 2 order by count desc, 1`,
    values: conditions.values,
  })
  const inState = (state: PeopleFilters['state']) => (row: Count) =>
    state === 'all' || row.ended === (state === 'ended')
  const sum = (rows: Count[]) => rows.reduce((total, row) => total + row.count, 0)
  const ofRole = counts.filter(row => !filters.role || row.role === filters.role)
  const roles = new Map<PersonRow['role'], number>()
  for (const { role, count } of counts.filter(inState(filters.state)))
    roles.set(role, (roles.get(role) ?? 0) + count)
  return {
    total: sum(ofRole.filter(inState(filters.state))),
    roles: [...roles].map(([value, count]) => ({ value, count })),
    states: (['active', 'ended', 'all'] as const).map(value => ({
      value,
      count: sum(ofRole.filter(inState(value))),
    })),
  }
}
