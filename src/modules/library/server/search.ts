import type { SearchSource } from '#platform/server/search/source.ts'
import { findItems } from './queries/search.ts'

/** What the search over everything finds of this module. */
export const searchSources: readonly SearchSource[] = [{ kind: 'library', find: findItems }]
