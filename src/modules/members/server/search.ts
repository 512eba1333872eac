import type { SearchSource } from '#platform/server/search/source.ts'
import { findClasses, findGroups, findOrganisations, findPeople } from './queries/search.ts'

/** What the search over everything finds of this module. */
export const searchSources: readonly SearchSource[] = [
  {
    kind: 'people',
    async find(context, terms, limit) {
      const found = await findPeople(context, terms, limit)
      context.noteReading(
        null,
        found.map(hit => hit.id),
      )
      return found
    },
  },
  { kind: 'classes', find: findClasses },
  { kind: 'organisations', find: findOrganisations },
  { kind: 'groups', find: findGroups },
]
