import { Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience, may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { answerNeed, closeNeed, type Need, passNeed } from '../../contract/needs.ts'
import { listOffers } from '../../contract/offers.ts'
import { createOffer, keepNeed } from '../../policy.ts'

/** What the viewer can do with a need: change and close their own, answer another's. */
export function NeedSteps({ need }: { need: Need }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const notice = useNotice()
  const attempt = useAttempt()
  const pass = useCommand(passNeed, ['information.'])
  const [open, setOpen] = useState<'close' | 'answer' | null>(null)
  if (need.state !== 'open') return null
  const keeps = may(keepNeed, viewer, need.facts)
  const answers = inAudience(createOffer, viewer) && viewer?.organisationId !== need.organisation.id
  const leave = async () => {
    if (await attempt(() => pass.run({ params: { id: need.id } }))) notice(t('sharing.needs.pass_done'))
  }
  const done = () => setOpen(null)
  return (
    <div className="sharing-actions">
      {keeps && (
        <Link to={`/sharing/needs/${need.id}/edit`}>
          <Button>{t('sharing.change')}</Button>
        </Link>
      )}
      {keeps && <Button onClick={() => setOpen('close')}>{t('sharing.needs.close')}</Button>}
      {answers && (
        <Button loading={pass.pending} onClick={() => void leave()}>
          {t('sharing.needs.pass')}
        </Button>
      )}
      {answers && (
        <Button type="primary" onClick={() => setOpen('answer')}>
          {t('sharing.needs.answer')}
        </Button>
      )}
      <SideDrawer open={open === 'close'} title={t('sharing.needs.close')} onClose={done}>
        <CloseForm need={need} onDone={done} />
      </SideDrawer>
      <SideDrawer open={open === 'answer'} title={t('sharing.needs.answer')} onClose={done}>
        <AnswerForm need={need} onDone={done} />
      </SideDrawer>
    </div>
  )
}

type Props = { need: Need; onDone: () => void }

function CloseForm({ need, onDone }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const close = useCommand(closeNeed, ['information.'])
  const named = [
    ...need.matches.map(({ offer }) => offer),
    ...need.answers.map(one => ({ ...one, id: one.offerId })),
  ]
  const options = named
    .filter(({ id }, i) => named.findIndex(other => other.id === id) === i)
    .map(one => ({ value: one.id, label: `${name(one.title)} · ${name(one.organisation.name)}` }))
  return (
    <CommandForm<{ outcome: 'met' | 'withdrawn'; offerId?: string }>
      initial={{ outcome: 'met' }}
      submit={t('sharing.needs.close')}
      onSend={({ outcome, offerId }) =>
        close.run({
          params: { id: need.id },
          body: { outcome, offerId: offerId ?? null, version: need.version },
        })
      }
      onDone={() => {
        notice(t('sharing.needs.closed'))
        onDone()
      }}
    >
      <p>{t('sharing.needs.close_text')}</p>
      <Field name="outcome" label={t('sharing.needs.outcome')} required>
        <Radio.Group
          options={(['met', 'withdrawn'] as const).map(value => ({
            ...{ value, label: t(`sharing.needs.outcome.${value}`) },
          }))}
        />
      </Field>
      {options.length > 0 && (
        <Field name="offerId" label={t('sharing.needs.met_by')}>
          <Select allowClear options={options} />
        </Field>
      )}
    </CommandForm>
  )
}

function AnswerForm({ need, onDone }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const answer = useCommand(answerNeed, ['information.'])
  const { rows } = usePaged(listOffers, { query: { whose: 'own', state: 'published', limit: 100 } })
  const [best] = need.matches.filter(({ fits }) => fits)
  return (
    <CommandForm<{ offerId: string; note?: string }>
      initial={best && { offerId: best.offer.id }}
      submit={t('sharing.needs.answer_send')}
      onSend={({ offerId, note }) =>
        answer.run({ params: { id: need.id }, body: { offerId, note: note ?? '' } })
      }
      onDone={() => {
        notice(t('sharing.needs.answer_done'))
        onDone()
      }}
    >
      <p>{t('sharing.needs.answer_text')}</p>
      <Field name="offerId" label={t('sharing.needs.answer_offer')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={rows.map(row => ({ value: row.id, label: name(row.title) }))}
        />
      </Field>
      <Field name="note" label={t('sharing.needs.answer_note')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
