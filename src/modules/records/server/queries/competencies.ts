import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { NamedCompetency } from '../../contract/competencies.ts'

const MOST = 100

/**
 * What the programme of a learner's class teaches, or all frameworks where there is none or a name is looked for. A
 * learner out of the viewer's sight has no programme.
 */
export async function selectNameable(
  db: Db,
  learnerId: string | null,
  q: string | null,
): Promise<NamedCompetency[]> {
  const { rows } = await sql<NamedCompetency>`with aims as materialized (
      select a.competency_id, max(a.level) as level from programmes.course_competencies a
      where a.version_id = (select programmes.version_of_class(l.class_id) from members.learners l
        where l.id = ${learnerId}) group by 1)
    select c.competency_id as id, c.code, json_build_object('zh', c.name_zh, 'en', c.name_en) as name,
      json_build_object('zh', c.levels_zh, 'en', c.levels_en) as levels, aims.level as aim
    from programmes.competency_facts c left join aims on aims.competency_id = c.competency_id
    where case when ${q}::text is null then aims.level is not null or not exists (select from aims)
      else strpos(lower(concat_ws(' ', c.code, c.name_zh, c.name_en)), lower(${q}::text)) > 0 end
    order by aims.level is null, c.code, c.competency_id limit ${MOST}`.execute(db)
  return rows
}
