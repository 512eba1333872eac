import { Input, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { proposeEnding } from '../contract/endings.ts'
import type { AgreementVersion } from '../contract/versions.ts'

type Values = { endsOn: string; handover: 'finish' | 'stop'; lastCohort?: number | null; reason?: string }

/** Proposes an end to the other signers, with the rule for those who are on it. */
export function EndingForm({ version, onDone }: { version: AgreementVersion; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const propose = useCommand(proposeEnding, ['information.'])
  const byCohort = version.fromCohort !== null
  return (
    <CommandForm<Values>
      initial={{ handover: 'finish' }}
      submit={t('agreements.propose_ending')}
      onSend={({ lastCohort, reason, ...values }) =>
        propose.run({
          params: { id: version.id },
          body: { ...values, lastCohort: lastCohort ?? null, reason: orNull(reason) ?? '' },
        })
      }
      onDone={() => {
        notice(t('agreements.ending_sent'))
        onDone()
      }}
    >
      <p>{t('agreements.ending_text')}</p>
      <Field name="endsOn" label={t('agreements.ends_on')} required>
        <Input type="date" min={today()} />
      </Field>
      <Field
        name="handover"
        label={t('agreements.handover_title')}
        hint={byCohort && t('agreements.handover_cohorts')}
        required
      >
        <Radio.Group
          options={(byCohort ? (['finish'] as const) : (['finish', 'stop'] as const)).map(value => ({
            ...{ value, label: t(`agreements.handover.${value}`) },
          }))}
        />
      </Field>
      {byCohort && (
        <Field name="lastCohort" label={t('agreements.paper.last_cohort')} required>
          <InputNumber
            min={version.fromCohort ?? undefined}
            max={version.untilCohort ?? undefined}
            precision={0}
          />
        </Field>
      )}
      <Field name="reason" label={t('agreements.reason')} required>
        <Input.TextArea rows={4} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
