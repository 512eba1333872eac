import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'

/** A count of people; where it is not told, why. */
export function useCounts(untold: 'towards.few' | 'entrants.hidden') {
  const { t } = useTranslation()
  const { number } = useFormat()
  return { count: (people: number | null) => (people === null ? t(`overpass.${untold}`) : number(people)) }
}
