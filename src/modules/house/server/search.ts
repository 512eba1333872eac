import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { SearchSource } from '#platform/server/search/source.ts'
import type { search } from '../contract.ts'

const HITS_A_KIND = 6

/** Asks every module's source; kinds without a hit are left out. */
export function searchIn(sources: readonly SearchSource[]) {
  return async (context: Context, { query }: { query: { q: string } }): Promise<AnswerOf<typeof search>> => {
    const terms = queryTerms(query.q)
    const groups: AnswerOf<typeof search>['groups'] = []
    if (terms.length === 0) return { groups }
    for (const { kind, find } of sources) {
      const hits = await find(context, terms, HITS_A_KIND)
      if (hits.length > 0) groups.push({ kind, hits })
    }
    return { groups }
  }
}
