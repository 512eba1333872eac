import { sql } from 'kysely'
import { z } from 'zod'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { UseRequest } from '../../contract/requests.ts'
import type { Use } from '../../rules/licences.ts'
import type { RequestState } from '../../rules/vocabulary.ts'
import type { By, StoredItem } from './items.ts'

const stamp = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** When the viewer's organisation asked for an item, where it still waits. */
export async function selectAskedOn(db: Db, itemId: string): Promise<string | null> {
  const { rows } = await sql<{
    at: string
  }>`select ${sql.raw(stamp('created_at'))} as at from library.requests
    where item_id = ${itemId} and organisation_id = platform.viewer_organisation() and state = 'asked'`.execute(
    db,
  )
  return rows[0]?.at ?? null
}

type Asked = { uses: readonly Use[]; purpose: string; days: number }

export async function insertRequest(
  db: Db,
  item: StoredItem,
  by: By,
  { uses, purpose, days }: Asked,
): Promise<{ id: string; dueOn: string }> {
  const { rows } = await sql<{ id: string; dueOn: string }>`insert into library.requests (item_id, owner_id,
      organisation_id, affiliation_id, by_name, uses, purpose, due_on)
    values (${item.id}, ${item.owner.id}, ${by.organisationId}, ${by.affiliationId}, ${by.byName}, ${[...uses]},
      ${purpose}, platform.today() + ${days}::int) returning id, due_on`.execute(db)
  return rows[0] as { id: string; dueOn: string }
}

type Keeper = {
  affiliationId: string | null
  active: boolean
  organisationKind: OrganisationRow['kind']
}

/** Who brought an item, and whether they are still there. */
export async function selectKeeper(db: Db, itemId: string): Promise<Keeper | undefined> {
  const { rows } = await sql<Keeper>`select affiliation_id, active, organisation_kind
    from library.keeper(${itemId})`.execute(db)
  return rows[0]
}

export async function selectOptionalRequest(db: Db, id: string) {
  const { rows } = await sql<{
    id: string
    itemId: string
    affiliationId: string | null
    state: RequestState
    version: number
  }>`select id, item_id, affiliation_id, state, version from library.requests where id = ${id}`.execute(db)
  return rows[0]
}

type Answer = { granted: boolean; answer: string; untilDate: string | null; version: number }

/** False when somebody was faster. */
export async function updateAnswer(db: Db, id: string, by: By, answer: Answer): Promise<boolean> {
  const { numAffectedRows } = await sql`update library.requests
    set state = ${answer.granted ? 'granted' : 'refused'}, answer = ${answer.answer},
      until_date = ${answer.granted ? answer.untilDate : null}, answered_affiliation_id = ${by.affiliationId},
      answered_by = ${by.byName}, answered_at = now(), version = version + 1
    where id = ${id} and version = ${answer.version} and state = 'asked'`.execute(db)
  return numAffectedRows === 1n
}

/** False when somebody was faster. */
export async function withdrawRequestRow(db: Db, id: string, seen: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update library.requests set state = 'withdrawn', version = version + 1
    where id = ${id} and version = ${seen} and state = 'asked'`.execute(db)
  return numAffectedRows === 1n
}

type Row = {
  id: string
  item_id: string
  title_zh: string | null
  title_en: string | null
  keeper_id: string | null
  owner_id: string
  owner_zh: string
  owner_en: string | null
  organisation_id: string
  name_zh: string
  name_en: string | null
  affiliation_id: string | null
  by_name: string
  uses: UseRequest['uses']
  purpose: string
  state: RequestState
  due_on: string
  until_date: string | null
  answer: string | null
  answered_by: string | null
  created_at: string
  place: string
  version: number
}
type Listed = Omit<UseRequest, 'mayAnswer' | 'mayWithdraw'> & {
  keeperId: string | null
  affiliationId: string | null
}
const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

/** Requests that came in or went out, the latest first. */
export async function selectRequests(
  { query }: Pick<Context, 'query'>,
  page: { way: 'in' | 'out'; after?: string; limit: number },
): Promise<{ rows: Listed[]; next: string | null }> {
  const after = readKey(page.after, position)
  const found = await query<Row>({
    name: 'library:requests',
    text: `select r.id, r.item_id, i.title_zh, i.title_en, i.affiliation_id as keeper_id, r.owner_id, w.name_zh as owner_zh,
        w.name_en as owner_en, r.organisation_id, o.name_zh, o.name_en, r.affiliation_id, r.by_name, r.uses, r.purpose,
        r.state, r.due_on, r.until_date, r.answer, r.answered_by, ${stamp('r.created_at')} as created_at, r.version,
        to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
      from library.requests r join members.organisations o on o.id = r.organisation_id
        join members.organisations w on w.id = r.owner_id left join library.items i on i.id = r.item_id
      where case $1 when 'in' then r.owner_id else r.organisation_id end = (select platform.viewer_organisation())
        and ($2::timestamptz is null or (r.created_at, r.id) < ($2::timestamptz, $3::uuid))
      order by r.created_at desc, r.id desc limit $4`,
    values: [page.way, after?.[0] ?? null, after?.[1] ?? null, page.limit + 1],
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...{ id: row.id, itemId: row.item_id, keeperId: row.keeper_id, affiliationId: row.affiliation_id },
      title: row.title_zh === null ? null : { zh: row.title_zh, en: row.title_en },
      owner: { id: row.owner_id, name: { zh: row.owner_zh, en: row.owner_en } },
      organisation: { id: row.organisation_id, name: { zh: row.name_zh, en: row.name_en } },
      ...{ byName: row.by_name, uses: row.uses, purpose: row.purpose, state: row.state, dueOn: row.due_on },
      ...{ untilDate: row.until_date, answer: row.answer, answeredBy: row.answered_by },
      ...{ createdAt: row.created_at, version: row.version },
    })),
    next: found.length > page.limit && last ? writeKey([last.place, last.id]) : null,
  }
}
