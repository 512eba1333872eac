import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { mayAgree } from '../../../rules/transfers.ts'
import { type OwnRow, selectOwnTransfers } from '../../transfers/queries.ts'
import { type Place, placeOf } from './entries.ts'

/** Moves that wait for the viewer to agree. */
export async function selectToAgree(db: Db): Promise<OwnRow[]> {
  return (await selectOwnTransfers(db)).filter(
    row => row.state === 'proposed' && mayAgree(row.forChild ? 'guardian' : 'person', row.needsGuardian),
  )
}

type Answered = {
  id: string
  what: 'correction' | 'transfer'
  state: 'accepted' | 'refused'
  organisation: Place
  at: Date
}

/** What was answered in the last month of what the viewer asked for. */
export async function selectAnswered(db: Db): Promise<Answered[]> {
  const { rows } = await sql<Answered>`
    select c.id, 'correction' as what, c.state, ${placeOf('o')} as organisation, c.answered_at as at
      from members.corrections c join members.organisations o on o.id = c.organisation_id
      where c.person_id = (select platform.viewer_person()) and c.state in ('accepted', 'refused')
        and c.answered_at > now() - interval '30 days'
    union all
    select t.id, 'transfer', t.state, ${placeOf('o')}, t.ended_at
      from members.transfers t join members.organisations o on o.id = t.to_organisation_id
      where t.person_id = (select platform.viewer_person()) and t.state in ('accepted', 'refused')
        and t.ended_at > now() - interval '30 days'
    order by at desc limit 8`.execute(db)
  return rows
}
