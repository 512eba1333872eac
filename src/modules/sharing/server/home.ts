import type { HomeSource } from '#platform/server/home.ts'
import { BOOKERS, isOneOf, KEEPERS } from '../policy.ts'
import { selectGivenBack, selectNews } from './queries/news.ts'

const addressOf = (id: string, seriesId: string | null) =>
  seriesId ? `/bookings/series/${seriesId}` : `/bookings/${id}`

/** What became of the viewer's own bookings of late, and what of their organisation's was given back. */
export const sharingHome: HomeSource = {
  async news({ viewer, db }) {
    if (!viewer?.affiliationId || !viewer.organisationId || !isOneOf(BOOKERS, viewer.role)) return []
    const own = await selectNews(db, viewer.affiliationId)
    const back = isOneOf(KEEPERS, viewer.role) ? await selectGivenBack(db, viewer.organisationId) : []
    return [
      ...own.map(({ id, seriesId, at, state, title }) => ({
        ...{ id, at, code: `sharing.${state}`, names: { title }, to: addressOf(id, seriesId) },
      })),
      ...back.map(({ id, seriesId, at, ...names }) => ({
        ...{ id, at, code: 'sharing.given_back', names, to: addressOf(id, seriesId) },
      })),
    ]
  },
}
