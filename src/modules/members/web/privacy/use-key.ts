import i18next from 'i18next'
import { useTranslation } from 'react-i18next'

/** The words of a key that came from the server; the key itself where a newer server knows more than this page. */
export function useKey(): (key: string, fallback?: string) => string {
  const { t } = useTranslation()
  const loosely = t as unknown as (key: string) => string
  return (key, fallback = key) => (i18next.exists(key) ? loosely(key) : fallback)
}
