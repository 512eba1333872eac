import type pg from 'pg'
import { expiryOf } from '#modules/overpass/rules/expiry.ts'
import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from '../calendar.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'

const TENTHS = 50
type Told = {
  state: 'submitted' | 'approved' | 'reduced' | 'refused'
  ago: number
  voices: ('approve' | 'reduce' | 'refuse')[]
  recognised: number
  code?: string
  reason?: string
  appeal?: string
}
/** What became of the claims of pupils who want to change schools. */
const CLAIMS: readonly Told[] = [
  { state: 'submitted', ago: 3, voices: [], recognised: 0 },
  { state: 'submitted', ago: 9, voices: ['approve', 'approve'], recognised: 0 },
  {
    ...{ state: 'approved', ago: 26, voices: ['approve', 'approve'], recognised: TENTHS },
    ...{ code: 'as_the_rule', reason: '课程内容和学时一致，成绩符合规则。' },
  },
  {
    ...{ state: 'reduced', ago: 21, voices: ['reduce', 'reduce'], recognised: 30 },
    ...{ code: 'content', reason: '缺少色彩部分，认定三学分，其余随班补修。' },
  },
  {
    ...{ state: 'refused', ago: 14, voices: ['refuse', 'refuse'], recognised: 0 },
    ...{ code: 'outdated', reason: '软件版本已停用，请补修新课程。' },
    appeal: '我在寒假自学了新版本，有作品可以证明，请复核。',
  },
]

type Learner = {
  id: string
  person: string
  name: string
  outcome: string
  held: string
  course: string
  code: string
  /** Years it counts for: as the bridge has it, and as its rule does. */
  years: (number | null)[]
}

/** Claims in several states along the bridge between two schools, with the books as they follow from them. */
export async function writeClaims(client: pg.PoolClient, calendar: Calendar, today: string): Promise<void> {
  const { rows: bridges } = await client.query<Record<'clause' | 'version' | 'group' | 'programme', string>>(
    `select clause_id as clause, version_id as version, group_id as "group", data -> 'to' ->> 'programmeId' as programme
      from overpass.signed_bridges where data ->> 'way' = 'transfer' and party_ids @> array[$1::uuid]`,
    [organisationId('BC01')],
  )
  const bridge = bridges[0]
  if (!bridge) return
  const learners = await selectLearners(client, bridge.clause, calendar.year - 2)
  const { rows: staff } = await client.query<{ id: string; name: string }>(
    `select id, name from members.affiliations where organisation_id = $1 and role = 'teacher' and ends_on is null
      order by number, id offset 4 limit 2`,
    [organisationId('BC01')],
  )
  for (const [i, told] of CLAIMS.entries()) {
    const learner = learners[i]
    if (!learner) return
    await writeClaim(client, { told, learner, bridge, staff, today, id: demoId(`claim ${i}`) })
  }
}

/** Pupils with an account and a result that the bridge recognises, one result each. */
async function selectLearners(client: pg.PoolClient, clause: string, cohort: number): Promise<Learner[]> {
  const { rows } = await client.query<Learner>(
    `select distinct on (a.number) a.id, a.person_id as person, a.name, f.id as outcome, f.held_on::text as held,
        json_build_array(b.data -> 'validYears', r -> 'when' -> 'withinYears') as years,
        r -> 'courses' -> 0 ->> 'courseId' as course, r ->> 'id' as code
      from overpass.signed_bridges b cross join lateral jsonb_array_elements(b.data -> 'recognitions') r
        join records.outcome_facts f on f.course_id::text = r -> 'when' -> 'courseIds' ->> 0
          and (f.score ->> 'value')::numeric >= (r -> 'when' ->> 'minScore')::numeric and f.state = 'confirmed'
        join members.affiliations a on a.id = f.learner_id and a.person_id is not null
        join members.classes k on k.id = a.class_id and k.cohort >= $2
      where b.clause_id = $1 order by a.number, f.id limit $3`,
    [clause, cohort, CLAIMS.length],
  )
  return rows
}

type Writing = {
  told: Told
  learner: Learner
  bridge: Record<'clause' | 'version' | 'group' | 'programme', string>
  staff: { id: string; name: string }[]
  today: string
  id: string
}

