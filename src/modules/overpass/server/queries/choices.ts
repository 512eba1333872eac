import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

type Named = { id: string; name: Bilingual }
const NAME = (zh: string, en: string) =>
  sql`json_build_object('zh', ${sql.ref(zh)}, 'en', ${sql.ref(en)}) as name`

export async function selectProgrammeChoices(
  db: Db,
  organisationIds: readonly string[],
): Promise<(Named & { organisation: Named })[]> {
  const { rows } = await sql<
    Named & { organisation: Named }
  >`select p.programme_id as id, ${NAME('p.name_zh', 'p.name_en')},
      json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as organisation
    from programmes.programme_facts p join members.organisations o on o.id = p.organisation_id
    where p.organisation_id = any (${organisationIds}::uuid[]) and p.closed_on is null
    order by o.sort_key, p.code limit 300`.execute(db)
  return rows
}

type CourseChoice = Named & { programmeId: string; version: number; code: string; credits: number }

/** Courses of plans in force; the newest plan first. */
export async function selectCourseChoices(db: Db, programmeIds: readonly string[]): Promise<CourseChoice[]> {
  const { rows } =
    await sql<CourseChoice>`select c.course_id as id, ${NAME('c.name_zh', 'c.name_en')}, c.programme_id, c.code,
      v.number as version, c.credits::float8 as credits
    from programmes.course_facts c join programmes.version_facts v on v.version_id = c.version_id
    where c.programme_id = any (${programmeIds}::uuid[]) and c.state = 'in_force'
    order by c.programme_id, v.number desc, c.semester, c.code limit 1000`.execute(db)
  return rows
}

export async function selectCompetencyChoices(db: Db): Promise<(Named & { levels: Bilingual[] })[]> {
  const { rows } = await sql<
    Named & { levels: Bilingual[] }
  >`select competency_id as id, ${NAME('name_zh', 'name_en')},
      (select json_agg(json_build_object('zh', l.zh, 'en', nullif(l.en, '')) order by l.i)
        from unnest(levels_zh, levels_en) with ordinality as l (zh, en, i)) as levels
    from programmes.competency_facts order by framework_id, code limit 500`.execute(db)
  return rows
}

export async function selectOccupationChoices(db: Db): Promise<Named[]> {
  const { rows } = await sql<Named>`select occupation_id as id, ${NAME('name_zh', 'name_en')}
    from programmes.occupation_facts order by code limit 300`.execute(db)
  return rows
}
