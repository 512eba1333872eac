import { type RawBuilder, sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Bridge, ProgrammeLevel } from '../../rules/bridge.ts'
import type { Course } from '../../rules/planner/world.ts'

export type PlaceRow = {
  id: string
  kind: 'programme' | 'occupation'
  level: ProgrammeLevel | null
  form: string | null
  months: number | null
  name: Bilingual
  organisationId: string
  organisation: Bilingual
  region: Bilingual | null
  versionId: string | null
}

/** Programmes that are open, and occupations: the places of the map, or these of them, in the order of their names. */
export async function selectPlaces(db: Db, ids: readonly string[] | null = null): Promise<PlaceRow[]> {
  const { rows } =
    await sql<PlaceRow>`select m.* from (select p.programme_id as id, 'programme' as kind, p.level, p.form, p.months,
      json_build_object('zh', p.name_zh, 'en', p.name_en) as name, o.id as organisation_id,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation,
      case when o.region_zh is not null then json_build_object('zh', o.region_zh, 'en', o.region_en) end as region,
      coalesce(programmes.version_of_cohort(p.programme_id, extract(year from platform.today())::int),
        (select v.version_id from programmes.version_facts v
          where v.programme_id = p.programme_id and v.state = 'in_force' order by v.number desc limit 1)) as version_id
    from programmes.programme_facts p join members.organisations o on o.id = p.organisation_id
    where p.closed_on is null and o.closed_on is null
    union all
    select n.occupation_id, 'occupation', null, null, null, json_build_object('zh', n.name_zh, 'en', n.name_en), o.id,
      json_build_object('zh', o.name_zh, 'en', o.name_en), null, null
    from programmes.occupation_facts n join members.organisations o on o.id = n.organisation_id) m
    where ${ids}::uuid[] is null or m.id = any (${ids}::uuid[])
    order by m.name ->> 'zh', m.id`.execute(db)
  return rows
}

/** Courses of versions that are in force, and of versions that signed bridges name, with what they teach. */
export const selectMapCourses = (db: Db) =>
  selectCoursesWhere(
    db,
    sql`c.state = 'in_force'
      or c.version_id::text in (select b.data -> 'to' ->> 'versionId' from overpass.signed_bridges b)`,
  )
/** Courses of these versions, and those that take learners of elsewhere. */
export const selectCoursesOf = (db: Db, versionIds: readonly string[]) =>
  selectCoursesWhere(
    db,
    sql`c.version_id = any (${versionIds}::uuid[]) or c.course_id in (select g.course_id from programmes.open_courses g)`,
  )

async function selectCoursesWhere(
  db: Db,
  which: RawBuilder<unknown>,
): Promise<(Course & { versionId: string })[]> {
  const { rows } = await sql<Course & { versionId: string }>`select c.course_id as id, c.version_id,
      c.credits::float8 as credits,
      (select coalesce(json_agg(json_build_object('id', a.competency_id, 'level', a.level)), '[]')
        from programmes.course_competencies a where a.course_id = c.course_id) as competencies
    from programmes.course_facts c where ${which}`.execute(db)
  return rows
}

export async function selectOpenCourses(db: Db): Promise<{ courseId: string }[]> {
  const { rows } = await sql<{ courseId: string }>`select course_id
    from programmes.open_courses`.execute(db)
  return rows
}

export async function selectLeadsTo(db: Db): Promise<{ programmeId: string; occupationId: string }[]> {
  const { rows } = await sql<{ programmeId: string; occupationId: string }>`select programme_id, occupation_id
    from programmes.programme_occupations`.execute(db)
  return rows
}

