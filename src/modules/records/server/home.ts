import type { HomeSource } from '#platform/server/home.ts'
import { selectNews } from './queries/news.ts'

/** What has happened to the viewer's own records of late. */
export const recordsHome: HomeSource = {
  async news(context) {
    if (!context.viewer || !['student', 'resident', 'guardian', 'person'].includes(context.viewer.role))
      return []
    return (await selectNews(context)).map(({ id, at, code, title, learnerId }) => ({
      ...{ id, at, code: `records.${code}`, names: { title } },
      to: context.viewer?.role === 'guardian' ? `/people/${learnerId}/record` : '/record',
    }))
  },
}
