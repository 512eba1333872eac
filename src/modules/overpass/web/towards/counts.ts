import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'

/** A count of people; where they are few, that they are. */
export function useCounts() {
  const { t } = useTranslation()
  const { number } = useFormat()
  return { count: (people: number | null) => (people === null ? t('overpass.towards.few') : number(people)) }
}
