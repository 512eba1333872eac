import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Level, StayState } from '../../rules/vocabulary.ts'

type Kept = { organisation: { id: string; name: Bilingual }; total: number }
type StayData = Kept & {
  host: { text: string; en: string | null }
  from: string
  until: string
  state: StayState
  tasks: string
  output: string
  courseChange: string
  proof: string | null
  note: string | null
  files: string | null
}

const organisation = sql`json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en))
  as organisation, (count(*) over (partition by o.id))::int as total`
const own = (personId: string) =>
  sql`(select a.id from members.affiliations a where a.person_id = ${personId})`

/** The stays of a person, by school, the latest first. */
export async function selectOwnStays(system: Db, personId: string, most: number): Promise<StayData[]> {
  const { rows } = await sql<StayData>`select ${organisation},
      json_build_object('text', coalesce(h.name_zh, s.host_name), 'en', h.name_en) as host, s.from_day as from,
      s.until_day as until, s.state, s.tasks, s.output, s.course_change, s.proof_url as proof, s.note,
      (select string_agg(f.name, ' · ' order by f.id) from faculty.files f where f.stay_id = s.id) as files
    from faculty.stays s join members.organisations o on o.id = s.organisation_id
      left join members.organisations h on h.id = s.host_id
    where s.affiliation_id in ${own(personId)} order by s.until_day desc, s.id desc limit ${most}`.execute(
    system,
  )
  return rows
}

type StatusData = Kept & {
  level: Level
  by: string
  number: string | null
  day: string
  until: string | null
  reason: string | null
  files: string | null
}

/** The dual-qualified statuses of a person, by school. */
export async function selectOwnStatuses(system: Db, personId: string, most: number): Promise<StatusData[]> {
  const { rows } = await sql<StatusData>`select ${organisation}, q.level, q.granted_by as by, q.number,
      q.granted_on as day, q.valid_until as until, q.reason,
      (select string_agg(f.name, ' · ' order by f.id) from faculty.files f where f.qualification_id = q.id) as files
    from faculty.qualifications q join members.organisations o on o.id = q.organisation_id
    where q.affiliation_id in ${own(personId)} order by q.granted_on desc, q.id desc limit ${most}`.execute(
    system,
  )
  return rows
}

/** Takes back what a person has asked to be confirmed; gives the stays. */
export async function withdrawOpen(system: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`update faculty.stays set state = 'withdrawn', proposed_from = null,
      proposed_until = null, version = version + 1
    where affiliation_id in ${own(personId)} and state in ('asked', 'corrected', 'refused') returning id`.execute(
    system,
  )
  return rows.map(({ id }) => id)
}

/** Erases all that is kept of an entry that its organisation has erased. */
export async function eraseEntry(db: Db, affiliationId: string): Promise<void> {
  await sql`select faculty.erase_entry(${affiliationId})`.execute(db)
}
