import type { HomeSource } from '#platform/server/home.ts'
import { selectCourses } from './queries/courses.ts'
import { selectOptionalMine } from './queries/programmes.ts'

/** The way from a student's home to the programme of their own class. */
export const programmesHome: HomeSource = {
  async figures({ db, viewer }) {
    const mine = viewer?.role === 'student' ? await selectOptionalMine(db) : undefined
    if (!mine) return []
    const courses = await selectCourses(db, mine.versionId)
    return [{ code: 'programmes.mine', value: courses.length, to: `/programme-versions/${mine.versionId}` }]
  },
}
