import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Bilingual } from '#platform/contract/fields.ts'
import { useFormat } from '#platform/web/format.ts'

type Data = Record<string, string | number>
type Told = { data?: Data; names?: Record<string, Bilingual> }

/**
 * The text of a code that a module sent, below a prefix: `home.<code>`. Null when there is none, so that
 * a newer server does not show bare keys on an older page.
 */
export function useCodedText(): (key: string, told?: Told) => string | null {
  const { t } = useTranslation()
  const { name } = useFormat()
  const loosely = t as unknown as (key: string, data: Data) => string
  return (key, { data = {}, names = {} } = {}) => {
    const values = { ...data }
    for (const [what, both] of Object.entries(names)) values[what] = name(both)
    return i18next.exists(key, values) ? loosely(key, values) : null
  }
}
