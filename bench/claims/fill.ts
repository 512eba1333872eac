import type { OpenServices } from '#platform/server/services.ts'
import { bridgeTo, insertBridge, insertTarget } from '#test/overpass-world.ts'

export type Person = { affiliationId: string; personId: string; organisationId: string }

/** The first person of a role that anyone may try the platform as. */
export async function castOf({ ownerPool }: OpenServices, role: string): Promise<Person> {
  const { rows } = await ownerPool.query<Person>(
    `select a.id as "affiliationId", a.person_id as "personId", a.organisation_id as "organisationId"
      from accounts.personas p join members.affiliations a on a.id = p.affiliation_id where a.role = $1
      order by p.position limit 1`,
    [role],
  )
  if (!rows[0]) throw new Error(`nobody of the cast is ${role}`)
  return rows[0]
}

const OUTCOMES = `insert into records.outcomes (organisation_id, learner_id, id, at, entry, kind, held_on,
    confirming_organisation_id, visibility, payload, salt, commitment)
  select a.organisation_id, a.id, uuidv7(), now(), 'outcome', 'certificate', '2026-01-10', a.organisation_id, 'school',
    jsonb_build_object('title', jsonb_build_object('zh', '1+X 动画制作', 'en', null), 'kind', 'certificate',
      'day', '2026-01-10', 'level', 'intermediate', 'prize', null, 'teamPlace', null, 'score', null, 'passed', null,
      'credits', null, 'hours', null, 'course', null, 'term', null, 'sitting', null, 'competencies', '[]'::jsonb,
      'evidence', '[]'::jsonb, 'certificate', null, 'note', null, 'visibility', 'school', 'recordedBy',
      jsonb_build_object('affiliationId', null, 'organisationId', null, 'name', '示例')),
    substr(sha256(uuidv7()::text::bytea), 1, 16), sha256(uuidv7()::text::bytea)
  from members.affiliations a, generate_series(1, $2) n where a.id = any ($1::uuid[]) returning id`

/** A bridge with a cap for one learner, and as many outcomes that it recognises. */
export async function capped(services: OpenServices, learner: Person, cap: number, outcomes: number) {
  const target = await insertTarget({ services }, learner.organisationId, 100)
  const { clauseId } = await insertBridge(
    { services },
    { parties: [learner.organisationId], groupId: null, data: bridgeTo(target, { capTotal: cap }) },
  )
  const { rows } = await services.ownerPool.query<{ id: string }>(OUTCOMES, [
    [learner.affiliationId],
    outcomes,
  ])
  return { ...target, clauseId, outcomeIds: rows.map(row => row.id) }
}

/** Claims of as many learners that wait at a school with the voices a decision needs. */
export async function waiting(services: OpenServices, school: Person, count: number): Promise<string[]> {
  const { ownerPool } = services
  const target = await insertTarget({ services }, school.organisationId, 100)
  const { clauseId, versionId } = await insertBridge(
    { services },
    { parties: [school.organisationId], groupId: null, data: bridgeTo(target) },
  )
  const made = await ownerPool.query<{ id: string }>(
    `with people as (insert into members.persons (display_name) select '学示例' from generate_series(1, $2) returning id)
      insert into members.affiliations (organisation_id, person_id, role, name, number, sort_key, grams)
        select $1, id, 'student', '学示例', 'C' || replace(id::text, '-', ''), 'x', '{}' from people returning id`,
    [school.organisationId, count],
  )
  await ownerPool.query(OUTCOMES, [made.rows.map(row => row.id), 1])
  const { rows } = await ownerPool.query<{ id: string }>(
    `insert into overpass.claims (person_id, organisation_id, learner_id, learner_name, clause_id, version_id, programme_id,
        target_version_id, receiving_organisation_id, due_on)
      select a.person_id, a.organisation_id, a.id, a.name, $2, $3, $4, $5, $6, '2099-01-01'
      from members.affiliations a where a.id = any ($1::uuid[]) returning id`,
    [
      ...[made.rows.map(row => row.id), clauseId, versionId, target.programmeId, target.versionId],
      school.organisationId,
    ],
  )
  const ids = rows.map(row => row.id)
  await ownerPool.query(
    `insert into overpass.spendings (claim_id, outcome_id, programme_id, recognition_id)
      select c.id, o.id, c.programme_id, 'r1' from overpass.claims c join records.outcomes o on o.learner_id = c.learner_id
      where c.id = any ($1::uuid[])`,
    [ids],
  )
  await ownerPool.query(
    `insert into overpass.claim_lines (claim_id, outcome_id, course_id, claimed)
      select claim_id, outcome_id, $2, 30 from overpass.spendings where claim_id = any ($1::uuid[])`,
    [ids, target.courseId],
  )
  await ownerPool.query(
    `insert into overpass.postings (person_id, programme_id, claim_id, from_account, to_account, amount, outcome_id)
      select c.person_id, c.programme_id, c.id, 'granted', 'claimed', 30, s.outcome_id
      from overpass.claims c join overpass.spendings s on s.claim_id = c.id where c.id = any ($1::uuid[])`,
    [ids],
  )
  await ownerPool.query(
    `insert into overpass.votes (claim_id, affiliation_id, name, opinion)
      select c.id, a.id, a.name, 'approve' from overpass.claims c cross join (select id, name from members.affiliations
        where organisation_id = $2 and role = 'teacher' and ends_on is null order by id limit 2) a
      where c.id = any ($1::uuid[])`,
    [ids, school.organisationId],
  )
  await ownerPool.query(
    'analyze overpass.claims, overpass.spendings, overpass.claim_lines, records.outcomes, members.affiliations',
  )
  return ids
}
