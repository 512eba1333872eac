import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Bilingual, day } from '#platform/contract/fields.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { Stay, StayInput, StayRow } from '../../contract/stays.ts'
import { HOST_KINDS, type StayState } from '../../rules/vocabulary.ts'

const shown = sql`s.id, s.from_day as from, s.until_day as until, s.until_day - s.from_day + 1 as days, s.state,
  json_build_object('id', s.host_id, 'name', json_build_object('zh', coalesce(h.name_zh, s.host_name), 'en', h.name_en))
    as host,
  json_build_object('id', s.affiliation_id, 'name', s.teacher_name) as teacher,
  json_build_object('id', o.id, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as school,
  exists (select from faculty.stays n where n.corrects_id = s.id and n.state = 'confirmed') as corrected`
const from = sql`from faculty.stays s join members.organisations o on o.id = s.organisation_id
  left join members.organisations h on h.id = s.host_id`

/** One stay, as far as the viewer may read it. */
export async function selectOptionalStay(db: Db, id: string): Promise<Stay | undefined> {
  const { rows } = await sql<
    Omit<Stay, 'answeredAt' | 'createdAt'> & { answeredAt: Date | null; createdAt: Date }
  >`select ${shown}, s.tasks, s.output, s.course_change, s.proof_url, s.note, s.answered_at, s.created_at, s.version,
      s.corrects_id, coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.id)
        from faculty.files f where f.stay_id = s.id), '[]') as files,
      case when s.proposed_from is not null
        then json_build_object('from', s.proposed_from, 'until', s.proposed_until) end as proposed,
      (select json_build_object('id', n.id, 'state', n.state) from faculty.stays n
        where n.corrects_id = s.id and n.state <> 'withdrawn' order by n.id desc limit 1) as corrected_by,
      json_build_object('organisationId', s.organisation_id, 'affiliationId', s.affiliation_id,
        'confirmerId', s.confirmer_id) as facts
    ${from} where s.id = ${id}`.execute(db)
  const [row] = rows
  return (
    row && {
      ...row,
      ...{ answeredAt: row.answeredAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() },
    }
  )
}

const position = z.tuple([day, z.uuid()])
type Page = { after?: string; limit: number }

async function selectPage(db: Db, where: RawBuilder<unknown>, page: Page) {
  const after = readKey(page.after, position)
  const { rows: found } = await sql<StayRow>`select ${shown},
      (select count(*)::int from faculty.files f where f.stay_id = s.id) as files
    ${from} where ${where} and (${after?.[0] ?? null}::date is null
      or (s.until_day, s.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
    order by s.until_day desc, s.id desc limit ${page.limit + 1}`.execute(db)
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return { rows, next: found.length > page.limit && last ? writeKey([last.until, last.id]) : null }
}

/** Stays of a teacher, the latest first; what was withdrawn is left out. */
export const selectStays = (db: Db, teacherId: string, page: Page) =>
  selectPage(db, sql`s.affiliation_id = ${teacherId} and s.state <> 'withdrawn'`, page)

const hosted = (organisationId: string) => sql`s.confirmer_id = ${organisationId} and s.state <> 'withdrawn'`

/** Stays that an organisation confirms, the latest first. */
export const selectHosted = (db: Db, organisationId: string, state: StayState | undefined, page: Page) =>
  selectPage(
    db,
    sql`${hosted(organisationId)} and (${state ?? null}::text is null or s.state = ${state ?? null})`,
    page,
  )

/** How many there are of each state, and the teachers and days that it has confirmed and that count. */
export async function countHosted(db: Db, organisationId: string) {
  const { rows: states } = await sql<{ value: StayState; count: number }>`select s.state as value,
      count(*)::int as count from faculty.stays s where ${hosted(organisationId)} group by s.state`.execute(
    db,
  )
  const { rows } = await sql<{ teachers: number; days: number }>`select
      count(distinct s.affiliation_id)::int as teachers,
      coalesce(sum(s.until_day - s.from_day + 1), 0)::int as days
    from faculty.stays s join faculty.counting_stays c on c.id = s.id where ${hosted(organisationId)}`.execute(
    db,
  )
  return { states, ...(rows[0] ?? { teachers: 0, days: 0 }) }
}

