import { CompiledQuery } from 'kysely'
import { z } from 'zod'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { PeopleFilters, PersonRow } from '../../contract/people.ts'
import { peopleConditions } from './people-list.ts'

export type ExportRow = {
  id: string
  externalId: string | null
  number: string | null
  name: string
  nameLatin: string | null
  role: PersonRow['role']
  className: string | null
  cohort: number | null
  programmeZh: string | null
  positionZh: string | null
  positionEn: string | null
  email: string | null
  phone: string | null
  birthDate: string | null
  startsOn: string
  endsOn: string | null
  sortKey: string
}

const position = z.tuple([z.string().max(2000), z.uuid()])

/** One batch of an organisation's people with everything it keeps of them. */
export async function selectExport(
  db: Db,
  organisationId: string,
  filters: PeopleFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: ExportRow[]; next: string | null }> {
  const conditions = peopleConditions(organisationId, filters)
  const after = readKey(page.after, position)
  if (after) {
    const [key, id] = [conditions.value(after[0]), conditions.value(after[1])]
    conditions.always('after', `(a.sort_key, a.id) > (${key}, ${id}::uuid)`)
  }
  const limit = conditions.value(page.limit)
  const text = `select a.id, a.external_id, a.number, a.name, a.name_latin, a.role, c.name as class_name, c.cohort,
        c.programme_zh, a.position_zh, a.position_en, a.email, a.phone, a.birth_date, a.starts_on, a.ends_on,
        a.sort_key
      from members.affiliations a left join members.classes c on c.id = a.class_id
      ${conditions.where} order by a.sort_key, a.id limit ${limit}`
  const { rows } = await db.executeQuery<ExportRow>(CompiledQuery.raw(text, conditions.values))
  const last = rows.at(-1)
  return { rows, next: rows.length === page.limit && last ? writeKey([last.sortKey, last.id]) : null }
}
