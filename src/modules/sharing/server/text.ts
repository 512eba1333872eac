import { searchTerms } from '#platform/server/search/search-terms.ts'

type Names = { zh: string; en: string | null }

/** What an offer is found by: its title, its text, its place and its owner's name, pinyin included. */
export function gramsOf(offer: { title: Names; text: Names; place: string | null }, owner: Names): string[] {
  const of = (words: readonly (string | null)[]) => words.filter(Boolean).join(' ')
  const chinese = of([offer.title.zh, offer.place, owner.zh])
  const grams = new Set(searchTerms(chinese, { name: true }))
  // Synonyms of the field are of whole texts, not of names.
  for (const term of searchTerms(of([chinese, offer.title.en, owner.en, offer.text.zh, offer.text.en])))
    grams.add(term)
  return [...grams]
}
