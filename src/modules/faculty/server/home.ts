import type { HomeSource } from '#platform/server/home.ts'
import { selectConfirmed } from './queries/news.ts'

/** Which of the viewer's own stays their hosts have confirmed of late. */
export const facultyHome: HomeSource = {
  async news({ viewer, db }) {
    if (!viewer?.affiliationId || viewer.role !== 'teacher') return []
    return (await selectConfirmed(db, viewer.affiliationId)).map(({ id, at, host, days }) => ({
      ...{ id, at, code: 'faculty.confirmed', names: { host }, data: { days }, to: `/faculty/stays/${id}` },
    }))
  },
}
