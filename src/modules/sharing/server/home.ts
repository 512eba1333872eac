import type { HomeSource } from '#platform/server/home.ts'
import { BOOKERS } from '../policy.ts'
import { selectNews } from './queries/news.ts'

/** What became of the viewer's own bookings of late. */
export const sharingHome: HomeSource = {
  async news({ viewer, db }) {
    if (!viewer?.affiliationId || !(BOOKERS as readonly string[]).includes(viewer.role)) return []
    const rows = await selectNews(db, viewer.affiliationId)
    return rows.map(({ id, at, state, title }) => ({
      ...{ id, at, code: `sharing.${state}`, names: { title }, to: `/bookings/${id}` },
    }))
  },
}
