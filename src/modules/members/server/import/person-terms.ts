import { searchTerms } from '#platform/server/search/search-terms.ts'
import { affiliationText } from '../text.ts'

type Terms = { nameLatin: string | null; sortKey: string; grams: string[] }

const KNOWN_MOST = 2000

/**
 * What people are ordered and found by, the same as `affiliationText` says: names repeat in a roster and are
 * worked out once, numbers do not.
 */
export class PersonTerms {
  private readonly known = new Map<string, Terms>()

  of(name: string, nameLatin: string | null, number: string | null): Terms {
    const key = `${name}\t${nameLatin ?? ''}`
    let terms = this.known.get(key)
    if (!terms) {
      terms = affiliationText({ name, number: null, nameLatin })
      if (this.known.size >= KNOWN_MOST) this.known.clear()
      this.known.set(key, terms)
    }
    if (number === null) return terms
    const grams = new Set(terms.grams)
    for (const term of searchTerms(number, { name: true })) grams.add(term)
    return { ...terms, grams: [...grams] }
  }
}
