import { searchTerms } from '#platform/server/search/search-terms.ts'
import { sortKey } from '#platform/server/search/sort-key.ts'

/** What a programme, a course or an occupation is sorted and found by: its names and codes. */
export function foundBy(entry: {
  name: { zh: string; en: string | null }
  codes: readonly (string | null)[]
}): { sortKey: string; grams: string[] } {
  const { name, codes } = entry
  const grams = new Set(searchTerms([name.zh, ...codes.filter(Boolean)].join(' '), { name: true }))
  // Synonyms of the field (绑定, rigging) are of whole texts, not of names.
  for (const term of searchTerms([name.zh, name.en ?? ''].join(' '))) grams.add(term)
  return { sortKey: sortKey(name.zh), grams: [...grams] }
}