/** The organisations of a group. */
export async function selectGroupMembers(db: Db, groupId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select organisation_id as id from members.memberships
    where group_id = ${groupId}::uuid and ends_on is null`.execute(db)
  return rows.map(row => row.id)
}

/** How many learners the programmes of the viewer's group have at present. */
export async function selectGroupLearners(db: Db): Promise<{ programmeId: string; learners: number }[]> {
  const { rows } = await sql<{ programmeId: string; learners: number }>`select programme_id, learners
    from overpass.group_learners()`.execute(db)
  return rows
}

/** What changes when the places, their courses or what may be expected of them do; what is missing has its place. */
export async function selectWorldStamp(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`select md5(json_build_array(
    (select string_agg(json_build_array(p.programme_id, p.organisation_id, p.level, p.form, p.months, p.name_zh,
      p.name_en, p.closed_on)::text, ';' order by p.programme_id) from programmes.programme_facts p),
    (select string_agg(json_build_array(o.id, o.name_zh, o.name_en, o.region_zh, o.region_en, o.closed_on)::text, ';'
      order by o.id) from members.organisations o),
    (select string_agg(json_build_array(v.version_id, v.state, v.from_cohort, v.to_cohort)::text, ';'
      order by v.version_id) from programmes.version_facts v),
    (select string_agg(json_build_array(l.programme_id, l.occupation_id)::text, ';'
      order by l.programme_id, l.occupation_id) from programmes.programme_occupations l),
    (select string_agg(json_build_array(n.occupation_id, n.organisation_id, n.name_zh, n.name_en)::text, ';'
      order by n.occupation_id) from programmes.occupation_facts n),
    (select string_agg(c.course_id::text, ';' order by c.course_id) from programmes.open_courses c),
    (select string_agg(json_build_array(p.id, p.value)::text, ';' order by p.id) from platform.parameters p
      where p.name like 'overpass.expected.%' and p.group_id is null and p.valid_from <= platform.today()),
    extract(year from platform.today()))::text) as stamp`.execute(db)
  return rows[0]?.stamp ?? ''
}

export type MapClause = {
  clauseId: string
  agreementId: string
  versionId: string
  clauseNumber: number
  title: Bilingual
  partyIds: string[]
  fromDay: string
  untilDay: string | null
  fromCohort: number | null
  untilCohort: number | null
  data: Bridge
}

/** Signed bridges that have not ended and whose text is open, as one text each that changes when one does. */
export async function selectClauseStamps(db: Db): Promise<{ clauseId: string; stamp: string }[]> {
  const { rows } = await sql<{ clauseId: string; stamp: string }>`select b.clause_id,
      json_build_array(b.in_force_from, b.in_force_until, b.from_cohort, b.until_cohort, b.title_zh,
        b.title_en)::text as stamp
    from overpass.signed_bridges b where b.open
      and (b.in_force_until is null or b.in_force_until >= platform.today()
        or b.data ->> 'way' = 'through_training')`.execute(db)
  return rows
}

/** Signed bridges of these agreements in every version, and which of them are on the map today. */
export async function selectClausesOf(
  db: Db,
  agreementIds: readonly string[],
): Promise<{ clauseId: string; onMap: boolean }[]> {
  const { rows } = await sql<{ clauseId: string; onMap: boolean }>`select b.clause_id,
      b.in_force_until is null or b.in_force_until >= platform.today() as on_map
    from overpass.signed_bridges b where b.agreement_id = any (${agreementIds}::uuid[]) order by b.version_number desc
    limit 200`.execute(db)
  return rows
}

export async function selectMapClauses(db: Db, clauseIds: readonly string[]): Promise<MapClause[]> {
  const { rows } = await sql<MapClause>`select b.clause_id, b.agreement_id, b.version_id, b.clause_number,
      json_build_object('zh', b.title_zh, 'en', b.title_en) as title, b.party_ids,
      b.in_force_from::text as from_day, b.in_force_until::text as until_day, b.from_cohort, b.until_cohort, b.data
    from overpass.signed_bridges b where b.clause_id = any (${clauseIds}::uuid[])`.execute(db)
  return rows
}

export type StandingRow = {
  learnerId: string
  /** null where their class is not joined to a programme. */
  programmeId: string | null
  cohort: number | null
  ended: boolean
}

/** As whose learner the viewer is or was, and in what programme, the latest first. */
export const selectWhereIStand = (db: Db) =>
  selectStandings(db, sql`a.id = any ((select members.viewer_own_learners())::uuid[])`)
/** The same of a person, for the system. */
export const selectWhereStands = (system: Db, personId: string) =>
  selectStandings(system, sql`a.person_id = ${personId}`)

async function selectStandings(db: Db, whose: RawBuilder<unknown>): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`select a.id as learner_id, v.programme_id, k.cohort,
      a.ends_on is not null and a.ends_on < platform.today() as ended
    from members.learners a left join members.classes k on k.id = a.class_id
      left join programmes.version_facts v on v.version_id = programmes.version_of_class(a.class_id)
    where ${whose} order by a.ends_on desc nulls first, a.starts_on desc, a.id limit 20`.execute(db)
  return rows
}

export type OfferedRow = { id: string; name: Bilingual; organisation: Bilingual; semester: number }

/** Courses with where and in which semester they are taught. */
export async function selectCoursesTaught(db: Db, ids: readonly string[]): Promise<OfferedRow[]> {
  const { rows } = await sql<OfferedRow>`select c.course_id as id, c.semester,
      json_build_object('zh', c.name_zh, 'en', c.name_en) as name,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as organisation
    from programmes.course_facts c join members.organisations o on o.id = c.organisation_id
    where c.course_id = any (${ids}::uuid[])`.execute(db)
  return rows
}

export type ExpectedSource = { name: string; value: number; source: Bilingual; verified: boolean }

/** Where the numbers come from that expectations rest on, as they hold today. */
export async function selectExpectedSources(db: Db): Promise<ExpectedSource[]> {
  const { rows } = await sql<ExpectedSource>`select distinct on (p.name) p.name, p.value::float8 as value,
      json_build_object('zh', p.source_zh, 'en', p.source_en) as source, p.verified
    from platform.parameters p
    where p.name like 'overpass.expected.%' and p.group_id is null and p.cohort is null
      and p.valid_from <= platform.today()
    order by p.name, p.valid_from desc, p.id desc`.execute(db)
  return rows
}
