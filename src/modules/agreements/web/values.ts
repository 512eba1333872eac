import { useParams } from 'react-router'
import type { Tone } from '#platform/web/ui/StatusTag.tsx'
import type { Status } from '../rules/vocabulary.ts'

/** The `:id` of the page's address. */
export const usePageId = (): string => useParams().id ?? ''

/** What was typed, or null where nothing was. */
export const orNull = (text: string | null | undefined): string | null => text?.trim() || null

type Typed = { zh?: string | null; en?: string | null } | null | undefined
/** Two typed texts as the commands take them; the server says so where the Chinese one is missing. */
export const named = (texts: Typed) => ({ zh: texts?.zh?.trim() ?? '', en: orNull(texts?.en) })

export const STATUS_TONES: Record<Status, Tone> = {
  draft: 'quiet',
  review: 'uncertain',
  coming: 'uncertain',
  in_force: 'agreed',
  over: 'quiet',
  withdrawn: 'quiet',
}
