import type { HomeSource } from '#platform/server/home.ts'
import { selectNews } from './queries/news.ts'

/** What was decided of the viewer's own claims of late. */
export const overpassHome: HomeSource = {
  async news(context) {
    if (!context.viewer || !['student', 'resident', 'person'].includes(context.viewer.role)) return []
    const rows = await selectNews(context.db, context.viewer.personId)
    return rows.map(({ id, at, state, programme }) => ({
      ...{ id, at, code: `overpass.${state}`, names: { programme }, to: `/claims/${id}` },
    }))
  },
}
