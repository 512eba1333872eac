import type { Bilingual } from '../contract/fields.ts'
import type { Db } from './database/session.ts'

/** One thing that anybody may know. Never about a person. */
export type PublicItem = {
  id: string
  title: Bilingual
  text: Bilingual | null
  /** The day it is about, `yyyy-mm-dd`. */
  day: string | null
  /** The organisation it comes from; what comes from one that shows its name alone is left out. */
  organisationId: string | null
  /** Where there is more: a page below the group's address (`news/…`), or an address elsewhere (`https://…`). */
  to: string | null
}
/** Its heading is `site.section.<code>`. Without items it is not shown. */
export type PublicSection = { code: string; items: PublicItem[] }

/**
 * What a module puts on the public site. It reads as nobody: row-level security leaves it only what everybody may
 * see. At most thirty items of a section are shown.
 */
export type PublicSource = {
  ofGroup?(db: Db, groupId: string): Promise<PublicSection[]>
  ofMember?(db: Db, organisationId: string): Promise<PublicSection[]>
}
