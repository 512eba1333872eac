import { searchTerms } from '#platform/server/search/search-terms.ts'
import { sortKey } from '#platform/server/search/sort-key.ts'
import type { ItemInput } from '../contract/items.ts'

type Said = Pick<ItemInput, 'title' | 'text' | 'software' | 'techniques' | 'subject' | 'creators'>

/** What an item is found by: its titles with pinyin and synonyms of the field, its text, software, techniques and makers. */
export function textOf({ title, text, software, techniques, subject, creators }: Said) {
  const words = (all: readonly (string | null)[]) => all.filter(Boolean).join(' ')
  const names = words([title.zh, subject, ...techniques, ...creators.map(({ name }) => name)])
  const grams = new Set(searchTerms(names, { name: true }))
  // Synonyms are of whole texts; what one term list leaves out for length the other may still hold.
  for (const part of [
    words([title.zh, title.en, subject, ...software, ...techniques]),
    words([text.zh, text.en]),
  ])
    for (const term of searchTerms(part)) grams.add(term)
  return { grams: [...grams], sortKey: sortKey(title.zh) }
}
