import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { appealClaim, decideAppeal } from '../contract.ts'
import { type Amount, Amounts } from './Amounts.tsx'
import type { Claim } from './ClaimPage.tsx'

/** The learner appeals once, to the committee of the group. */
export function AppealForm({ claim }: { claim: Claim }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const notice = useNotice()
  const appeal = useCommand(appealClaim, ['overpass.'])
  return (
    <Sheet
      title={t('overpass.appeal.title')}
      note={t('overpass.appeal.until', { day: day(claim.appealUntil ?? '') })}
    >
      <CommandForm<{ reason: string }>
        submit={t('overpass.appeal.submit')}
        onSend={body => appeal.run({ params: { id: claim.id }, body })}
        onDone={() => notice(t('overpass.appeal.done'))}
      >
        <Field name="reason" label={t('overpass.appeal.reason')} required>
          <Input.TextArea rows={4} maxLength={2000} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}

/** An appeal as it stands; its decision for whoever enters what the committee decided. */
export function AppealSheet({ claim, decides }: { claim: Claim; decides: boolean }) {
  const { t } = useTranslation()
  const { day, instant } = useFormat()
  const { appeal } = claim
  if (!appeal) return null
  return (
    <Sheet
      title={t('overpass.appeal.heading')}
      note={
        appeal.at
          ? t('overpass.decision.by', { name: appeal.by ?? '', at: instant(appeal.at) })
          : t('overpass.appeal.due', { day: day(appeal.dueOn) })
      }
      aside={
        <StatusTag tone={appeal.state === 'open' ? 'uncertain' : 'agreed'}>
          {t(`overpass.appeal.state.${appeal.state}`)}
        </StatusTag>
      }
    >
      <p className="overpass-words">{appeal.reason}</p>
      {appeal.state === 'changed' && (
        <p>
          {t('overpass.appeal.changed', {
            ...{ day: day(dayOf(appeal.at ?? '')), claimed: claim.claimed, recognised: claim.recognised },
          })}
        </p>
      )}
      {appeal.answer && <p className="overpass-words">{appeal.answer}</p>}
      {decides && <AnswerForm claim={claim} id={appeal.id} version={appeal.version} />}
    </Sheet>
  )
}

function AnswerForm({ claim, id, version }: { claim: Claim; id: string; version: number }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const send = useCommand(decideAppeal, ['overpass.'])
  const [decision, setDecision] = useState<'kept' | 'changed'>('kept')
  const [amounts, setAmounts] = useState<Amount[]>([])
  const lines = claim.items.flatMap(item =>
    item.lines.map(line => {
      const said = amounts.find(one => one.outcomeId === item.outcomeId && one.courseId === line.courseId)
      return {
        ...{ outcomeId: item.outcomeId, courseId: line.courseId },
        credits: said?.credits ?? line.recognised,
      }
    }),
  )
  return (
    <CommandForm<{ answer: string }>
      submit={t('overpass.appeal.decide')}
      onSend={({ answer }) =>
        send.run({
          params: { id },
          body: { decision, answer, version, lines: decision === 'changed' ? lines : [] },
        })
      }
      onDone={() => notice(t('overpass.decide.done'))}
    >
      <Radio.Group
        aria-label={t('overpass.appeal.decide')}
        value={decision}
        onChange={event => setDecision(event.target.value as 'kept' | 'changed')}
        options={(['kept', 'changed'] as const).map(value => ({
          ...{ value, label: t(`overpass.appeal.state.${value}`) },
        }))}
      />
      {decision === 'changed' && <Amounts claim={claim} value={amounts} onChange={setAmounts} />}
      <Field name="answer" label={t('overpass.appeal.answer')} required>
        <Input.TextArea rows={4} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
