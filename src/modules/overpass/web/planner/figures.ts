import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'

/** Months as people say them: years and halves, or months. */
export function useFigures() {
  const { t } = useTranslation()
  const { number } = useFormat()
  return {
    time: (months: number) =>
      months >= 12 && months % 6 === 0
        ? t('overpass.plan.years', { years: number(months / 12), count: months / 12 })
        : t('overpass.plan.months', { count: months }),
    money: (fen: number) => t('overpass.plan.yuan', { yuan: number(Math.round(fen / 100)) }),
  }
}
