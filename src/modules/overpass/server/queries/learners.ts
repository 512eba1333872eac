import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Standing } from '../../rules/fits.ts'

export type OwnStanding = Standing & { learnerId: string; name: string }

/** As whose learner the viewer is or was, the latest first. */
export async function selectOwnStandings(db: Db): Promise<OwnStanding[]> {
  const { rows } =
    await sql<OwnStanding>`select a.id as learner_id, a.organisation_id, a.name, k.cohort, v.programme_id, p.level
    from members.learners a left join members.classes k on k.id = a.class_id
      left join programmes.version_facts v on v.version_id = programmes.version_of_class(a.class_id)
      left join programmes.programme_facts p on p.programme_id = v.programme_id
    where a.id = any ((select members.viewer_own_learners())::uuid[])
    order by a.ends_on desc nulls first, a.starts_on desc, a.id limit 20`.execute(db)
  return rows
}

type ClassStanding = Omit<Standing, 'organisationId'> & { classId: string }

/** The classes of an organisation with what is learnt in them. */
export async function selectClassStandings(db: Db, organisationId: string): Promise<ClassStanding[]> {
  const { rows } = await sql<ClassStanding>`select k.id as class_id, k.cohort, v.programme_id, p.level
    from members.classes k left join programmes.version_facts v on v.version_id = programmes.version_of_class(k.id)
      left join programmes.programme_facts p on p.programme_id = v.programme_id
    where k.organisation_id = ${organisationId} limit 5000`.execute(db)
  return rows
}

/** Students of these classes, those of the youngest classes last. */
export async function selectLearnersOf(
  db: Db,
  classIds: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select a.id
    from members.learners a join members.classes k on k.id = a.class_id
    where k.id = any (${classIds}::uuid[]) and a.role = 'student'
    order by k.cohort, a.id limit ${limit}`.execute(db)
  return rows.map(row => row.id)
}

export type StudentNow = { id: string; organisationId: string; name: string; className: string }

/** Who studies in these classes today, by class and name. */
export async function selectStudentsNow(
  db: Db,
  classIds: readonly string[],
  limit: number,
): Promise<StudentNow[]> {
  const { rows } = await sql<StudentNow>`select a.id, a.organisation_id, a.name,
      k.name as class_name
    from members.learners a join members.classes k on k.id = a.class_id
    where k.id = any (${classIds}::uuid[]) and a.role = 'student' and a.starts_on <= platform.today()
      and (a.ends_on is null or a.ends_on > platform.today())
    order by k.name, a.name, a.id limit ${limit}`.execute(db)
  return rows
}

export type OutcomeRow = {
  id: string
  learnerId: string
  kind: string
  heldOn: string
  courseId: string | null
  score: { scale: string; value?: number; max?: number; grade?: string; passed?: boolean } | null
  passed: boolean | null
  level: string | null
  prize: string | null
  teamPlace: number | null
  hours: number | null
  credits: number | null
  competencies: { id: string | null; level: number }[] | null
  title: Bilingual | null
  standard: string | null
  course: Bilingual | null
}

const OUTCOME = sql`f.id, f.learner_id, f.kind, f.held_on::text as held_on, f.course_id, f.score, f.passed, f.level, f.prize,
  f.team_place, f.hours::float8 as hours, f.credits::float8 as credits, f.competencies, f.payload -> 'title' as title,
  f.certificate ->> 'standard' as standard, f.payload -> 'course' -> 'name' as course`

/** Confirmed outcomes of these learners that nobody contests at the moment, as far as the viewer may see them. */
export async function selectOutcomes(
  db: Db,
  learnerIds: readonly string[],
  most: number,
): Promise<OutcomeRow[]> {
  const { rows } = await sql<OutcomeRow>`select ${OUTCOME} from records.outcome_facts f
    where f.learner_id = any (${learnerIds}::uuid[])
      and f.organisation_id = any (select l.organisation_id from members.learners l
        where l.id = any (${learnerIds}::uuid[]))
      and f.state = 'confirmed' and f.payload is not null
    order by f.held_on desc, f.id limit ${most}`.execute(db)
  return rows
}
