import { Form, Input, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { openIntake } from '../../contract.ts'
import { ORDERS, type Order } from '../../rules/admission.ts'

type Values = {
  opensOn: string
  closesOn: string
  startsOn: string
  seats: number
  rankedBy: Order
  note?: string
}

/** Opens an intake: its days, its seats and what ranks first, published as they are sent. */
export function OpenIntakeForm({ clauseId }: { clauseId: string }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const navigate = useNavigate()
  const send = useCommand(openIntake, ['overpass.'])
  let made = ''
  return (
    <CommandForm<Values>
      initial={{ opensOn: today(), rankedBy: 'scores' }}
      submit={t('overpass.intake.open')}
      onSend={async ({ note, ...values }) => {
        made = (await send.run({ body: { clauseId, ...values, note: note?.trim() || null } })).id
      }}
      onDone={() => {
        notice(t('overpass.intake.opened'))
        void navigate(`/intakes/${made}`)
      }}
    >
      <Field name="opensOn" label={t('overpass.intake.opens')} required>
        <Input type="date" />
      </Field>
      <Field name="closesOn" label={t('overpass.intake.closes')} required>
        <Input type="date" min={today()} />
      </Field>
      <Field name="startsOn" label={t('overpass.intake.starts')} required>
        <Input type="date" min={today()} />
      </Field>
      <Field name="seats" label={t('overpass.intake.seats')} hint={t('overpass.intake.seats_hint')} required>
        <InputNumber min={1} max={100_000} precision={0} />
      </Field>
      <Field name="rankedBy" label={t('overpass.intake.ranked_by')} required>
        <Radio.Group options={ORDERS.map(value => ({ value, label: t(`overpass.intake.order.${value}`) }))} />
      </Field>
      <OrderSaid />
      <Field name="note" label={t('overpass.intake.note')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}

/** The whole order in words, as those who apply will read it. */
function OrderSaid() {
  const { t } = useTranslation()
  const order: Order = Form.useWatch('rankedBy') ?? 'scores'
  return <p className="caption">{t(`overpass.intake.rule.${order}`)}</p>
}
