import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { OneRosterNote } from '../../contract/oneroster.ts'
import { READ_FILES, type ReadFile } from '../../rules/oneroster/files.ts'
import type { NoteCode, RowProblem } from '../../rules/oneroster/problem.ts'

/** Problems kept one by one; a set with more is not mended cell by cell. */
const PROBLEMS_MOST = 20_000

type Found = RowProblem & { row: number; file: ReadFile; order: number }

/** What is found while reading: problems by file and row, remarks counted. */
export class Findings {
  private readonly problems: Found[] = []
  private readonly notes = new Map<string, OneRosterNote>()

  problem(file: ReadFile, row: number, problem: RowProblem): void {
    if (this.problems.length >= PROBLEMS_MOST) return
    this.problems.push({ ...problem, file, row, order: READ_FILES.indexOf(file) })
  }

  note(code: NoteCode, file: string, count = 1): void {
    const key = `${code} ${file}`
    const known = this.notes.get(key)
    if (known) known.count += count
    else if (count > 0) this.notes.set(key, { code, file, count })
  }

  listNotes(): OneRosterNote[] {
    return [...this.notes.values()]
  }

  async save(db: Db, importId: string, organisationId: string): Promise<void> {
    for (let at = 0; at < this.problems.length; at += 5000)
      await sql`insert into members.oneroster_problems (import_id, organisation_id, file_order, file, row, field, code,
          value, data)
        select ${importId}, ${organisationId}, p."order", p.file, p.row, p.field, p.code, p.value,
          coalesce(p.data, '{}')
        from jsonb_to_recordset(${JSON.stringify(this.problems.slice(at, at + 5000))}::jsonb)
          as p("order" int, file text, row int, field text, code text, value text, data jsonb)
        on conflict do nothing`.execute(db)
  }
}

type Problems = { file: ReadFile; field: string; code: RowProblem['code']; from: ReturnType<typeof sql> }

/** Notes what a query finds: columns `row`, `value` and `data` of `from`. At most so many as are kept. */
export async function noteProblems(
  db: Db,
  roster: { id: string; organisationId: string },
  { file, field, code, from }: Problems,
): Promise<void> {
  await sql`insert into members.oneroster_problems (import_id, organisation_id, file_order, file, row, field, code,
      value, data)
    select ${roster.id}, ${roster.organisationId}, ${READ_FILES.indexOf(file)}, ${file}, f.row, ${field}, ${code},
      left(f.value, 80), f.data
    from (${from}) f order by f.row limit ${PROBLEMS_MOST} on conflict do nothing`.execute(db)
}
