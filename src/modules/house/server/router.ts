import type { HomeSource } from '#platform/server/home.ts'
import { on, type Route } from '#platform/server/http/route.ts'
import type { SearchSource } from '#platform/server/search/source.ts'
import { getHome, search } from '../contract.ts'
import { readHomeOf } from './home.ts'
import { searchIn } from './search.ts'

/** The house's endpoints over what the other modules offer to the home page and the search. */
export function houseRoutes(sources: {
  home: readonly HomeSource[]
  search: readonly SearchSource[]
}): readonly Route[] {
  return [on(getHome, readHomeOf(sources.home)), on(search, searchIn(sources.search))]
}
