import { sql } from 'kysely'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'

type Row = { id: string; at: Date; host: Bilingual; days: number }

/** The stays of a teacher that were confirmed in the past two weeks. */
export async function selectConfirmed(db: Db, affiliationId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select s.id, s.answered_at as at, s.until_day - s.from_day + 1 as days,
      json_build_object('zh', coalesce(h.name_zh, s.host_name), 'en', h.name_en) as host
    from faculty.stays s left join members.organisations h on h.id = s.host_id
    where s.affiliation_id = ${affiliationId} and s.state = 'confirmed'
      and s.answered_at > now() - interval '14 days'
    order by s.answered_at desc limit 5`.execute(db)
  return rows
}
