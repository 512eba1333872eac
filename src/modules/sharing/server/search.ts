import type { SearchSource } from '#platform/server/search/source.ts'
import { findOffers } from './queries/search.ts'

/** What the search over everything finds of this module. */
export const searchSources: readonly SearchSource[] = [{ kind: 'offers', find: findOffers }]
