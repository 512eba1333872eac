import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { RosterField } from '../../rules/roster/fields.ts'
import type { ImportRecord } from './records.ts'

/** Rows of the import that have no problem so far; `r` is the staged row. */
export const sound = sql`not r.bad and not exists (select from members.import_problems p
  where p.import_id = r.import_id and p.row = r.row)`

const add = sql`insert into members.import_problems (import_id, organisation_id, row, field, code, data)`
const mapped = (roster: ImportRecord, field: RosterField) =>
  roster.settings.columns.some(column => column.field === field)

/** Which column is the key, and whether people have a number of their own beside it. */
export function keysOf(roster: ImportRecord): { keyed: boolean; numbered: boolean } {
  return { keyed: mapped(roster, 'external_id'), numbered: mapped(roster, 'number') }
}

/** Finds what only all rows together have wrong: keys and numbers twice, classes that contradict themselves. */
export async function checkRows(db: Db, roster: ImportRecord): Promise<void> {
  const { keyed, numbered } = keysOf(roster)
  if (keyed) await noteTwice(db, roster, 'external_id')
  if (numbered) await noteTwice(db, roster, 'number')
  if (!mapped(roster, 'class_name')) return
  await sql`${add} select r.import_id, r.organisation_id, r.row, 'cohort', 'class_two_cohorts',
      jsonb_build_object('class', r.class_name, 'first', c.first, 'other', c.last)
    from members.import_rows r join (
      select class_name, min(cohort) as first, max(cohort) as last from members.import_rows
      where import_id = ${roster.id} and class_name is not null group by class_name having min(cohort) <> max(cohort)
    ) c using (class_name) where r.import_id = ${roster.id} on conflict do nothing`.execute(db)
  await sql`${add} select r.import_id, r.organisation_id, r.row, 'class_name', 'class_ended',
      jsonb_build_object('class', r.class_name)
    from members.import_rows r
    join members.classes c on c.organisation_id = r.organisation_id and c.name = r.class_name
    where r.import_id = ${roster.id} and c.ends_on is not null on conflict do nothing`.execute(db)
  await sql`${add} select r.import_id, r.organisation_id, r.row, 'cohort', 'class_other_cohort',
      jsonb_build_object('class', r.class_name, 'cohort', c.cohort)
    from members.import_rows r
    join members.classes c on c.organisation_id = r.organisation_id and c.name = r.class_name
    where r.import_id = ${roster.id} and c.cohort <> r.cohort on conflict do nothing`.execute(db)
}

async function noteTwice(db: Db, roster: ImportRecord, field: 'external_id' | 'number'): Promise<void> {
  const column = sql.ref(field)
  await sql`${add} select r.import_id, r.organisation_id, r.row, ${field}, 'duplicate',
      jsonb_build_object('other', case when r.row = t.first then t.last else t.first end)
    from members.import_rows r join (
      select role, ${column} as value, min(row) as first, max(row) as last from members.import_rows
      where import_id = ${roster.id} and ${column} is not null group by role, ${column} having count(*) > 1
    ) t on t.role = r.role and t.value = r.${column} where r.import_id = ${roster.id}
    on conflict do nothing`.execute(db)
}

/** The number a planned person would have: `a` is what is there, `r` what the file says. */
export function numberAfter(roster: ImportRecord) {
  return keysOf(roster).numbered ? sql`coalesce(r.number, a.number)` : sql`coalesce(a.number, r.number)`
}

/**
 * Takes planned rows back whose number somebody else keeps. A row taken back keeps its own number, which may
 * be what another one wanted: so again until nothing changes.
 */
export async function checkNumbers(db: Db, roster: ImportRecord): Promise<void> {
  const final = sql`with final as materialized (
    select p.row, p.affiliation_id, r.role, ${numberAfter(roster)} as number
    from members.import_plan p join members.import_rows r on r.import_id = p.import_id and r.row = p.row
    left join members.affiliations a on a.id = p.affiliation_id
    where p.import_id = ${roster.id} and p.outcome <> 'ended')`
  const org = roster.organisationId
  for (;;) {
    await sql`${final} ${add} select ${roster.id}, ${org}, f.row, 'number', 'number_taken',
        jsonb_build_object('name', holder.name)
      from final f join members.affiliations holder on holder.organisation_id = ${org} and holder.role = f.role
        and holder.number = f.number and holder.ends_on is null and holder.id <> f.affiliation_id
      where not exists (select from members.import_plan e where e.import_id = ${roster.id}
          and e.outcome = 'ended' and e.affiliation_id = holder.id)
        and not exists (select from final h where h.affiliation_id = holder.id and h.number <> holder.number)
      on conflict do nothing`.execute(db)
    await sql`${final} ${add} select ${roster.id}, ${org}, f.row, 'number', 'duplicate',
        jsonb_build_object('other', case when f.row = t.first then t.last else t.first end)
      from final f join (select role, number, min(row) as first, max(row) as last from final
        where number is not null group by role, number having count(*) > 1) t
        on t.role = f.role and t.number = f.number
      on conflict do nothing`.execute(db)
    const { numAffectedRows } = await sql`delete from members.import_plan p where p.import_id = ${roster.id}
      and p.row > 0 and exists (select from members.import_problems x
        where x.import_id = p.import_id and x.row = p.row)`.execute(db)
    if (!numAffectedRows) return
  }
}
