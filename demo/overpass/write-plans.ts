import type pg from 'pg'
import { compared, type FollowedStep } from '#modules/overpass/rules/planner/followed.ts'
import { standsNow } from '#modules/overpass/server/plans/stands-now.ts'
import { daysAfter } from '#platform/contract/days.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { demoId } from '../random.ts'

type Pupil = {
  learner: string
  person: string
  name: string
  school: string
  programme: string
  clause: string
  agreement: string
  target: string
  adviser: string | null
  adviserName: string | null
}

/**
 * The pupil of the cast follows the way along the through-training bridge with a teacher; since they chose it, the last
 * day to apply has been moved.
 */
export async function writePlans(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<Pupil>(
    `select a.id as learner, a.person_id as person, a.name, a.organisation_id as school, v.programme_id as programme,
        b.clause_id as clause, b.agreement_id as agreement, b.data -> 'to' ->> 'programmeId' as target,
        t.id as adviser, t.name as "adviserName"
      from members.affiliations a join accounts.personas p on p.affiliation_id = a.id
        join programmes.version_facts v on v.version_id = programmes.version_of_class(a.class_id)
        join overpass.signed_bridges b on b.data ->> 'way' = 'through_training'
          and b.data -> 'from' -> 'programmeIds' ? v.programme_id::text
        left join lateral (select t.id, t.name from members.affiliations t join accounts.personas q on q.affiliation_id = t.id
          where t.organisation_id = a.organisation_id and t.role = 'teacher' and t.ends_on is null limit 1) t on true
      where a.role = 'student' and a.ends_on is null limit 1`,
  )
  const [pupil] = rows
  if (!pupil) return
  const rests = {
    ...{
      clauseIds: [pupil.clause],
      agreementIds: [pupil.agreement],
      placeIds: [pupil.programme, pupil.target],
    },
    question: { goal: `place:${pupil.target}` },
  }
  const start: FollowedStep = {
    ...{ fromId: pupil.programme, to: { id: pupil.target }, bridgeId: pupil.clause, certainty: 'open' },
    basis: { kind: 'clause', agreementId: pupil.agreement },
    ...{
      startsOn: '2000-01-01',
      feeFen: 0,
      recognisedCredits: 0,
      gaps: [],
      untilCohort: null,
      untilDay: null,
    },
    intake: null,
  }
  const { now } = await standsNow(kyselyOn(client), { ...rests, personId: pupil.person }, [start])
  if (!now) return
  const way = {
    ...now,
    steps: now.steps.map(step => ({
      ...step,
      intake: step.intake && { ...step.intake, closesOn: daysAfter(step.intake.closesOn, -10) },
    })),
  }
  const { verdict, changes } = compared(way.steps, now.steps, new Set(), new Set([pupil.clause]))
  const id = demoId('plan of the pupil')
  await client.query(
    `insert into overpass.plans (id, person_id, organisation_id, learner_id, learner_name, question, way, now, verdict,
        changes, changed_at, clause_ids, agreement_ids, place_ids, adviser_id, adviser_name, grounds)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), $11, $12, $13, $14, $15, overpass.grounds_of($2, $12, $13))`,
    [
      ...[id, pupil.person, pupil.school, pupil.learner, pupil.name, rests.question],
      ...[way, now, verdict].map(value => (typeof value === 'string' ? value : JSON.stringify(value))),
      ...[JSON.stringify(changes), rests.clauseIds, rests.agreementIds, rests.placeIds],
      ...[pupil.adviser, pupil.adviserName],
    ],
  )
  await client.query(
    `select information.put_todo('a:' || $1, 'overpass.way_possible', '{"count": 0}', '/overpass/plans/' || $2, 'plan',
      $2, null)`,
    [pupil.learner, id],
  )
  if (!pupil.adviser) return
  await client.query(
    `insert into overpass.plan_notes (id, plan_id, affiliation_id, name, text) values ($1, $2, $3, $4, $5)`,
    [
      demoId('note on a plan'),
      id,
      pupil.adviser,
      pupil.adviserName,
      '转段考核前再把透视补一补，报名别拖到最后一天。',
    ],
  )
}
