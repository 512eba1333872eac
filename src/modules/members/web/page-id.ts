import { useParams } from 'react-router'

/** The `:id` of the page's address. */
export function usePageId(): string {
  return useParams().id ?? ''
}

/** What was typed, or null where nothing was. */
export function orNull(text: string | null | undefined): string | null {
  return text?.trim() || null
}

/** Two typed names as the commands take them: null without a Chinese one. */
export function bilingualOrNull(
  names: { zh?: string | null; en?: string | null } | null | undefined,
): { zh: string; en: string | null } | null {
  const zh = orNull(names?.zh)
  return zh === null ? null : { zh, en: orNull(names?.en) }
}
