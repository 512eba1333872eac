import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Qualification } from '../../contract/practice.ts'
import type { Span } from '../../rules/ledger.ts'

export type Teacher = { id: string; organisationId: string; name: string; number: string | null }

/** A teacher of an organisation, as far as the viewer may read them. */
export async function selectOptionalTeacher(db: Db, id: string): Promise<Teacher | undefined> {
  const { rows } = await sql<Teacher>`select id, organisation_id, name, number from members.affiliations
    where id = ${id} and role = 'teacher'`.execute(db)
  return rows[0]
}

/** Spans that a teacher's answer holds at most. */
const MOST = 500
export type HostedSpan = Span & { id: string; host: Bilingual }

/** The confirmed days of a teacher that count, the earliest first, with their hosts. */
export async function selectSpans(db: Db, teacherId: string): Promise<HostedSpan[]> {
  const { rows } = await sql<HostedSpan>`select c.id, c.from_day as from, c.until_day as until,
      json_build_object('zh', coalesce(h.name_zh, s.host_name), 'en', h.name_en) as host
    from faculty.counting_stays c join faculty.stays s on s.id = c.id
      left join members.organisations h on h.id = s.host_id
    where c.affiliation_id = ${teacherId} order by c.from_day desc, c.id limit ${MOST}`.execute(db)
  return rows.reverse()
}

/** The confirmed days of several teachers, by teacher. */
export async function selectSpansOf(db: Db, teacherIds: readonly string[]): Promise<Map<string, Span[]>> {
  if (teacherIds.length === 0) return new Map()
  const { rows } = await sql<Span & { teacher: string }>`select affiliation_id as teacher, from_day as from,
      until_day as until from faculty.counting_stays
    where affiliation_id = any (${[...teacherIds]}::uuid[])`.execute(db)
  return Map.groupBy(rows, row => row.teacher)
}

/** What a teacher has said that nobody has answered, or that they have yet to agree to. */
export async function countWaiting(db: Db, teacherId: string): Promise<{ stays: number; days: number }> {
  const { rows } = await sql<{ stays: number; days: number }>`select count(*)::int as stays,
      coalesce(sum(until_day - from_day + 1), 0)::int as days
    from faculty.stays where affiliation_id = ${teacherId} and state in ('asked', 'corrected')`.execute(db)
  return rows[0] ?? { stays: 0, days: 0 }
}

/** Every status of a teacher, the latest first. */
export async function selectQualifications(db: Db, teacherId: string): Promise<Qualification[]> {
  const { rows } =
    await sql<Qualification>`select q.id, q.level, q.granted_by, q.number, q.granted_on, q.valid_until,
      q.reason as withdrawn, q.version,
      q.withdrawn_at is null and q.granted_on <= platform.today()
        and (q.valid_until is null or q.valid_until >= platform.today()) as holds,
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.id)
        from faculty.files f where f.qualification_id = q.id), '[]') as files
    from faculty.qualifications q where q.affiliation_id = ${teacherId}
    order by q.granted_on desc, q.id desc limit 100`.execute(db)
  return rows
}

type NewQualification = Pick<Qualification, 'level' | 'grantedBy' | 'number' | 'grantedOn' | 'validUntil'> & {
  organisationId: string
  affiliationId: string
  enteredBy: string | null
}

export async function insertQualification(db: Db, one: NewQualification): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into faculty.qualifications (organisation_id, affiliation_id, level,
      granted_by, number, granted_on, valid_until, entered_by)
    values (${one.organisationId}, ${one.affiliationId}, ${one.level}, ${one.grantedBy}, ${one.number},
      ${one.grantedOn}, ${one.validUntil}, ${one.enteredBy}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function selectOptionalQualification(db: Db, id: string) {
  const { rows } = await sql<{
    organisationId: string
    affiliationId: string
    withdrawn: boolean
    version: number
  }>`select organisation_id, affiliation_id, withdrawn_at is not null as withdrawn, version
    from faculty.qualifications where id = ${id}`.execute(db)
  return rows[0]
}

/** Withdraws a status; whether it was still that version. */
export async function withdrawQualificationRow(
  db: Db,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<boolean> {
  const { rows } = await sql`update faculty.qualifications set withdrawn_at = now(), reason = ${reason},
      version = version + 1
    where id = ${id} and version = ${version} and withdrawn_at is null returning id`.execute(db)
  return rows.length > 0
}
