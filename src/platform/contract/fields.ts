import { z } from 'zod'

export const id = z.uuid()
/** A calendar day, `yyyy-mm-dd`. */
export const day = z.iso.date()
/** An instant in UTC, ISO 8601. */
export const instant = z.iso.datetime({ offset: true })
/** One line of text a person typed: trimmed, 1 to `max` characters. */
export const line = (max = 200) => z.string().trim().min(1).max(max)
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
