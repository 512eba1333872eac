import type { HomeSource } from '#platform/server/home.ts'
import { selectOptionalErasure } from './queries/leaving.ts'

/** An account that waits to be erased: its holder is told at once, in case somebody else asked for it. */
export const accountsHome: HomeSource = {
  async waiting({ db, viewer }) {
    if (!viewer || viewer.scopes) return []
    const waiting = await selectOptionalErasure(db, viewer.personId)
    if (!waiting) return []
    return [
      {
        code: 'accounts.erasure_waiting',
        to: '/account/leave',
        urgency: 'now',
        at: new Date(waiting.dueAt),
      },
    ]
  },
}
