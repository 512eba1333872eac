import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getDue, recordPayment, waiveDue } from '../../contract.ts'
import { DueTag, useYuan } from './parts.tsx'

type Due = AnswerOf<typeof getDue>

/** One due: what came in, and what the secretariat does about it. */
export function DueDetail({ id }: { id: string }) {
  const read = useRead(getDue, { params: { id } })
  return <Loaded read={read}>{due => <Shown due={due} />}</Loaded>
}

function Shown({ due }: { due: Due }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const yuan = useYuan()
  const [waiving, setWaiving] = useState(false)
  const isOpen = due.state === 'open' || due.state === 'overdue'
  return (
    <div className="stack">
      <h3>{t('members.dues.of', { organisation: name(due.organisation.name), year: due.year })}</h3>
      <FactList
        facts={[
          {
            label: t('members.dues.amount'),
            value: yuan(due.amountFen),
            note: t('members.dues.scheme_source', { source: due.source }),
          },
          {
            label: t('members.dues.paid'),
            value: yuan(due.paidFen),
            note:
              isOpen &&
              due.paidFen > 0 &&
              t('members.dues.part', { paid: yuan(due.paidFen), rest: yuan(due.amountFen - due.paidFen) }),
          },
          { label: t('members.dues.due_on'), value: day(due.dueOn) },
          {
            label: t('members.dues.state'),
            value: <DueTag state={due.state} />,
            note:
              due.reason ??
              (due.settledOn && t('members.dues.settled', { day: day(due.settledOn, 'short') })),
          },
        ]}
      />
      <h3>{t('members.dues.payments')}</h3>
      {due.payments.length === 0 && <p className="caption">{t('members.dues.no_payments')}</p>}
      <ul className="plain-list">
        {due.payments.map(payment => (
          <li key={payment.id}>
            <span>
              {day(payment.day, 'short')} · {payment.reference}
            </span>
            <span>{t('members.dues.yuan', { yuan: yuan(payment.amountFen) })}</span>
          </li>
        ))}
      </ul>
      {(isOpen || due.state === 'paid') && !waiving && <PaymentForm key={due.version} due={due} />}
      {isOpen && !waiving && <Button onClick={() => setWaiving(true)}>{t('members.dues.waive')}</Button>}
      {waiving && isOpen && <WaiveForm due={due} onDone={() => setWaiving(false)} />}
    </div>
  )
}

function PaymentForm({ due }: { due: Due }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const record = useCommand(recordPayment)
  const rest = due.amountFen - due.paidFen
  return (
    <CommandForm<{ day: string; amountFen: string; reference: string }>
      initial={{ day: today(), amountFen: rest > 0 ? (rest / 100).toFixed(2) : '' }}
      submit={t('members.dues.payment')}
      onSend={({ day, amountFen, reference }) =>
        record.run({
          params: { id: due.id },
          // Fen are whole: what a person typed in yuan is rounded to them.
          body: { day, reference, amountFen: Math.round(Number(amountFen) * 100), version: due.version },
        })
      }
      onDone={() => notice(t('members.dues.payment_done'))}
    >
      <Field name="day" label={t('members.dues.payment_day')} required>
        <Input type="date" max={today()} />
      </Field>
      <Field
        name="amountFen"
        label={t('members.dues.payment_yuan')}
        hint={t('members.dues.payment_hint')}
        required
      >
        <Input inputMode="decimal" maxLength={14} />
      </Field>
      <Field name="reference" label={t('members.dues.reference')} required>
        <Input maxLength={100} />
      </Field>
    </CommandForm>
  )
}

function WaiveForm({ due, onDone }: { due: Due; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const waive = useCommand(waiveDue)
  return (
    <CommandForm<{ reason: string }>
      submit={t('members.dues.waive')}
      onSend={({ reason }) => waive.run({ params: { id: due.id }, body: { reason, version: due.version } })}
      onDone={() => {
        notice(t('members.dues.waived'))
        onDone()
      }}
    >
      <Field name="reason" label={t('members.dues.waive_reason')} required>
        <Input.TextArea rows={3} maxLength={500} />
      </Field>
    </CommandForm>
  )
}