async function writeClaim(client: pg.PoolClient, writing: Writing): Promise<void> {
  const { told, learner, bridge, staff, today, id } = writing
  const submitted = daysAfter(today, -told.ago)
  const decided = told.state === 'submitted' ? null : `${daysAfter(submitted, 8)}T03:00:00Z`
  await client.query(
    `insert into overpass.claims (id, person_id, organisation_id, learner_id, learner_name, clause_id, version_id,
        group_id, programme_id, target_version_id, receiving_organisation_id, state, due_on, reason_code, reason,
        decided_name, decided_at, submitted_at)
      select $1, $2, a.organisation_id, a.id, a.name, $3, $4, $5, $6, c.version_id, $7, $8, $9, $10, $11, $12, $13, $14
      from members.affiliations a, programmes.courses c where a.id = $15 and c.id = $16`,
    [
      ...[id, learner.person, bridge.clause, bridge.version, bridge.group, bridge.programme],
      ...[
        organisationId('BC01'),
        told.state,
        daysAfter(submitted, 20),
        told.code ?? null,
        told.reason ?? null,
      ],
      ...[decided && '学校管理员', decided, `${submitted}T02:00:00Z`, learner.id, learner.course],
    ],
  )
  const spent = told.recognised ? 'recognised' : told.state === 'refused' ? 'refused' : 'claimed'
  await client.query(
    `with spent as (insert into overpass.spendings (claim_id, outcome_id, programme_id, recognition_id, state,
        expires_on)
        values ($1, $2, $3, $4, $5, $9))
      insert into overpass.claim_lines (claim_id, outcome_id, course_id, claimed, recognised)
        values ($1, $2, $6, $7, $8)`,
    [
      ...[id, learner.outcome, bridge.programme, learner.code, spent],
      ...[learner.course, TENTHS, told.recognised],
      expiryOf(learner.held, learner.years),
    ],
  )
  const post = (from: string, to: string, amount: number, at: string) =>
    amount > 0 &&
    client.query(
      `insert into overpass.postings (person_id, programme_id, claim_id, outcome_id, from_account, to_account, amount, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [learner.person, bridge.programme, id, learner.outcome, from, to, amount, at],
    )
  await client.query(
    `insert into overpass.deposits (outcome_id, person_id, amount, at)
      select f.id, $2, round(f.credits * 10), $3 from records.outcome_facts f where f.id = $1 and f.credits > 0`,
    [learner.outcome, learner.person, `${submitted}T02:00:00Z`],
  )
  await client.query(
    `insert into overpass.postings (person_id, from_account, to_account, amount, outcome_id, at)
      select person_id, 'outside', 'deposited', amount, outcome_id, at from overpass.deposits where outcome_id = $1`,
    [learner.outcome],
  )
  await post('granted', 'claimed', TENTHS, `${submitted}T02:00:00Z`)
  if (decided) {
    await post('claimed', 'recognised', told.recognised, decided)
    await post('claimed', 'granted', TENTHS - told.recognised, decided)
  } else await ask(client, id, daysAfter(submitted, 20))
  for (const [i, opinion] of told.voices.entries())
    await client.query(
      `insert into overpass.votes (claim_id, affiliation_id, name, opinion, comment, at)
        values ($1, $2, $3, $4, $5, $6)`,
      [
        ...[id, staff[i]?.id, staff[i]?.name, opinion],
        ...[opinion === 'approve' ? null : told.reason, `${daysAfter(submitted, 5 + i)}T06:00:00Z`],
      ],
    )
  if (told.appeal) await appeal(client, writing, told.appeal)
}

async function ask(client: pg.PoolClient, id: string, due: string): Promise<void> {
  for (const role of ['school_admin', 'teacher'])
    await client.query(
      `select information.put_todo('o:' || $1 || ':' || $2, 'overpass.claim', '{}', '/claims/' || $3, 'claim', $3, $4)`,
      [organisationId('BC01'), role, id, due],
    )
}

async function appeal(client: pg.PoolClient, { id, bridge, today }: Writing, reason: string): Promise<void> {
  const due = daysAfter(today, 26)
  const { rows } = await client.query<{ id: string }>(
    `insert into overpass.appeals (id, claim_id, group_id, reason, due_on, opened_at)
      values ($1, $2, $3, $4, $5, $6) returning id`,
    [demoId(`appeal ${id}`), id, bridge.group, reason, due, `${daysAfter(today, -4)}T08:00:00Z`],
  )
  await client.query(
    `select information.put_todo('g:' || $1 || ':secretariat', 'overpass.appeal', '{}', '/claims/' || $2, 'appeal', $3, $4)`,
    [bridge.group, id, rows[0]?.id, due],
  )
}
