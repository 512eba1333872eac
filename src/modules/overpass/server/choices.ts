import type { Handler } from '#platform/server/http/route.ts'
import type { getChoices as contract } from '../contract/bridges.ts'
import {
  selectCompetencyChoices,
  selectCourseChoices,
  selectOccupationChoices,
  selectProgrammeChoices,
} from './queries/choices.ts'

/** What the form of a bridge offers to choose from. */
export const getChoices: Handler<typeof contract> = async ({ db }, { query }) => ({
  programmes: await selectProgrammeChoices(db, query.parties?.split(',') ?? []),
  courses: await selectCourseChoices(db, query.programmes?.split(',') ?? []),
  competencies: await selectCompetencyChoices(db),
  occupations: await selectOccupationChoices(db),
})
