import type pg from 'pg'

export type Reader = { personId: string; affiliationId: string; organisationId: string }

/** Outcomes of each learner: a whole schooling. */
const EACH = 100

/**
 * Learners of the student's school with a hundred outcomes each, the student among them. Links are not computed here:
 * reading does not look at them, and what is appended later is chained from the heads as they stand.
 */
export async function fill(owner: pg.Pool, outcomes: number): Promise<Reader> {
  const { rows } = await owner.query<Reader>(
    `select a.person_id as "personId", a.id as "affiliationId", a.organisation_id as "organisationId"
      from accounts.personas p join members.affiliations a on a.id = p.affiliation_id
      where a.role = 'student' order by p.position limit 1`,
  )
  const reader = rows[0]
  if (!reader) throw new Error('the demo group has no student')
  const learners = Math.max(1, Math.floor(outcomes / EACH) - 1)
  await owner.query(
    `insert into members.affiliations (organisation_id, role, name, number, sort_key, grams)
      select $1, 'student', '学示例' || n, 'B' || n, 'x' || n, '{}' from generate_series(1, $2) n`,
    [reader.organisationId, learners],
  )
  await owner.query('alter table records.outcomes disable trigger user')
  await owner.query(
    `insert into records.heads (organisation_id, learner_id, seq, link)
      select a.organisation_id, a.id, $3, sha256(a.id::text::bytea) from members.affiliations a
      where a.organisation_id = $1 and (a.id = $2 or a.number like 'B%')
      on conflict (organisation_id, learner_id) do update set seq = excluded.seq`,
    [reader.organisationId, reader.affiliationId, EACH + 100],
  )
  await owner.query(
    `insert into records.outcomes (organisation_id, learner_id, seq, id, at, entry, kind, held_on,
        confirming_organisation_id, visibility, payload, salt, commitment, previous, link)
      select h.organisation_id, h.learner_id, 100 + n, uuidv7(), now(), 'outcome', 'course_result',
        date '2020-01-01' + n * 20, h.organisation_id, 'school', jsonb_build_object('title',
          jsonb_build_object('zh', '课程 ' || n, 'en', 'Course ' || n), 'kind', 'course_result', 'day',
          (date '2020-01-01' + n * 20)::text, 'level', null, 'prize', null, 'teamPlace', null, 'score',
          jsonb_build_object('scale', 'percent', 'value', 60 + n % 40), 'passed', true, 'credits', 4, 'hours', 64,
          'course', jsonb_build_object('id', null, 'code', 'C' || n, 'name', jsonb_build_object('zh', '课程', 'en', null)),
          'term', '2025-2026-1', 'sitting', 'regular', 'competencies', '[]'::jsonb, 'evidence', '[]'::jsonb,
          'certificate', null, 'note', null, 'visibility', 'school', 'recordedBy',
          jsonb_build_object('affiliationId', null, 'organisationId', h.organisation_id, 'name', '教务处')),
        substring(sha256(n::text::bytea), 1, 16), sha256(n::text::bytea), sha256(n::text::bytea), sha256(n::text::bytea)
      from records.heads h, generate_series(1, ${EACH}) n where h.seq = ${EACH + 100}`,
  )
  await owner.query('alter table records.outcomes enable trigger user')
  await owner.query('vacuum analyze records.outcomes')
  await owner.query('vacuum analyze records.heads')
  await owner.query('analyze members.affiliations')
  return reader
}
