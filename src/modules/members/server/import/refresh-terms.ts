import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { personTerms } from './person-terms.ts'
import type { ImportRecord } from './records.ts'

type Renamed = { row: number; name: string; nameLatin: string }

/** A person who is renamed by a file without Latin names is still found by the Latin name that is there. */
export async function refreshLatinTerms(db: Db, roster: ImportRecord): Promise<void> {
  const { rows } = await sql<Renamed>`select r.row, r.name, a.name_latin from members.import_plan p
    join members.import_rows r on r.import_id = p.import_id and r.row = p.row
    join members.affiliations a on a.id = p.affiliation_id
    where p.import_id = ${roster.id} and p.outcome in ('changed', 'back') and r.name <> a.name
      and r.name_latin is null and a.name_latin is not null`.execute(db)
  for (const { row, name, nameLatin } of rows)
    await sql`update members.import_rows set grams = ${personTerms(name, nameLatin).grams}
      where import_id = ${roster.id} and row = ${row}`.execute(db)
}
