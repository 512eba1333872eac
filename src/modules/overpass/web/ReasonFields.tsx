import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '#platform/web/ui/Field.tsx'
import { type Opinion, REASONS, type Reason } from '../rules/decision.ts'

export type ReasonValues = { reasonCode?: Reason; reason: string }

/** The reason of a decision as it is sent: an approval has one of its own. */
export const reasonOf = (opinion: Opinion, { reasonCode, reason }: ReasonValues) => ({
  reasonCode: opinion === 'approve' ? ('as_the_rule' as const) : (reasonCode ?? 'other'),
  reason,
})

/** Why it is decided so: in a word that is counted, unless everything is approved, and in the school's own. */
export function ReasonFields({ opinion }: { opinion: Opinion }) {
  const { t } = useTranslation()
  return (
    <>
      {opinion !== 'approve' && (
        <Field name="reasonCode" label={t('overpass.decide.reason_code')} required>
          <Select
            options={REASONS.filter(code => code !== 'as_the_rule').map(value => ({
              ...{ value, label: t(`overpass.reason.${value}`) },
            }))}
          />
        </Field>
      )}
      <Field
        name="reason"
        label={t('overpass.decide.reason')}
        hint={t('overpass.decide.reason_hint')}
        required
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </>
  )
}
