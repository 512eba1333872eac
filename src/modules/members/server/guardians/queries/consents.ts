import { sql } from 'kysely'
import { z } from 'zod'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ConsentInput, ConsentRequest, ConsentRequestRow } from '../../../contract/consents.ts'

type AboutRow = {
  titleZh: string
  titleEn: string
  classId: string | null
  studentAffiliationId: string | null
  aboutName: string
}
const aboutOf = (row: AboutRow): ConsentRequestRow['about'] => ({
  kind: row.classId ? 'class' : 'student',
  id: row.classId ?? row.studentAffiliationId ?? '',
  name: row.aboutName,
})

const columns = sql`r.id, r.purpose, r.title_zh, r.title_en, r.class_id, r.student_affiliation_id, r.asked_on,
  r.answer_by, r.valid_until, r.closed_on, coalesce((select k.name from members.classes k where k.id = r.class_id),
    (select a.name from members.affiliations a where a.id = r.student_affiliation_id), '') as about_name`

type ListRow = Omit<ConsentRequestRow, 'title' | 'about' | 'counts'> &
  AboutRow & { total: number; given: number; against: number }
const position = z.tuple([z.uuid()])

/** A school's requests, the newest first; those that concern one student alone when it is named. */
export async function selectRequests(
  db: Db,
  organisationId: string,
  query: { student?: string; after?: string; limit: number },
): Promise<{ rows: ConsentRequestRow[]; next: string | null }> {
  const after = readKey(query.after, position)?.[0] ?? null
  const { rows } = await sql<ListRow>`select ${columns}, counted.*
    from members.consent_requests r
    cross join lateral (select count(*)::int as total, count(*) filter (where s.state = 'given')::int as given,
        count(*) filter (where s.state in ('refused', 'withdrawn', 'disagreed'))::int as against
      from members.consent_states(array(select c.id from members.consents c where c.request_id = r.id)) s) counted
    where r.organisation_id = ${organisationId} and (${after}::uuid is null or r.id < ${after}::uuid)
      and (${query.student ?? null}::uuid is null or exists (select from members.consents c
        where c.request_id = r.id and c.student_affiliation_id = ${query.student ?? null}::uuid))
    order by r.id desc limit ${query.limit + 1}`.execute(db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(row => {
      const { titleZh, titleEn, classId: _, studentAffiliationId: __, aboutName: ___, ...rest } = row
      const { total, given, against, ...request } = rest
      return {
        ...request,
        title: { zh: titleZh, en: titleEn },
        about: aboutOf(row),
        counts: { total, given, against },
      }
    }),
    next: rows.length > query.limit && last ? writeKey([last.id]) : null,
  }
}

export type StoredRequest = Omit<ConsentRequest, 'students'> & { organisationId: string }
type FullRow = Omit<StoredRequest, 'title' | 'text' | 'about'> & AboutRow & { textZh: string; textEn: string }

export async function selectOptionalRequest(db: Db, id: string): Promise<StoredRequest | undefined> {
  const { rows } = await sql<FullRow>`select ${columns}, r.organisation_id, r.text_zh, r.text_en, r.needs_all,
      r.also_student, r.on_paper, r.by_name as by, r.reminded_on, r.version
    from members.consent_requests r where r.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const {
    titleZh,
    titleEn,
    textZh,
    textEn,
    classId: _,
    studentAffiliationId: __,
    aboutName: ___,
    ...rest
  } = row
  return {
    ...rest,
    title: { zh: titleZh, en: titleEn },
    text: { zh: textZh, en: textEn },
    about: aboutOf(row),
  }
}

export async function insertRequest(
  db: Db,
  organisationId: string,
  input: ConsentInput,
  by: { affiliationId: string | null; name: string },
): Promise<string> {
  const { about, title, text } = input
  const { rows } = await sql<{
    id: string
  }>`insert into members.consent_requests (organisation_id, purpose, title_zh,
      title_en, text_zh, text_en, class_id, student_affiliation_id, needs_all, also_student, on_paper, answer_by,
      valid_until, by_affiliation_id, by_name)
    values (${organisationId}, ${input.purpose}, ${title.zh}, ${title.en}, ${text.zh}, ${text.en},
      ${about.kind === 'class' ? about.id : null}, ${about.kind === 'student' ? about.id : null}, ${input.needsAll},
      ${input.alsoStudent}, ${input.onPaper}, ${input.answerBy}, ${input.validUntil}, ${by.affiliationId}, ${by.name})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Adds whoever the request concerns today and did not before; ids of what was added. */
export async function insertConsents(db: Db, requestId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`insert into members.consents (organisation_id, request_id,
      student_affiliation_id)
    select r.organisation_id, r.id, a.id from members.consent_requests r
      join members.affiliations a on a.organisation_id = r.organisation_id and a.role = 'student' and a.ends_on is null
        and (a.id = r.student_affiliation_id or a.class_id = r.class_id)
    where r.id = ${requestId} order by a.sort_key, a.id
    on conflict (request_id, student_affiliation_id) do nothing returning id`.execute(db)
  return rows.map(row => row.id)
}

/** Closes a request as its maker saw it; false when it has another version. */
export async function closeRequest(db: Db, id: string, version: number): Promise<boolean> {
  const { rows } =
    await sql`update members.consent_requests set closed_on = platform.today(), version = version + 1
    where id = ${id} and version = ${version} and closed_on is null returning id`.execute(db)
  return rows.length > 0
}

/** Marks a request as reminded of today; false when it was already. Two who remind at once take turns. */
export async function markReminded(db: Db, id: string): Promise<boolean> {
  const { rows } =
    await sql`update members.consent_requests set reminded_on = platform.today(), version = version + 1
    where id = ${id} and reminded_on is distinct from platform.today() returning id`.execute(db)
  return rows.length > 0
}

/** Requests of the viewer's own school that are not taken back. */
export async function countOpenRequests(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from members.consent_requests
    where organisation_id = platform.viewer_organisation() and closed_on is null`.execute(db)
  return rows[0]?.count ?? 0
}
