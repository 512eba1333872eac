import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { FamilyDocument, Guardianship } from '../../../contract/guardians.ts'
import { type GuardianshipStep, guardianshipStanding } from '../../../rules/guardians.ts'

/** A student as far as guardians and consents depend on them. */
export type StoredStudent = {
  id: string
  organisationId: string
  name: string
  endsOn: string | null
  birthDate: string | null
  minor: boolean
  majorityOn: string | null
}

export async function selectOptionalStudent(db: Db, id: string): Promise<StoredStudent | undefined> {
  const { rows } = await sql<StoredStudent>`select id, organisation_id, name, ends_on, birth_date,
      members.is_minor(birth_date) as minor, members.majority_day(birth_date) as majority_on
    from members.affiliations where id = ${id} and role = 'student'`.execute(db)
  return rows[0]
}

type Row = Omit<Guardianship, 'guardian' | 'standing' | 'steps' | 'documents'> & {
  organisationId: string
  studentId: string
  guardianId: string
  name: string
  email: string | null
  phone: string | null
  personId: string | null
  guardianEndsOn: string | null
  studentEndsOn: string | null
  minor: boolean
  state: 'proposed' | 'confirmed' | 'refused'
}
export type StoredGuardianship = Omit<Guardianship, 'steps' | 'documents'> & {
  organisationId: string
  studentId: string
  personId: string | null
}

const columns = sql`g.id, g.organisation_id, g.student_affiliation_id as student_id, g.relation, g.state, g.starts_on,
  g.ends_on, g.barred_on, g.kept_apart, g.version, a.id as guardian_id, a.name, a.email, a.phone, a.person_id,
  a.ends_on as guardian_ends_on, s.ends_on as student_ends_on, members.is_minor(s.birth_date) as minor
  from members.guardianships g join members.affiliations a on a.id = g.guardian_affiliation_id
    join members.affiliations s on s.id = g.student_affiliation_id`

function toStored(row: Row): StoredGuardianship {
  const { guardianId, name, email, phone, guardianEndsOn, studentEndsOn, minor, state, ...rest } = row
  return {
    ...rest,
    guardian: { id: guardianId, name, email, phone, claimed: row.personId !== null, endsOn: guardianEndsOn },
    standing: guardianshipStanding({
      ...{ state, endsOn: row.endsOn, barredOn: row.barredOn, guardianEndsOn, studentEndsOn },
      studentIsMinor: minor,
    }),
  }
}

/** Guardianships of a student of the viewer's school, running ones first; at most fifty. */
export async function selectGuardianships(db: Db, studentId: string): Promise<StoredGuardianship[]> {
  const { rows } = await sql<Row>`select ${columns} where g.student_affiliation_id = ${studentId}
    order by g.ends_on is not null, g.starts_on, g.id limit 50`.execute(db)
  return rows.map(toStored)
}

export async function selectOptionalGuardianship(
  db: Db,
  id: string,
): Promise<StoredGuardianship | undefined> {
  const { rows } = await sql<Row>`select ${columns} where g.id = ${id}`.execute(db)
  return rows[0] && toStored(rows[0])
}

