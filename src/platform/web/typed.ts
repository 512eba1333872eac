/** What was typed, or null where nothing was. */
export const orNull = (text: string | null | undefined): string | null => text?.trim() || null

type Typed = { zh?: string | null; en?: string | null } | null | undefined

/** Two typed texts as the commands take them: null without a Chinese one. */
export function bilingualOrNull(texts: Typed): { zh: string; en: string | null } | null {
  const zh = orNull(texts?.zh)
  return zh === null ? null : { zh, en: orNull(texts?.en) }
}

/** The same where the Chinese text is wanted: the server says so when it is missing. */
export const named = (texts: Typed) => ({ zh: texts?.zh?.trim() ?? '', en: orNull(texts?.en) })
