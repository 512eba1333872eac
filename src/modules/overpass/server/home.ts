import type { HomeSource } from '#platform/server/home.ts'
import { selectNews, selectRankings } from './queries/news.ts'

/** What was decided of the viewer's own claims and applications of late. */
export const overpassHome: HomeSource = {
  async news(context) {
    if (!context.viewer || !['student', 'resident', 'person'].includes(context.viewer.role)) return []
    const rows = await selectNews(context.db, context.viewer.personId)
    const ranked = await selectRankings(context.db, context.viewer.personId)
    return [
      ...rows.map(({ id, at, state, programme }) => ({
        ...{ id, at, code: `overpass.${state}` as const, names: { programme }, to: `/claims/${id}` },
      })),
      ...ranked.map(({ id, at, state, programme }) => ({
        ...{ id, at, code: `overpass.admission_${state}` as const, names: { programme } },
        to: `/admissions/${id}`,
      })),
    ]
  },
}
