import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { ParameterRow } from '../contract.ts'

/** A parameter's name and its values with their unit. */
export function useParameterWords() {
  const { t } = useTranslation()
  const { number } = useFormat()
  return {
    name: ({ name }: Pick<ParameterRow, 'name'>) => String(t(`parameter.${name}` as never)),
    value: ({ unit }: Pick<ParameterRow, 'unit'>, value: number): string => {
      if (unit === 'share') return t('parameter.unit.share', { value: number(Math.round(value * 1000) / 10) })
      if (unit === 'percent' || unit === 'month') return t(`parameter.unit.${unit}`, { value: number(value) })
      return t(`parameter.unit.${unit}`, { count: value })
    },
  }
}
