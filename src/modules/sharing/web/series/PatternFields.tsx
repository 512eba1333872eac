import { Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { useWords, WEEKDAYS } from '../words.ts'

/** Weekdays, first and last day, and the time of the day. */
export function PatternFields() {
  const { t } = useTranslation()
  const words = useWords()
  return (
    <>
      <Field name="weekdays" label={t('sharing.series.weekdays')}>
        <Checkbox.Group options={WEEKDAYS.map(value => ({ value, label: words.weekday(value) }))} />
      </Field>
      <DaysFields />
      <div className="sharing-pair">
        <Field name="from" label={t('sharing.from')} required>
          <Input type="time" />
        </Field>
        <Field name="until" label={t('sharing.until')} required>
          <Input type="time" />
        </Field>
      </div>
    </>
  )
}

/** From the first day on to the last. */
export function DaysFields() {
  const { t } = useTranslation()
  return (
    <div className="sharing-pair">
      <Field name="fromDay" label={t('sharing.series.from_day')} required>
        <Input type="date" min={today()} />
      </Field>
      <Field name="untilDay" label={t('sharing.series.until_day')} required>
        <Input type="date" min={today()} />
      </Field>
    </div>
  )
}