type NewStay = StayInput & {
  organisationId: string
  affiliationId: string
  teacherName: string
  correctsId: string | null
}

export async function insertStay(db: Db, stay: NewStay): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into faculty.stays (organisation_id, affiliation_id, teacher_name,
      host_id, host_name, from_day, until_day, tasks, output, course_change, proof_url, corrects_id)
    values (${stay.organisationId}, ${stay.affiliationId}, ${stay.teacherName}, ${stay.hostId}, ${stay.hostName},
      ${stay.from}, ${stay.until}, ${stay.tasks}, ${stay.output}, ${stay.courseChange}, ${stay.proofUrl},
      ${stay.correctsId}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Says it anew, and asks its host anew; whether it was still that version. */
export async function updateStay(
  db: Db,
  id: string,
  version: number,
  stay: StayInput & { teacherName: string },
): Promise<boolean> {
  const { rows } = await sql`update faculty.stays set host_id = ${stay.hostId}, host_name = ${stay.hostName},
      from_day = ${stay.from}, until_day = ${stay.until}, tasks = ${stay.tasks}, output = ${stay.output},
      course_change = ${stay.courseChange}, proof_url = ${stay.proofUrl}, teacher_name = ${stay.teacherName},
      state = 'asked', proposed_from = null, proposed_until = null, note = null, answered_at = null,
      version = version + 1
    where id = ${id} and version = ${version} returning id`.execute(db)
  return rows.length > 0
}

type Answered = {
  state: 'confirmed' | 'corrected' | 'refused'
  proposed?: { from: string; until: string }
  note: string | null
}

/** Writes what the host has said; whether it was still that version. */
export async function answerStayRow(
  db: Db,
  id: string,
  version: number,
  { state, proposed, note }: Answered,
): Promise<boolean> {
  const { rows } = await sql`update faculty.stays set state = ${state}, note = ${note}, answered_at = now(),
      proposed_from = ${proposed?.from ?? null}, proposed_until = ${proposed?.until ?? null}, version = version + 1
    where id = ${id} and version = ${version} and state = 'asked' returning id`.execute(db)
  return rows.length > 0
}

/** The days as its host has said them become its days; whether it was still that version. */
export async function agreeToStayRow(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update faculty.stays set state = 'confirmed', from_day = proposed_from,
      until_day = proposed_until, proposed_from = null, proposed_until = null, version = version + 1
    where id = ${id} and version = ${version} and state = 'corrected' returning id`.execute(db)
  return rows.length > 0
}

export async function withdrawStayRow(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } = await sql`update faculty.stays set state = 'withdrawn', proposed_from = null,
      proposed_until = null, version = version + 1
    where id = ${id} and version = ${version} and state in ('asked', 'corrected', 'refused') returning id`.execute(
    db,
  )
  return rows.length > 0
}

/** Members of the viewer's groups at which practice is enterprise practice. */
const hosts = sql`o.closed_on is null and o.kind = any (${[...HOST_KINDS]}::text[])
  and o.id = any ((select members.viewer_neighbours())::uuid[])
  and o.id is distinct from (select platform.viewer_organisation())`

/** Whether a member takes teachers of the viewer's school as a host. */
export async function isHost(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select from members.organisations o where o.id = ${id} and ${hosts}`.execute(db)
  return rows.length > 0
}

/** Such members that a search finds, by name. */
export async function selectHosts(db: Db, q: string | undefined): Promise<{ id: string; name: Bilingual }[]> {
  const terms = q ? queryTerms(q) : []
  const { rows } = await sql<{ id: string; name: Bilingual }>`select o.id,
      json_build_object('zh', o.name_zh, 'en', o.name_en) as name
    from members.organisations o where ${hosts} and o.grams @> ${terms}::text[]
    order by o.sort_key, o.id limit 50`.execute(db)
  return rows
}
