import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, daysAfter, today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import type { Offer } from '../../contract/offers.ts'
import { foreseeOutage, type Outage, planOutage, setOutage } from '../../contract/outages.ts'
import { clockOf, instantOf, minuteOf } from '../../rules/zone.ts'

type Props = { offer: Offer; outage?: Outage; onDone: () => void }
type Values = {
  words: string
  units?: number | null
  fromDay: string
  from: string
  untilDay: string
  until: string
}

const at = (day: string, clock: string) => new Date(instantOf(day, minuteOf(clock))).toISOString()
const stopOf = ({ units, fromDay, from, untilDay, until }: Values) => ({
  ...{ units: units ?? null, from: at(fromDay, from), until: at(untilDay, until) },
})
const isWhole = (typed: Partial<Values>): typed is Values =>
  Boolean(typed.fromDay && typed.from && typed.untilDay && typed.until)

/** From when until when it is out of use; who would have to give way is told before. */
export function StopForm({ offer, outage, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const attempt = useAttempt()
  const [form] = Form.useForm<Values>()
  const [plan, set] = [useCommand(planOutage, ['information.']), useCommand(setOutage, ['information.'])]
  const foresee = useCommand(foreseeOutage)
  const [told, setTold] = useState<{ affected: number; running: number } | null>(null)
  const look = async () => {
    const typed: Partial<Values> = form.getFieldsValue()
    if (isWhole(typed))
      await attempt(async () => setTold(await foresee.run({ params: { id: offer.id }, body: stopOf(typed) })))
  }
  let affected = 0
  return (
    <CommandForm<Values>
      form={form}
      initial={{
        ...{ words: outage?.words, units: outage?.units },
        ...{ fromDay: outage ? dayOf(outage.startsAt) : daysAfter(today(), 1) },
        from: outage ? clockOf(Date.parse(outage.startsAt)) : '08:00',
        untilDay: outage?.state === 'open' && outage.endsAt ? dayOf(outage.endsAt) : daysAfter(today(), 1),
        until: outage?.state === 'open' && outage.endsAt ? clockOf(Date.parse(outage.endsAt)) : '18:00',
      }}
      submit={outage ? t('sharing.outages.set') : t('sharing.outages.plan')}
      onSend={async values => {
        const body = { ...stopOf(values), words: values.words }
        const answer = outage
          ? await set.run({ params: { id: outage.id }, body: { ...body, version: outage.version } })
          : await plan.run({ params: { id: offer.id }, body: { ...body, kind: 'maintenance' } })
        affected = answer.affected
      }}
      onDone={() => {
        notice(t('sharing.outages.saved', { count: affected }))
        onDone()
      }}
    >
      <p>{t('sharing.outages.plan_text')}</p>
      <Field name="words" label={t('sharing.outages.words')} required>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
      {(['from', 'until'] as const).map(key => (
        <div key={key} className="sharing-pair">
          <Field name={`${key}Day`} label={`${t(`sharing.outages.${key}`)} · ${t('sharing.day')}`} required>
            <Input type="date" />
          </Field>
          <Field name={key} label={`${t(`sharing.outages.${key}`)} · ${t('sharing.column.time')}`} required>
            <Input type="time" />
          </Field>
        </div>
      ))}
      {offer.units > 1 && (
        <Field name="units" label={t('sharing.outages.how_many')} hint={t('sharing.outages.how_many_hint')}>
          <InputNumber min={1} max={offer.units} precision={0} />
        </Field>
      )}
      <p aria-live="polite">
        <Button loading={foresee.pending} onClick={() => void look()}>
          {t('sharing.outages.look')}
        </Button>{' '}
        {told && <Foreseen {...told} />}
      </p>
    </CommandForm>
  )
}

function Foreseen({ affected, running }: { affected: number; running: number }) {
  const { t } = useTranslation()
  return (
    <>
      {affected > 0
        ? t('sharing.outages.foresee.some', { count: affected })
        : t('sharing.outages.foresee.none')}{' '}
      {running > 0 && t('sharing.outages.foresee.running', { count: running })}
    </>
  )
}
