import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Bridge } from '../../rules/bridge.ts'

/** A bridge of a signed version, with where it stands. */
export type SignedBridge = {
  clauseId: string
  versionId: string
  agreementId: string
  groupId: string | null
  versionNumber: number
  clauseNumber: number
  titleZh: string
  titleEn: string | null
  partyIds: string[]
  inForceFrom: string
  inForceUntil: string | null
  fromCohort: number | null
  untilCohort: number | null
  inForce: boolean
  open: boolean
  data: Bridge
}

const COLUMNS = sql`b.clause_id, b.version_id, b.agreement_id, b.group_id, b.version_number, b.clause_number, b.title_zh,
  b.title_en, b.party_ids, b.in_force_from::text as in_force_from, b.in_force_until::text as in_force_until,
  b.from_cohort, b.until_cohort, b.open, b.data, agreements.in_force_on(b.version_id, platform.today()) as in_force`

export async function selectOptionalBridge(db: Db, clauseId: string): Promise<SignedBridge | undefined> {
  const { rows } = await sql<SignedBridge>`select ${COLUMNS} from overpass.signed_bridges b
    where b.clause_id = ${clauseId}`.execute(db)
  return rows[0]
}

export async function selectBridges(db: Db, clauseIds: readonly string[]): Promise<SignedBridge[]> {
  const { rows } = await sql<SignedBridge>`select ${COLUMNS} from overpass.signed_bridges b
    where b.clause_id = any (${clauseIds}::uuid[])`.execute(db)
  return rows
}

/** Bridges in force today whose text is open to the viewer; `mine`: of agreements of these parties alone. */
export async function selectBridgesInForce(
  db: Db,
  { partyIds, mine }: { partyIds: readonly string[]; mine: boolean },
  page: { after: string | null; limit: number },
): Promise<SignedBridge[]> {
  const { rows } = await sql<SignedBridge>`select ${COLUMNS} from overpass.signed_bridges b
    where agreements.in_force_on(b.version_id, platform.today())
      and (b.party_ids && ${partyIds}::uuid[] or (b.open and not ${mine}))
      and (${page.after}::uuid is null or b.clause_id < ${page.after}::uuid)
    order by b.clause_id desc limit ${page.limit}`.execute(db)
  return rows
}

/** Whether its version holds today for a year of entry; knows those who are on an agreement that has ended. */
export async function servesToday(db: Db, versionId: string, cohort: number | null): Promise<boolean> {
  const { rows } = await sql<{ serves: boolean }>`select agreements.serves(${versionId}, platform.today(),
    ${cohort}::int) as serves`.execute(db)
  return rows[0]?.serves ?? false
}

type Named = { id: string; nameZh: string; nameEn: string | null }
export type ProgrammeRow = Named & {
  organisationId: string
  organisationZh: string
  organisationEn: string | null
  level: string
}
export type CourseRow = Named & { programmeId: string; versionId: string; credits: number }
export type CompetencyRow = Named & { levelsZh: string[]; levelsEn: string[] }

export async function selectProgrammes(db: Db, ids: readonly string[]): Promise<ProgrammeRow[]> {
  const { rows } =
    await sql<ProgrammeRow>`select p.programme_id as id, p.name_zh, p.name_en, p.organisation_id, p.level,
      o.name_zh as organisation_zh, o.name_en as organisation_en
    from programmes.programme_facts p join members.organisations o on o.id = p.organisation_id
    where p.programme_id = any (${ids}::uuid[])`.execute(db)
  return rows
}

export async function selectVersions(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; programmeId: string; number: number }[]> {
  const { rows } = await sql<{ id: string; programmeId: string; number: number }>`
    select version_id as id, programme_id, number from programmes.version_facts
    where version_id = any (${ids}::uuid[])`.execute(db)
  return rows
}

export async function selectCoursesNamed(db: Db, ids: readonly string[]): Promise<CourseRow[]> {
  const { rows } = await sql<CourseRow>`select course_id as id, name_zh, name_en, programme_id, version_id,
      credits::float8 as credits
    from programmes.course_facts where course_id = any (${ids}::uuid[])`.execute(db)
  return rows
}

export async function selectCompetencies(db: Db, ids: readonly string[]): Promise<CompetencyRow[]> {
  const { rows } = await sql<CompetencyRow>`select competency_id as id, name_zh, name_en, levels_zh, levels_en
    from programmes.competency_facts where competency_id = any (${ids}::uuid[])`.execute(db)
  return rows
}

export async function selectOccupations(db: Db, ids: readonly string[]): Promise<Named[]> {
  const { rows } = await sql<Named>`select occupation_id as id, name_zh, name_en
    from programmes.occupation_facts where occupation_id = any (${ids}::uuid[])`.execute(db)
  return rows
}

/** The version whose courses credit replaces: the one named, else the one that this year's entrants learn by. */
export async function selectTargetVersion(
  db: Db,
  to: { programmeId: string; versionId: string | null },
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select coalesce(${to.versionId}::uuid,
    programmes.version_of_cohort(${to.programmeId}, extract(year from platform.today())::int),
    (select version_id from programmes.version_facts where programme_id = ${to.programmeId} and state = 'in_force'
      order by number desc limit 1)) as id`.execute(db)
  return rows[0]?.id ?? null
}

export async function selectTargetCourses(
  db: Db,
  versionId: string,
): Promise<{ id: string; name: Bilingual; credits: number }[]> {
  const { rows } = await sql<{ id: string; name: Bilingual; credits: number }>`
    select course_id as id, json_build_object('zh', name_zh, 'en', name_en) as name, credits::float8 as credits
    from programmes.course_facts where version_id = ${versionId} order by semester, code limit 500`.execute(
    db,
  )
  return rows
}
