import type { HomeSource } from '#platform/server/home.ts'
import { on, type Route } from '#platform/server/http/route.ts'
import type { Parameter } from '#platform/server/parameters.ts'
import type { SearchSource } from '#platform/server/search/source.ts'
import { cancelTask, exportAudit, getHome, getTask, listAudit, search } from '../contract.ts'
import * as audit from './audit.ts'
import { readHomeOf } from './home.ts'
import { parameterRoutes } from './parameters.ts'
import { searchIn } from './search.ts'
import * as tasks from './tasks.ts'
import { trailNews } from './trail.ts'

/** The house's endpoints over what the other modules offer to the home page and the search, and the numbers they go by. */
export function houseRoutes(sources: {
  home: readonly HomeSource[]
  search: readonly SearchSource[]
  parameters: readonly Parameter[]
}): readonly Route[] {
  return [
    on(getHome, readHomeOf([...sources.home, trailNews])),
    on(search, searchIn(sources.search)),
    ...parameterRoutes(sources.parameters),
    on(listAudit, audit.listAudit),
    on(exportAudit, audit.exportAudit),
    on(getTask, tasks.getTask),
    on(cancelTask, tasks.cancelTask),
  ]
}
