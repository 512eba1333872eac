import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { decide } from '../contract.ts'
import { OPINIONS, type Opinion, REASONS, type Reason } from '../rules/decision.ts'
import { type Amount, Amounts } from './Amounts.tsx'
import type { Claim } from './ClaimPage.tsx'

type Values = { reasonCode?: Reason; reason: string }

/** The school's decision: as the voices allow, each with its reason. */
export function DecideForm({ claim }: { claim: Claim }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const send = useCommand(decide, ['overpass.'])
  const [opinion, setOpinion] = useState<Opinion | null>(null)
  const [amounts, setAmounts] = useState<Amount[]>([])
  if (claim.voices.length < claim.votesLeast)
    return (
      <Sheet title={t('overpass.decide.title')}>
        <p>{t('overpass.decide.wait', { count: claim.votesLeast - claim.voices.length })}</p>
      </Sheet>
    )
  const chosen = opinion ?? claim.allowed[0] ?? 'approve'
  return (
    <Sheet title={t('overpass.decide.title')} note={t('overpass.decide.note')}>
      <CommandForm<Values>
        submit={t(`overpass.decide.${chosen}`)}
        onSend={({ reasonCode, reason }) =>
          send.run({
            params: { id: claim.id },
            body: {
              ...{ opinion: chosen, reason, version: claim.version },
              reasonCode: chosen === 'approve' ? 'as_the_rule' : (reasonCode ?? 'other'),
              lines: chosen === 'reduce' ? amounts : [],
            },
          })
        }
        onDone={() => notice(t('overpass.decide.done'))}
      >
        <Radio.Group
          aria-label={t('overpass.decide.title')}
          value={chosen}
          onChange={event => setOpinion(event.target.value as Opinion)}
          options={OPINIONS.map(value => ({
            ...{ value, label: t(`overpass.opinion.${value}`) },
            disabled: !claim.allowed.includes(value),
          }))}
        />
        {chosen === 'reduce' && <Amounts claim={claim} value={amounts} onChange={setAmounts} />}
        {chosen !== 'approve' && (
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
      </CommandForm>
    </Sheet>
  )
}
