import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { numberAfter } from './checks.ts'
import { PersonTerms } from './person-terms.ts'
import type { ImportRecord } from './records.ts'

type Found = { row: number; name: string; latin: string | null; number: string | null }
const PART = 2000

/** The Latin name a changed person would have: the file's, or that of a new name, or the one that is there. */
export const latinAfter = sql`coalesce(r.name_latin,
  case when p.changes ? 'name' or a.name_latin is null then r.latin else a.name_latin end)`

/**
 * Rows are staged with what they themselves say. People who are there keep a number or a Latin name that the
 * file does not give, and are to be found by it.
 */
export async function refreshTerms(db: Db, roster: ImportRecord): Promise<void> {
  const people = new PersonTerms()
  let after = 0
  for (;;) {
    const { rows } =
      await sql<Found>`select r.row, r.name, ${latinAfter} as latin, ${numberAfter(roster)} as number
      from members.import_plan p join members.import_rows r on r.import_id = p.import_id and r.row = p.row
      join members.affiliations a on a.id = p.affiliation_id
      where p.import_id = ${roster.id} and p.outcome in ('changed', 'back') and p.row > ${after}
        and p.changes ?| array['name', 'name_latin', 'number']
        and (r.number is distinct from ${numberAfter(roster)} or r.latin is distinct from ${latinAfter})
      order by p.row limit ${PART}`.execute(db)
    const found = rows.map(({ row, name, latin, number }) => ({
      row,
      grams: people.of(name, latin, number).grams,
    }))
    await sql`update members.import_rows r set grams = f.grams
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f(row int, grams text[])
      where r.import_id = ${roster.id} and r.row = f.row`.execute(db)
    const last = rows.at(-1)
    if (rows.length < PART || !last) return
    after = last.row
  }
}
