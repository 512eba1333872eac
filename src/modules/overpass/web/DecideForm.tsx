import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { decide } from '../contract.ts'
import { OPINIONS, type Opinion } from '../rules/decision.ts'
import { type Amount, Amounts } from './Amounts.tsx'
import type { Claim } from './ClaimPage.tsx'
import { ReasonFields, type ReasonValues, reasonOf } from './ReasonFields.tsx'

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
      <CommandForm<ReasonValues>
        submit={t(`overpass.decide.${chosen}`)}
        onSend={values =>
          send.run({
            params: { id: claim.id },
            body: {
              ...{ opinion: chosen, ...reasonOf(chosen, values), version: claim.version },
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
        <ReasonFields opinion={chosen} />
      </CommandForm>
    </Sheet>
  )
}
