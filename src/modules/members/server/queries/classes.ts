import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { ClassInput, ClassRow, OneClass } from '../../contract/classes.ts'
import { bilingual } from '../values.ts'

type Row = Omit<ClassRow, 'programme'> & {
  organisationId: string
  programmeZh: string | null
  programmeEn: string | null
}

const columns = sql`c.id, c.organisation_id, c.name, c.cohort, c.programme_zh, c.programme_en, c.starts_on,
  c.ends_on, c.version, (select count(*) from members.affiliations a
    where a.class_id = c.id and a.role = 'student' and a.ends_on is null) as students`

export type StoredClass = ClassRow & { organisationId: string }

const toClass = ({ programmeZh, programmeEn, ...row }: Row): StoredClass => ({
  ...row,
  programme: bilingual(programmeZh, programmeEn),
})

/** Classes of a school, the newest cohort first; at most 1,000. */
export async function selectClasses(
  db: Db,
  organisationId: string,
  state: 'active' | 'ended',
): Promise<StoredClass[]> {
  const ended = state === 'ended'
  const { rows } = await sql<Row>`select ${columns} from members.classes c
    where c.organisation_id = ${organisationId} and (c.ends_on is not null) = ${ended}
    order by c.cohort desc nulls last, c.name, c.id limit 1000`.execute(db)
  return rows.map(toClass)
}

export async function selectOptionalClass(db: Db, id: string): Promise<StoredClass | undefined> {
  const { rows } = await sql<Row>`select ${columns} from members.classes c where c.id = ${id}`.execute(db)
  return rows[0] && toClass(rows[0])
}

/** Teachers first, then students by name; those of today, at most 500. */
export async function selectClassMembers(db: Db, id: string): Promise<OneClass['members']> {
  const { rows } = await sql<OneClass['members'][number]>`select id, name, name_latin, number, role,
      person_id is not null as claimed
    from members.affiliations
    where class_id = ${id} and role in ('student', 'teacher') and ends_on is null
    order by role desc, sort_key, id limit 500`.execute(db)
  return rows
}

export async function insertClass(db: Db, organisationId: string, entry: ClassInput): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into members.classes
      (organisation_id, name, cohort, programme_zh, programme_en, starts_on)
    values (${organisationId}, ${entry.name}, ${entry.cohort}, ${entry.programme?.zh ?? null},
      ${entry.programme?.en ?? null}, ${entry.startsOn}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Writes a version over the one the editor saw; the new version, or undefined when there is another. */
export async function updateClassRow(
  db: Db,
  id: string,
  version: number,
  entry: ClassInput,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.classes set name = ${entry.name},
      cohort = ${entry.cohort}, programme_zh = ${entry.programme?.zh ?? null},
      programme_en = ${entry.programme?.en ?? null}, starts_on = ${entry.startsOn}, version = version + 1
    where id = ${id} and version = ${version} returning version`.execute(db)
  return rows[0]?.version
}

export async function endClassRow(
  db: Db,
  id: string,
  version: number,
  endsOn: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.classes
    set ends_on = ${endsOn}, version = version + 1 where id = ${id} and version = ${version}
    returning version`.execute(db)
  return rows[0]?.version
}
