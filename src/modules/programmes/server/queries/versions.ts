import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { PlanVersion, VersionInput } from '../../contract/versions.ts'
import type { VersionFacts } from '../../policy.ts'
import { parameterName, RULES, type RuleValue } from '../../rules/plan.ts'
import type { Form, Level, State } from '../../rules/vocabulary.ts'
import { bilingual } from '../values.ts'

type Row = {
  id: string
  programmeId: string
  programmeCode: string
  catalogueCode: string | null
  nameZh: string
  nameEn: string | null
  level: Level
  form: Form
  months: number
  organisationId: string
  schoolZh: string
  schoolEn: string | null
  number: number
  state: State
  semesters: number
  fromCohort: number
  toCohort: number | null
  aimsZh: string | null
  aimsEn: string | null
  basedOn: string | null
  basedOnNumber: number | null
  byName: string
  byAffiliationId: string | null
  approvedOn: string | null
  approvedBy: string | null
  inForceOn: string | null
  closedOn: string | null
  version: number
  reviewerIds: string[]
  groupIds: string[]
}

export type StoredVersion = Omit<
  PlanVersion,
  'frameworks' | 'courses' | 'rules' | 'reviewers' | 'diagnoses'
> & { byAffiliationId: string | null }

/** A version without its parts, where row-level security shows it. */
export async function selectOptionalVersion(db: Db, id: string): Promise<StoredVersion | undefined> {
  const { rows } =
    await sql<Row>`select v.id, v.programme_id, p.code as programme_code, p.catalogue_code, p.name_zh,
      p.name_en, p.level, p.form, p.months, v.organisation_id, o.name_zh as school_zh, o.name_en as school_en,
      v.number, v.state, v.semesters, v.from_cohort, v.to_cohort, v.aims_zh, v.aims_en, v.based_on,
      b.number as based_on_number, v.by_name, v.by_affiliation_id, v.approved_on, v.approved_by, v.in_force_on,
      v.closed_on, v.version, programmes.groups_of(v.programme_id) as group_ids,
      array(select r.affiliation_id from programmes.reviewers r where r.version_id = v.id) as reviewer_ids
    from programmes.versions v join programmes.programmes p on p.id = v.programme_id
      join members.organisations o on o.id = v.organisation_id
      left join programmes.versions b on b.id = v.based_on
    where v.id = ${id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { organisationId, state, reviewerIds, groupIds, number, semesters, fromCohort, toCohort } = row
  return {
    id: row.id,
    programme: {
      ...{ id: row.programmeId, code: row.programmeCode, catalogueCode: row.catalogueCode },
      ...{ name: { zh: row.nameZh, en: row.nameEn }, level: row.level, form: row.form, months: row.months },
    },
    organisation: { id: organisationId, name: { zh: row.schoolZh, en: row.schoolEn } },
    ...{ number, state, semesters, fromCohort, toCohort, aims: bilingual(row.aimsZh, row.aimsEn) },
    basedOn: row.basedOn && row.basedOnNumber ? { id: row.basedOn, number: row.basedOnNumber } : null,
    ...{ byName: row.byName, byAffiliationId: row.byAffiliationId },
    ...{ approvedOn: row.approvedOn, approvedBy: row.approvedBy },
    ...{ inForceOn: row.inForceOn, closedOn: row.closedOn, version: row.version },
    facts: { organisationId, state, reviewerIds, groupIds } satisfies VersionFacts,
  }
}

export async function selectPlanFrameworks(db: Db, versionId: string): Promise<PlanVersion['frameworks']> {
  type Found = {
    id: string
    nameZh: string
    nameEn: string | null
    levelsZh: string[]
    levelsEn: string[]
    competencies: PlanVersion['frameworks'][number]['competencies'] | null
  }
  const { rows } = await sql<Found>`select f.id, f.name_zh, f.name_en, f.levels_zh, f.levels_en,
      (select json_agg(json_build_object('id', c.id, 'code', c.code,
          'name', json_build_object('zh', c.name_zh, 'en', c.name_en)) order by c.code collate "C")
        from programmes.competencies c where c.framework_id = f.id) as competencies
    from programmes.version_frameworks x join programmes.frameworks f on f.id = x.framework_id
    where x.version_id = ${versionId} order by f.kind, f.name_zh, f.id`.execute(db)
  return rows.map(row => ({
    id: row.id,
    name: { zh: row.nameZh, en: row.nameEn },
    levels: { zh: row.levelsZh, en: row.levelsEn },
    competencies: row.competencies ?? [],
  }))
}

/** The rules of a level as they hold today for a year of entry, in the order of the list of rules. */
export async function selectRules(db: Db, level: Level, cohort: number): Promise<RuleValue[]> {
  const names = RULES.map(rule => parameterName(level, rule))
  type Found = {
    name: string
    value: number
    validFrom: string
    sourceZh: string
    sourceEn: string
    verified: boolean
  }
  const { rows } =
    await sql<Found>`select distinct on (p.name) p.name, p.value::float8 as value, p.valid_from,
      p.source_zh, p.source_en, p.verified
    from platform.parameters p
    where p.name = any (${names}::text[]) and p.group_id is null and (p.cohort is null or p.cohort = ${cohort})
      and p.valid_from <= platform.today()
    order by p.name, p.cohort is null, p.valid_from desc, p.id desc`.execute(db)
  return RULES.flatMap((rule, i) => {
    const row = rows.find(({ name }) => name === names[i])
    if (!row) return []
    const { value, validFrom, verified } = row
    return [{ rule, value, validFrom, verified, source: { zh: row.sourceZh, en: row.sourceEn } }]
  })
}

export async function selectDiagnoses(db: Db, versionId: string): Promise<PlanVersion['diagnoses']> {
  const { rows } = await sql<PlanVersion['diagnoses'][number]>`select id, year, verdict, findings, by_name
    from programmes.diagnoses where version_id = ${versionId} order by year desc limit 50`.execute(db)
  return rows
}

type By = { affiliationId: string | null; name: string }

export async function insertVersion(
  db: Db,
  entry: {
    programmeId: string
    organisationId: string
    semesters: number
    fromCohort: number
    basedOn: string | null
  },
  by: By,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into programmes.versions (programme_id, organisation_id, number,
      semesters, from_cohort, based_on, by_affiliation_id, by_name)
    values (${entry.programmeId}, ${entry.organisationId}, coalesce((select max(v.number) from programmes.versions v
        where v.programme_id = ${entry.programmeId}), 0) + 1, ${entry.semesters}, ${entry.fromCohort},
      ${entry.basedOn}, ${by.affiliationId}, ${by.name}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Copies aims, frameworks, courses, their order and competencies of one version into a fresh draft. */
export async function copyPlan(db: Db, from: string, to: string): Promise<void> {
  await sql`update programmes.versions v set aims_zh = b.aims_zh, aims_en = b.aims_en
    from programmes.versions b where v.id = ${to} and b.id = ${from}`.execute(db)
  await sql`insert into programmes.version_frameworks (version_id, framework_id)
    select ${to}, framework_id from programmes.version_frameworks where version_id = ${from}`.execute(db)
  await sql`insert into programmes.courses (version_id, organisation_id, code, name_zh, name_en, kind, theory_hours,
      practice_hours, credits, placement_months, semester, place, responsible, company_id, grams)
    select ${to}, organisation_id, code, name_zh, name_en, kind, theory_hours, practice_hours, credits,
      placement_months, semester, place, responsible, company_id, grams
    from programmes.courses where version_id = ${from}`.execute(db)
  await sql`insert into programmes.prerequisites (version_id, course_id, requires_id)
    select ${to}, c.id, r.id from programmes.prerequisites p
      join programmes.courses oc on oc.id = p.course_id join programmes.courses c on c.version_id = ${to} and c.code = oc.code
      join programmes.courses orr on orr.id = p.requires_id join programmes.courses r on r.version_id = ${to} and r.code = orr.code
    where p.version_id = ${from}`.execute(db)
  await sql`insert into programmes.course_aims (course_id, competency_id, level)
    select c.id, a.competency_id, a.level from programmes.course_aims a
      join programmes.courses o on o.id = a.course_id and o.version_id = ${from}
      join programmes.courses c on c.version_id = ${to} and c.code = o.code`.execute(db)
}

export async function updateVersionRow(
  db: Db,
  id: string,
  version: number,
  input: VersionInput,
): Promise<number | undefined> {
  const { rows } = await sql<{
    version: number
  }>`update programmes.versions set semesters = ${input.semesters},
      from_cohort = ${input.fromCohort}, to_cohort = ${input.toCohort}, aims_zh = ${input.aims?.zh ?? null},
      aims_en = ${input.aims?.en ?? null}, version = version + 1
    where id = ${id} and version = ${version} and state = 'draft' returning version`.execute(db)
  if (!rows[0]) return undefined
  await sql`delete from programmes.version_frameworks where version_id = ${id}`.execute(db)
  await sql`insert into programmes.version_frameworks (version_id, framework_id)
    select distinct ${id}::uuid, f.id from programmes.frameworks f
    where f.id = any (${input.frameworkIds}::uuid[])`.execute(db)
  return rows[0].version
}

/** Moves a version on; undefined when somebody else was faster. */
export async function updateState(
  db: Db,
  { id, version, from, to }: { id: string; version: number; from: State; to: State },
  day: string,
  by: string,
): Promise<number | undefined> {
  const { rows } = await sql<{
    version: number
  }>`update programmes.versions set state = ${to}, version = version + 1,
      approved_on = case when ${to} = 'approved' then ${day}::date when ${to} = 'draft' then null else approved_on end,
      approved_by = case when ${to} = 'approved' then ${by} when ${to} = 'draft' then null else approved_by end,
      in_force_on = case when ${to} = 'in_force' then ${day}::date else in_force_on end,
      closed_on = case when ${to} = 'closed' then ${day}::date else closed_on end
    where id = ${id} and version = ${version} and state = ${from} returning version`.execute(db)
  return rows[0]?.version
}

/**
 * Ends what is in force for later cohorts, so that another version can follow from a cohort on: open ends are cut,
 * and what has no cohort left is closed.
 */
export async function endBefore(
  db: Db,
  { programmeId, fromCohort }: { programmeId: string; fromCohort: number },
  day: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update programmes.versions set
      to_cohort = case when from_cohort < ${fromCohort} then ${fromCohort} - 1 else to_cohort end,
      state = case when from_cohort < ${fromCohort} then state else 'closed' end,
      closed_on = case when from_cohort < ${fromCohort} then closed_on else ${day}::date end, version = version + 1
    where programme_id = ${programmeId} and state = 'in_force' and coalesce(to_cohort, 2100) >= ${fromCohort}
    returning id`.execute(db)
  return rows.map(row => row.id)
}

export async function insertDiagnosis(
  db: Db,
  entry: { versionId: string; year: number; verdict: string; findings: string },
  by: By,
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into programmes.diagnoses (version_id, year, verdict, findings,
      by_affiliation_id, by_name)
    values (${entry.versionId}, ${entry.year}, ${entry.verdict}, ${entry.findings}, ${by.affiliationId}, ${by.name})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Holds a version against other editors until the transaction ends; undefined where it is not to be seen. */
export async function lockVersion(
  db: Db,
  id: string,
): Promise<{ state: State; semesters: number } | undefined> {
  const { rows } = await sql<{
    state: State
    semesters: number
  }>`select state, semesters from programmes.versions
    where id = ${id} for update`.execute(db)
  return rows[0]
}
