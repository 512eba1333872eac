import { sql } from 'kysely'
import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import type { AnswerOf, InputOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { TableCell } from '#platform/server/documents/write-table.ts'
import type { FileAnswer } from '#platform/server/http/route.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type * as contract from '../../contract/oneroster.ts'
import type { OneRosterChange, OneRosterChangeFilters } from '../../contract/oneroster.ts'
import { changeOneRoster } from '../../policy.ts'
import { tableFile } from '../table-file.ts'
import { type OneRosterRecord, selectRoster } from './records.ts'

const BATCH = 1000

/** Everybody whom the plan of this transaction adds, changes, brings back or ends, with each field before and after. */
const planned = (roster: OneRosterRecord, day: string) => {
  const org = roster.organisationId
  const end = sql`jsonb_build_array(null, greatest(a.starts_on, ${day}::date))`
  return sql`select p.outcome, p.id as affiliation_id, p.sourced_id, p.role, p.name, p.number, p.sort_key,
      case p.outcome when 'added' then null when 'ended' then jsonb_build_object('ends_on', ${end})
        else d.changes end as changes
    from plan_people p left join members.affiliations a on a.organisation_id = ${org} and a.id = p.existing
      left join lateral (select jsonb_object_agg(field, jsonb_build_array(before, after)) as changes
        from (values ('sourced_id', null, case when p.adopted then p.sourced_id end), ('name', a.name, p.name),
          ('number', a.number, p.number), ('email', a.email, p.email), ('phone', a.phone, p.phone),
          ('birth_date', a.birth_date::text, p.birth_date::text),
          ('starts_on', a.starts_on::text, p.starts_on::text), ('ends_on', a.ends_on::text, null::text)
        ) v(field, before, after) where before is distinct from after) d on p.outcome in ('changed', 'back')
    where p.outcome in ('added', 'changed', 'back', 'ended')
    union all
    select 'ended', a.id, m.sourced_id, a.role, a.name, a.number, a.sort_key, jsonb_build_object('ends_on', ${end})
    from end_people e join members.affiliations a on a.organisation_id = ${org} and a.id = e.id
      join members.oneroster_users m on m.organisation_id = ${org} and m.affiliation_id = a.id`
}

/** Keeps for the preview's list what the set would do. */
export async function savePlan(db: Db, roster: OneRosterRecord): Promise<void> {
  await sql`insert into members.oneroster_plan (import_id, organisation_id, place, outcome, affiliation_id,
      sourced_id, role, name, number, changes)
    select ${roster.id}, ${roster.organisationId}, row_number() over (order by sort_key, affiliation_id), outcome,
      affiliation_id, sourced_id, role, name, number, changes from (${planned(roster, today())}) c`.execute(
    db,
  )
  await sql`analyze members.oneroster_plan`.execute(db)
}

/** Keeps for the trail what the set does, before it is written. */
export async function saveChanges(db: Db, roster: OneRosterRecord, day: string): Promise<void> {
  await sql`insert into members.oneroster_changes (import_id, organisation_id, place, outcome, affiliation_id, changes)
    select ${roster.id}, ${roster.organisationId}, row_number() over (order by sort_key, affiliation_id), outcome,
      affiliation_id, changes from (${planned(roster, day)}) c`.execute(db)
}

type Row = Omit<OneRosterChange, 'fields'> & { changes: string | null }

async function select(
  db: Db,
  roster: OneRosterRecord,
  { outcome, role, q }: OneRosterChangeFilters,
  { after, limit }: { after: number; limit: number },
): Promise<Row[]> {
  const done = roster.state === 'done'
  const terms = q === undefined ? null : queryTerms(q)
  const found = done
    ? sql`false`
    : sql`p.sourced_id in (select s.sourced_id from members.oneroster_people s
        where s.import_id = ${roster.id} and s.grams @> ${terms}::text[])`
  const asked =
    terms === null
      ? sql``
      : sql`and cardinality(${terms}::text[]) > 0
          and (${found} or p.affiliation_id in (select members.find_affiliations(${terms}::text[])))`
  const who = (column: 'name' | 'number' | 'role') =>
    done ? sql.ref(`a.${column}`) : sql`coalesce(${sql.ref(`a.${column}`)}, ${sql.ref(`p.${column}`)})`
  const { rows } = await sql<Row>`select p.place, p.outcome, p.affiliation_id, ${who('name')} as name,
      ${who('number')} as number, ${who('role')} as role, p.changes::text as changes
    from ${sql.ref(done ? 'members.oneroster_changes' : 'members.oneroster_plan')} p
      left join members.affiliations a on a.id = p.affiliation_id
    where p.import_id = ${roster.id} and (${outcome ?? null}::text is null or p.outcome = ${outcome ?? null})
      and (${role ?? null}::text is null or ${who('role')} = ${role ?? null}) ${asked} and p.place > ${after}
    order by p.place limit ${limit}`.execute(db)
  return rows
}

const changeOf = ({ changes, ...row }: Row): OneRosterChange => {
  const fields = JSON.parse(changes ?? '{}') as Record<string, [string | null, string | null]>
  return {
    ...row,
    fields: Object.entries(fields).map(([field, [before, after]]) => ({
      ...{ field: field as OneRosterChange['fields'][number]['field'], before, after },
    })),
  }
}

async function load(context: Context, id: string): Promise<OneRosterRecord> {
  const roster = await selectRoster(context.db, id)
  context.require(changeOneRoster, roster)
  return roster
}

/** Whose entries the list has shown; who is yet to be added has none. */
function noteRead(context: Context, roster: OneRosterRecord, rows: readonly Row[]): void {
  const there = rows.filter(row => row.outcome !== 'added' || roster.state === 'done')
  if (there.length)
    context.noteReading(
      roster.organisationId,
      there.map(row => row.affiliationId),
    )
}

/** Before it is applied the plan, afterwards what it did. */
export async function listOneRosterChanges(
  context: Context,
  { params, query }: InputOf<typeof contract.listOneRosterChanges>,
): Promise<AnswerOf<typeof contract.listOneRosterChanges>> {
  const roster = await load(context, params.id)
  const after = readKey(query.after, z.tuple([z.int()]))?.[0] ?? 0
  const found = await select(context.db, roster, query, { after, limit: query.limit + 1 })
  const rows = found.slice(0, query.limit)
  noteRead(context, roster, rows)
  const last = rows.at(-1)
  return {
    rows: rows.map(changeOf),
    next: found.length > query.limit && last ? writeKey([last.place]) : null,
  }
}

export async function exportOneRosterChanges(
  context: Context,
  { params, query }: InputOf<typeof contract.exportOneRosterChanges>,
): Promise<FileAnswer> {
  const roster = await load(context, params.id)
  const word = (key: string) => context.text(context.language, key)
  return tableFile(query.format, {
    name: word('members.oneroster.changes'),
    columns: [
      { header: word('members.oneroster.outcome'), width: 12 },
      { header: word('members.field.role'), width: 12 },
      { header: word('members.import.person'), width: 18 },
      { header: word('members.import.field.number'), width: 18 },
      { header: word('members.oneroster.which_field'), width: 18 },
      { header: word('members.oneroster.before'), width: 28 },
      { header: word('members.oneroster.after'), width: 28 },
    ],
    rows: cells(context, roster, query),
  })
}

/** A line for each field that changes. The file leaves after the request's transaction, so each batch reads anew. */
async function* cells(
  context: Context,
  roster: OneRosterRecord,
  filters: OneRosterChangeFilters,
): AsyncGenerator<TableCell[]> {
  const word = (key: string) => context.text(context.language, key)
  for (let after = 0, more = true; more; ) {
    const rows = await context.reread(({ db }) => select(db, roster, filters, { after, limit: BATCH }))
    noteRead(context, roster, rows)
    for (const { outcome, role, name, number, fields } of rows.map(changeOf)) {
      const who = [word(`members.oneroster.${outcome}`), word(`role.${role}`), name, number]
      if (fields.length === 0) yield [...who, null, null, null]
      for (const { field, before, after: now } of fields)
        yield [...who, word(`members.import.field.${field}`), before, now]
    }
    after = rows.at(-1)?.place ?? 0
    more = rows.length === BATCH
  }
}
