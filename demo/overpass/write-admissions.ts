import type pg from 'pg'
import { judgeRecord } from '#modules/overpass/server/apply.ts'
import { type SignedBridge, selectBridges } from '#modules/overpass/server/queries/bridges.ts'
import { daysAfter } from '#platform/contract/days.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import { demoId } from '../random.ts'

/** Two intakes: one that is open, one whose last day was yesterday and which its school is to rank. */
export async function writeAdmissions(client: pg.PoolClient, today: string): Promise<void> {
  const { rows } = await client.query<{ id: string; way: string }>(
    `select clause_id as id, data ->> 'way' as way from overpass.signed_bridges
      where data ->> 'way' in ('through_training', 'transfer')`,
  )
  const db = kyselyOn(client)
  const bridges = await selectBridges(
    db,
    rows.map(row => row.id),
  )
  const along = (way: string) => bridges.find(bridge => bridge.data.way === way)
  const [open, closed] = [along('through_training'), along('transfer')]
  if (open)
    await writeIntake(client, open, {
      ...{ key: 'open', from: daysAfter(today, -10), until: daysAfter(today, 20), seats: 30, by: 'scores' },
    })
  if (!closed) return
  const intakeId = await writeIntake(client, closed, {
    ...{ key: 'closed', from: daysAfter(today, -40), until: daysAfter(today, -1), seats: 3, by: 'scores' },
  })
  for (const [i, learner] of (await selectLearners(client, closed)).entries())
    await apply(client, closed, { intakeId, learner, at: daysAfter(today, -30 + i) })
  await client.query(
    `select information.put_todo('o:' || organisation_id || ':school_admin', 'overpass.rank', '{}',
        '/intakes/' || id, 'intake', id::text, null) from overpass.intakes where id = $1`,
    [intakeId],
  )
}

type Told = { key: string; from: string; until: string; seats: number; by: 'scores' | 'credits' }

/** Studies begin on the first day of the bridge that lies after the last day to apply. */
async function writeIntake(
  client: pg.PoolClient,
  { clauseId, versionId, groupId, data }: SignedBridge,
  { key, from, until, seats, by }: Told,
): Promise<string> {
  const id = demoId(`intake ${key}`)
  const starts = data.intakes.toSorted().find(day => day > until) ?? daysAfter(until, 90)
  await client.query(
    `insert into overpass.intakes (id, clause_id, version_id, group_id, programme_id, organisation_id, opens_on,
        closes_on, starts_on, seats, ranked_by, note)
      select $1, $2, $3, $4, p.programme_id, p.organisation_id, $5, $6, $7, $8, $9, $10
      from programmes.programme_facts p where p.programme_id = $11`,
    [
      ...[id, clauseId, versionId, groupId, from, until, starts, seats, by],
      '成绩单请在截止日前交到教务处。',
      data.to.kind === 'programme' ? data.to.programmeId : null,
    ],
  )
  return id
}

type Learner = { id: string; personId: string; organisationId: string; name: string }

/** Learners with an account for whom the bridge is there: five who meet the condition of entry, and one who does not. */
async function selectLearners(client: pg.PoolClient, { data }: SignedBridge): Promise<Learner[]> {
  const { entry } = data
  if (entry.is !== 'course') throw new Error('the demo bridge between schools asks for a course')
  const { rows } = await client.query<Learner>(
    `select id, "personId", "organisationId", name from (
        select x.*, row_number() over (partition by meets order by number) as nth from (
          select a.id, a.person_id as "personId", a.organisation_id as "organisationId", a.name, a.number,
            exists (select from records.outcome_facts f where f.learner_id = a.id and f.state = 'confirmed'
              and f.course_id = any ($2::uuid[]) and (f.score ->> 'value')::numeric >= $3) as meets
          from members.affiliations a
            join programmes.version_facts v on v.version_id = programmes.version_of_class(a.class_id)
          where a.role = 'student' and a.ends_on is null and a.person_id is not null
            and v.programme_id = any ($1::uuid[])) x) y
      where nth <= case when meets then 5 else 1 end order by number`,
    [data.from.programmeIds, entry.courseIds, entry.minScore],
  )
  return rows
}

async function apply(
  client: pg.PoolClient,
  bridge: SignedBridge,
  { intakeId, learner, at }: { intakeId: string; learner: Learner; at: string },
): Promise<void> {
  const judged = await judgeRecord(kyselyOn(client), bridge, [learner.id])
  await client.query(
    `insert into overpass.applications (id, intake_id, receiving_organisation_id, person_id, organisation_id,
        learner_id, learner_name, entry_met, score, credits, facts, submitted_at)
      select $1, i.id, i.organisation_id, $3, $4, $5, $6, $7, $8, $9, $10, $11 from overpass.intakes i where i.id = $2`,
    [
      ...[demoId(`application ${learner.id}`), intakeId, learner.personId, learner.organisationId],
      ...[learner.id, learner.name, judged.entryMet, judged.score, judged.credits],
      ...[JSON.stringify(judged.facts), `${at}T02:00:00Z`],
    ],
  )
}
