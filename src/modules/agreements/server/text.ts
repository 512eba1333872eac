import { searchTerms } from '#platform/server/search/search-terms.ts'

type Names = { zh: string; en: string | null }

/** What a version is found by: its title, its number and its parties' names, pinyin included. */
export function gramsOf(title: Names, reference: string | null, parties: readonly Names[]): string[] {
  const of = (words: readonly (string | null)[]) => words.filter(Boolean).join(' ')
  const chinese = [title.zh, reference, ...parties.map(({ zh }) => zh)]
  const grams = new Set(searchTerms(of(chinese), { name: true }))
  // Synonyms of the field are of whole texts, not of names.
  for (const term of searchTerms(of([...chinese, title.en, ...parties.map(({ en }) => en)]))) grams.add(term)
  return [...grams]
}