export async function selectSteps(
  db: Db,
  ids: readonly string[],
): Promise<(Guardianship['steps'][number] & { guardianshipId: string })[]> {
  const { rows } = await sql<
    Omit<Guardianship['steps'][number], 'at'> & { at: Date; guardianshipId: string }
  >`
    select id, guardianship_id, kind, day, reason, by_name as by, at from members.guardianship_steps
    where guardianship_id = any (${ids}::uuid[]) order by id desc limit 500`.execute(db)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

export async function selectCourtDocuments(
  db: Db,
  ids: readonly string[],
): Promise<(FamilyDocument & { guardianshipId: string })[]> {
  const { rows } = await sql<Omit<FamilyDocument, 'at'> & { at: Date; guardianshipId: string }>`
    select id, guardianship_id, name, media_type, size, at from members.family_documents
    where guardianship_id = any (${ids}::uuid[]) order by id desc limit 200`.execute(db)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

export type KnownGuardian = {
  id: string
  name: string
  phone: string | null
  email: string | null
  /** Whether they, or the account they have claimed, are barred from this student. */
  barred: boolean
  /** Whether there is a running or proposed guardianship of this student. */
  running: boolean
}

/** Guardians of the viewer's school who are written like this, or the one of that id. */
export async function selectKnownGuardians(
  db: Db,
  studentId: string,
  by: { name: string } | { id: string },
): Promise<KnownGuardian[]> {
  const condition = 'id' in by ? sql`a.id = ${by.id}` : sql`a.name = ${by.name}`
  const { rows } = await sql<KnownGuardian>`select a.id, a.name, a.phone, a.email,
      exists (select from members.guardianships b join members.affiliations other on other.id = b.guardian_affiliation_id
        where b.student_affiliation_id = ${studentId} and b.barred_on is not null
          and (other.id = a.id or other.person_id = a.person_id)) as barred,
      a.ends_on is null and exists (select from members.guardianships g where g.student_affiliation_id = ${studentId}
        and g.guardian_affiliation_id = a.id and g.ends_on is null and g.state <> 'refused') as running
    from members.affiliations a
    where a.organisation_id = platform.viewer_organisation() and a.role = 'guardian' and ${condition}
      and (a.ends_on is null or exists (select from members.guardianships b
        where b.guardian_affiliation_id = a.id and b.barred_on is not null))
    order by a.id limit 50`.execute(db)
  return rows
}

/** Proposes a guardianship; null where it cannot be proposed as things stand. */
export async function proposeGuardianship(
  db: Db,
  proposed: { guardianId: string; studentId: string; relation: string },
): Promise<string | null> {
  const { guardianId, studentId, relation } = proposed
  const { rows } = await sql<{ id: string | null }>`
    select members.propose_guardianship(${guardianId}, ${studentId}, ${relation}) as id`.execute(db)
  return rows[0]?.id ?? null
}

type Change = { endsOn?: string; keptApart?: boolean; barredOn?: string | null }

/** Writes a change over the version its maker saw; false when there is another. */
export async function updateGuardianship(
  db: Db,
  id: string,
  version: number,
  change: Change,
): Promise<boolean> {
  const { endsOn, keptApart, barredOn } = change
  const { rows } = await sql`update members.guardianships set
      ends_on = ${endsOn === undefined ? sql`ends_on` : sql`${endsOn}::date`},
      kept_apart = ${keptApart === undefined ? sql`kept_apart` : keptApart},
      barred_on = ${barredOn === undefined ? sql`barred_on` : sql`${barredOn}::date`}, version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

type NewStep = {
  organisationId: string
  guardianshipId: string
  kind: GuardianshipStep
  day: string
  reason: string | null
  by: { affiliationId: string | null; name: string }
}

export async function insertStep(db: Db, step: NewStep): Promise<void> {
  await sql`insert into members.guardianship_steps (organisation_id, guardianship_id, kind, day, reason,
      by_affiliation_id, by_name)
    values (${step.organisationId}, ${step.guardianshipId}, ${step.kind}, ${step.day}, ${step.reason},
      ${step.by.affiliationId}, ${step.by.name})`.execute(db)
}

/** What a new guardian signs in with, beside the school's code: the student's number and which guardian it is. */
export async function selectFreeNumber(db: Db, studentId: string): Promise<string> {
  const { rows } = await sql<{ number: string }>`select free.number from members.affiliations s
      cross join generate_series(1, 1000) as n(place)
      cross join lateral (select left(coalesce(s.number, upper(right(s.id::text, 8))), 34) || 'G' || n.place as number) free
    where s.id = ${studentId} and not exists (select from members.affiliations a
      where a.organisation_id = s.organisation_id and a.role = 'guardian' and a.number = free.number)
    order by n.place limit 1`.execute(db)
  return (rows[0] as { number: string }).number
}
