import { z } from 'zod'

export const id = z.uuid()
/** A calendar day, `yyyy-mm-dd`. */
export const day = z.iso.date()
/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime({ offset: true })
/** Text a person typed: trimmed, 1 to `max` characters. */
export const line = (max = 200) => z.string().trim().min(1).max(max)
/**
 * A name: a `line` that is one line, without control characters and without marks that turn the direction of
 * what follows, by which one name can be made to look like another.
 */
export const oneLine = (max = 200) =>
  line(max).refine(value => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(value), {
    params: { code: 'characters' },
  })
/** Several lines of text a person typed. */
export const text = (max = 5000) => z.string().trim().max(max)
/** A name or title in both languages; English may be missing where an organisation has none. */
export const bilingual = z.object({ zh: z.string(), en: z.string().nullable() })
export type Bilingual = z.infer<typeof bilingual>

export const LANGUAGES = ['zh', 'en'] as const
export const language = z.enum(LANGUAGES)
export type Language = (typeof LANGUAGES)[number]

/** The text of a bilingual value for a reader, falling back to the Chinese one, which always exists. */
export function inLanguage(value: Bilingual, language: Language): string {
  return (language === 'en' && value.en) || value.zh
}
