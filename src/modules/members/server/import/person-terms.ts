import { searchTerms } from '#platform/server/search/search-terms.ts'
import { sortKey } from '#platform/server/search/sort-key.ts'

/** What a person is ordered and found by. */
export function personTerms(name: string, nameLatin: string | null): { sortKey: string; grams: string[] } {
  return {
    sortKey: sortKey(name),
    grams: searchTerms(nameLatin ? `${name} ${nameLatin}` : name, { name: true }),
  }
}
