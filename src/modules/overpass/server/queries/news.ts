import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

type Row = { id: string; at: Date; state: 'approved' | 'reduced' | 'refused'; programme: Bilingual }

/** Decisions of the past month on a person's claims; after an appeal what the committee made of it. */
export async function selectNews(db: Db, personId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select c.id, greatest(c.decided_at, a.decided_at) as at, c.state,
      json_build_object('zh', p.name_zh, 'en', p.name_en) as programme
    from overpass.claims c join programmes.programme_facts p on p.programme_id = c.programme_id
      left join overpass.appeals a on a.claim_id = c.id
    where c.person_id = ${personId} and c.state in ('approved', 'reduced', 'refused')
      and greatest(c.decided_at, a.decided_at) > now() - interval '30 days'
    order by 2 desc limit 5`.execute(db)
  return rows
}

type Ranked = {
  id: string
  at: Date
  state: 'offered' | 'waiting' | 'unfit' | 'lapsed' | 'enrolled'
  programme: Bilingual
}

/** What a ranking of the past month made of a person's applications, as they stand today. */
export async function selectRankings(db: Db, personId: string): Promise<Ranked[]> {
  const { rows } = await sql<Ranked>`select a.id, i.ranked_at as at, a.state,
      json_build_object('zh', p.name_zh, 'en', p.name_en) as programme
    from overpass.applications a join overpass.intakes i on i.id = a.intake_id
      join programmes.programme_facts p on p.programme_id = i.programme_id
    where a.person_id = ${personId} and a.state in ('offered', 'waiting', 'unfit', 'lapsed', 'enrolled')
      and i.ranked_at > now() - interval '30 days'
    order by 2 desc limit 5`.execute(db)
  return rows
}
