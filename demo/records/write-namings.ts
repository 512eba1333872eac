import type pg from 'pg'
import { daysAfter } from '#platform/contract/days.ts'
import { GROUP_ID } from '../groups.ts'
import { demoId } from '../random.ts'

/** Students of the cast who took part with others and gave them their names: who of them, to whom, and in what. */
const NAMINGS = [
  { key: 'studio', student: 'last', to: 'company', occasion: '暑期联合短片项目，合成组' },
  { key: 'week', student: 'last', to: 'group', occasion: '集团动画周短片单元，第 17 号作品' },
  { key: 'poster', student: 'first', to: 'group', occasion: '集团动画周海报单元，第 4 号作品' },
] as const

const DESKS = { company: 'company_hr', group: 'secretariat' } as const

/** Students who named themselves to the company of the cast and to the group; a minor among them to the group alone. */
export async function writeNamings(client: pg.PoolClient, today: string): Promise<void> {
  for (const { key, student, to, occasion } of NAMINGS) {
    const { rows } = await client.query<{ desk: string; subject: string }>(
      `with cast_member as (select a.* from members.affiliations a join accounts.personas p on p.affiliation_id = a.id),
        learner as (select a.* from cast_member a join accounts.personas p on p.affiliation_id = a.id
          where a.role = 'student' order by p.position ${student === 'last' ? 'desc' : 'asc'} limit 1),
        company as (select organisation_id as id from cast_member where role = 'company_hr' limit 1)
      insert into records.namings (id, person_id, organisation_id, learner_id, learner_name, to_organisation_id,
          to_group_id, occasion, ends_on, created_at)
        select $1, l.person_id, l.organisation_id, l.id, l.name, case when $2 = 'company' then (select id from company) end,
          case when $2 = 'group' then $3::uuid end, $4, $5, $6 from learner l
      returning case when to_group_id is null then 'o:' || to_organisation_id else 'g:' || to_group_id end as desk,
        coalesce(to_group_id, to_organisation_id)::text as subject`,
      [
        ...[demoId(`naming ${key}`), to, GROUP_ID, occasion, daysAfter(today, 30)],
        `${daysAfter(today, -2)}T02:00:00Z`,
      ],
    )
    for (const { desk, subject } of rows)
      await client.query(
        `select information.put_todo($1, 'records.named', '{}', '/named', 'naming', $2, null)`,
        [`${desk}:${DESKS[to]}`, subject],
      )
  }
}
