import { sql } from 'kysely'
import { z } from 'zod'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { DirectoryRow, listMine } from '../../contract/people.ts'

type Filters = { q?: string; organisation?: string; role?: DirectoryRow['role'] }
type Row = {
  id: string
  name: string
  name_latin: string | null
  role: DirectoryRow['role']
  position_zh: string | null
  position_en: string | null
  organisation_id: string
  organisation_zh: string
  organisation_en: string | null
  sort_key: string
}
const position = z.tuple([z.string().max(2000), z.uuid()])

/** Listed staff of the viewer's organisation and of those that share a group with it, by pinyin. */
export async function selectDirectory(
  { query }: Pick<Context, 'query'>,
  filters: Filters,
  page: { after?: string; limit: number },
): Promise<{ rows: DirectoryRow[]; next: string | null }> {
  const all = new Conditions().always(
    'listed',
    'a.listed and a.ends_on is null and a.organisation_id = any ((select members.viewer_neighbours())::uuid[])',
  )
  if (filters.organisation) all.add('of', at => `a.organisation_id = ${at}`, filters.organisation)
  if (filters.role) all.add('role', at => `a.role = ${at}`, filters.role)
  if (filters.q) {
    const terms = queryTerms(filters.q)
    // Names of people, or of the organisation they are found at.
    if (terms.length) all.add('q', at => `(a.grams @> ${at}::text[] or o.grams @> ${at}::text[])`, terms)
    else all.always('none', 'false')
  }
  const after = readKey(page.after, position)
  if (after) {
    const [key, id] = [all.value(after[0]), all.value(after[1])]
    all.always('after', `(a.sort_key, a.id) > (${key}, ${id}::uuid)`)
  }
  const limit = all.value(page.limit + 1)
  const found = await query<Row>({
    name: `directory:${all.key}`,
    text: `select a.id, a.name, a.name_latin, a.role, a.position_zh, a.position_en, a.organisation_id,
        o.name_zh as organisation_zh, o.name_en as organisation_en, a.sort_key
      from members.affiliations a join members.organisations o on o.id = a.organisation_id
      ${all.where} order by a.sort_key, a.id limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      id: row.id,
      name: row.name,
      nameLatin: row.name_latin,
      role: row.role,
      position: row.position_zh === null ? null : { zh: row.position_zh, en: row.position_en },
      organisation: {
        id: row.organisation_id,
        name: { zh: row.organisation_zh, en: row.organisation_en },
      },
    })),
    next: found.length > page.limit && last ? writeKey([last.sort_key, last.id]) : null,
  }
}

type Mine = AnswerOf<typeof listMine>['own'][number]
type MineRow = Omit<Mine, 'class' | 'organisation' | 'group'> & {
  child: boolean
  classId: string | null
  className: string | null
  organisationId: string
  nameZh: string
  nameEn: string | null
  groupId: string | null
  groupZh: string | null
  groupEn: string | null
}

/** The viewer's own affiliations and those of their minor children, running ones first. */
export async function selectMine(db: Db, personId: string): Promise<AnswerOf<typeof listMine>> {
  const { rows } = await sql<MineRow>`select a.id, a.role, a.name, a.number, a.starts_on, a.ends_on,
      a.person_id is distinct from ${personId} as child, a.class_id, a.organisation_id, o.name_zh, o.name_en,
      a.group_id, g.name_zh as group_zh, g.name_en as group_en,
      (select c.name from members.classes c where c.id = a.class_id) as class_name
    from members.affiliations a
      join members.organisations o on o.id = a.organisation_id
      left join members.groups g on g.id = a.group_id
    where a.person_id = ${personId} or a.id = any ((select members.viewer_children())::uuid[])
    order by a.ends_on is not null, a.starts_on desc, a.id limit 200`.execute(db)
  const entries = rows.map(({ child, ...row }) => ({ child, entry: toMine(row) }))
  return {
    own: entries.filter(({ child }) => !child).map(({ entry }) => entry),
    children: entries.filter(({ child }) => child).map(({ entry }) => entry),
  }
}

function toMine(row: Omit<MineRow, 'child'>): Mine {
  const { id, role, name, number, startsOn, endsOn } = row
  return {
    ...{ id, role, name, number, startsOn, endsOn },
    class: row.classId && row.className ? { id: row.classId, name: row.className } : null,
    organisation: { id: row.organisationId, name: { zh: row.nameZh, en: row.nameEn } },
    group:
      row.groupId && row.groupZh ? { id: row.groupId, name: { zh: row.groupZh, en: row.groupEn } } : null,
  }
}
