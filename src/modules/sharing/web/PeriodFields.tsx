import { Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

export type Period = { from: string; until: string }
export const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** A first day and a last. */
export function PeriodFields({
  period,
  onChange,
}: {
  period: Period
  onChange: (part: Partial<Period>) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="sharing-pair sharing-period">
      {(['from', 'until'] as const).map(key => (
        <div key={key}>
          <label htmlFor={`${id}-${key}`}>{t(`sharing.balance.${key}`)}</label>
          <Input
            id={`${id}-${key}`}
            type="date"
            value={period[key]}
            onChange={event => isDay(event.target.value) && onChange({ [key]: event.target.value })}
          />
        </div>
      ))}
    </div>
  )
}
