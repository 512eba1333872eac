import type { Bilingual } from '../../contract/fields.ts'
import type { Context } from '../context.ts'

/** One thing found. `note` tells it apart from others of its name; `to` is its page. */
export type Hit = { id: string; title: Bilingual; note: Bilingual | null; to: string }

/** What a module lets the search over everything look into, within what the context's viewer may see. */
export type SearchSource = {
  /** Names the heading `search.kind.<kind>`. */
  kind: string
  /**
   * @param terms the question's search terms, never empty, to match with `grams @> terms`
   * @param limit most hits wanted, best first
   */
  find(context: Context, terms: string[], limit: number): Promise<Hit[]>
}
