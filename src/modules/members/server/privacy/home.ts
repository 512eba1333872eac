import type { HomeSource } from '#platform/server/home.ts'
import { selectAnswered, selectToAgree } from './queries/home.ts'

/** Moves that wait for the viewer's yes, whatever they act as; and what came of what they asked for. */
export const privacyHome: HomeSource = {
  async waiting({ db, viewer }) {
    if (!viewer || viewer.scopes) return []
    return (await selectToAgree(db)).map(row => ({
      code: row.forChild ? 'members.transfer_agree_child' : 'members.transfer_agree',
      data: { name: row.learner ?? '' },
      names: { school: row.to.name },
      to: '/account/transfer',
      urgency: 'now' as const,
      at: new Date(`${row.dueOn}T00:00:00+08:00`),
    }))
  },
  async news({ db, viewer }) {
    if (!viewer || viewer.scopes) return []
    return (await selectAnswered(db)).map(row => ({
      id: `${row.what} ${row.id}`,
      code: `members.${row.what}_${row.state}`,
      names: { organisation: row.organisation.name },
      at: row.at,
      to: row.what === 'transfer' ? '/account/transfer' : '/account/data',
    }))
  },
}
