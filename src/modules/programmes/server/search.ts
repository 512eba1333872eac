import type { SearchSource } from '#platform/server/search/source.ts'
import { findCourses, findOccupations, findProgrammes } from './queries/search.ts'

/** What the search over everything finds of this module. */
export const searchSources: readonly SearchSource[] = [
  { kind: 'programmes', find: findProgrammes },
  { kind: 'courses', find: findCourses },
  { kind: 'occupations', find: findOccupations },
]
