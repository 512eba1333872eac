import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type StoredClause = {
  id: string
  versionId: string
  line: string
  number: number
  kind: string
  titleZh: string
  titleEn: string | null
  textZh: string
  textEn: string | null
  data: unknown
  saysZh: string[]
  saysEn: string[]
  version: number
}

// As text, since the names within the data are the kind's own and not columns.
const COLUMNS = sql`id, version_id, line_id as line, number, kind, title_zh, title_en, text_zh, text_en,
  data::text as data, says_zh, says_en, version`
type Row = Omit<StoredClause, 'data'> & { data: string | null }
const toClause = (row: Row): StoredClause => ({
  ...row,
  data: row.data === null ? null : (JSON.parse(row.data) as unknown),
})

/** The clauses of a version in their order. */
export async function selectClauses(db: Db, versionId: string): Promise<StoredClause[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from agreements.clauses
    where version_id = ${versionId} order by number`.execute(db)
  return rows.map(toClause)
}

export async function selectOptionalClause(db: Db, id: string): Promise<StoredClause | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from agreements.clauses where id = ${id}`.execute(db)
  return rows[0] && toClause(rows[0])
}

export type WrittenClause = Pick<
  StoredClause,
  'kind' | 'titleZh' | 'titleEn' | 'textZh' | 'textEn' | 'data' | 'saysZh' | 'saysEn'
>
const written = (data: unknown) => (data === null || data === undefined ? null : JSON.stringify(data))

/** Adds a clause after the last one. */
export async function insertClause(db: Db, versionId: string, clause: WrittenClause): Promise<string> {
  const { kind, titleZh, titleEn, textZh, textEn, data, saysZh, saysEn } = clause
  const { rows } = await sql<{
    id: string
  }>`insert into agreements.clauses (version_id, number, kind, title_zh, title_en,
      text_zh, text_en, data, says_zh, says_en)
    values (${versionId}, coalesce((select max(c.number) from agreements.clauses c
        where c.version_id = ${versionId}), 0) + 1, ${kind}, ${titleZh}, ${titleEn}, ${textZh}, ${textEn},
      ${written(data)}::jsonb, ${saysZh}::text[], ${saysEn}::text[]) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** The new version of the clause; undefined when somebody else was faster. */
export async function updateClauseRow(
  db: Db,
  id: string,
  version: number,
  clause: WrittenClause,
): Promise<number | undefined> {
  const { kind, titleZh, titleEn, textZh, textEn, data, saysZh, saysEn } = clause
  const { rows } = await sql<{
    version: number
  }>`update agreements.clauses set kind = ${kind}, title_zh = ${titleZh}, title_en = ${titleEn}, text_zh = ${textZh},
      text_en = ${textEn}, data = ${written(data)}::jsonb, says_zh = ${saysZh}::text[], says_en = ${saysEn}::text[],
      version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

/** Writes down what a clause's data say today. */
export async function updateSays(db: Db, id: string, says: { zh: string[]; en: string[] }): Promise<void> {
  await sql`update agreements.clauses set says_zh = ${says.zh}::text[], says_en = ${says.en}::text[]
    where id = ${id}`.execute(db)
}

/** Takes a clause out and closes the gap. */
export async function deleteClause(db: Db, { id, versionId, number }: StoredClause): Promise<void> {
  await sql`delete from agreements.clauses where id = ${id}`.execute(db)
  await sql`update agreements.clauses set number = number - 1
    where version_id = ${versionId} and number > ${number}`.execute(db)
}

/** Puts a clause at another place; those between move up or down. */
export async function placeClause(
  db: Db,
  { id, versionId, number }: StoredClause,
  to: number,
): Promise<void> {
  await sql`update agreements.clauses set number = case when id = ${id} then ${to}
      when ${to} > ${number} then number - 1 else number + 1 end
    where version_id = ${versionId} and number between least(${number}::int, ${to}::int)
      and greatest(${number}::int, ${to}::int)`.execute(db)
}

/** Copies parties and clauses of a version into a fresh draft; clauses keep their line. */
export async function copyParts(db: Db, from: string, to: string): Promise<void> {
  await sql`insert into agreements.parties (version_id, organisation_id, role, must_sign, place, name_zh, name_en, uscc)
    select ${to}, p.organisation_id, p.role, p.must_sign, p.place, o.name_zh, o.name_en, o.uscc
    from agreements.parties p join members.organisations o on o.id = p.organisation_id
    where p.version_id = ${from}`.execute(db)
  await sql`insert into agreements.clauses (version_id, line_id, number, kind, title_zh, title_en, text_zh, text_en, data,
      says_zh, says_en)
    select ${to}, line_id, number, kind, title_zh, title_en, text_zh, text_en, data, says_zh, says_en
    from agreements.clauses where version_id = ${from}`.execute(db)
}
