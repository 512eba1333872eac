import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged, useRead } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import {
  acceptTransfer,
  listClasses,
  listTransfers,
  refuseTransfer,
  type TransferRequest,
} from '../../contract.ts'
import { StateList } from '../privacy/StateList.tsx'
import { TRANSFER_TONE } from '../privacy/tones.ts'

const STATES = ['sent', 'accepted', 'refused'] as const
type Open = { what: 'accept' | 'refuse'; row: TransferRequest }

/** Learners who ask to come to the school. */
export default function TransfersPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const [state, setState] = useState<(typeof STATES)[number]>()
  const rows = usePaged(listTransfers, { query: { state } })
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <StateList
        title={t('members.transfers.heading')}
        lead={t('members.transfers.lead')}
        state={state}
        states={STATES.map(value => ({ value, label: t(`members.transfer.${value}`) }))}
        onState={setState}
        rows={rows}
        columns={[
          { key: 'name', title: t('members.correct.name'), render: row => row.name },
          {
            key: 'from',
            title: t('members.transfer.former_school'),
            render: row =>
              [row.formerSchool && name(row.formerSchool), row.formerClass].filter(Boolean).join(' · '),
          },
          {
            key: 'due',
            title: t('members.corrections.answer'),
            wideOnly: true,
            render: row =>
              row.state === 'sent' && t('members.corrections.due', { day: day(row.dueOn, 'short') }),
          },
          {
            key: 'state',
            title: t('data.field.state'),
            render: row => (
              <StatusTag tone={TRANSFER_TONE[row.state]}>{t(`members.transfer.${row.state}`)}</StatusTag>
            ),
          },
        ]}
        rowKey={row => row.id}
        rowAction={row =>
          row.state === 'sent' ? (
            <span className="actions-row">
              <Button size="small" type="primary" onClick={() => setOpen({ what: 'accept', row })}>
                {t('members.transfers.accept')}
              </Button>
              <Button size="small" onClick={() => setOpen({ what: 'refuse', row })}>
                {t('members.transfers.refuse')}
              </Button>
            </span>
          ) : (
            row.affiliationId && (
              <Link to={`/people/${row.affiliationId}`}>{t('members.transfers.to_entry')}</Link>
            )
          )
        }
        empty={<Empty title={t('members.transfers.empty')} text={t('members.transfers.empty_text')} />}
      />
      <SideDrawer
        open={open !== null}
        title={
          open?.what === 'refuse'
            ? t('members.transfers.refuse')
            : t('members.transfers.accept_title', { name: open?.row.name ?? '' })
        }
        onClose={close}
      >
        {open && <Sent row={open.row} />}
        {open?.what === 'accept' && <AcceptForm row={open.row} onDone={close} />}
        {open?.what === 'refuse' && <RefuseForm row={open.row} onDone={close} />}
      </SideDrawer>
    </>
  )
}

function Sent({ row }: { row: TransferRequest }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  return (
    <FactList
      facts={[
        {
          label: t('members.correct.name'),
          value: row.name,
          note: t(`members.transfers.agreed_${row.agreedBy}`),
        },
        { label: t('members.transfer.birth_date'), value: row.birthDate && day(row.birthDate) },
        { label: t('members.transfer.former_school'), value: row.formerSchool && name(row.formerSchool) },
        { label: t('members.transfer.former_class'), value: row.formerClass },
        { label: t('members.transfer.message'), value: row.message },
      ]}
    />
  )
}

type FormProps = { row: TransferRequest; onDone: () => void }
type Accepting = { number?: string; classId?: string; startsOn: string }

function AcceptForm({ row, onDone }: FormProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const accept = useCommand(acceptTransfer, ['information.'])
  const classes = useRead(listClasses, {}).data?.rows ?? []
  return (
    <CommandForm<Accepting>
      submit={t('members.transfers.accept')}
      onSend={({ number, classId, startsOn }) =>
        accept.run({
          params: { id: row.id },
          body: { number: orNull(number), classId: classId ?? null, startsOn, version: row.version },
        })
      }
      onDone={() => {
        notice(t('members.transfers.done'))
        onDone()
      }}
    >
      <Field name="number" label={t('members.field.number')}>
        <Input maxLength={40} />
      </Field>
      <Field name="classId" label={t('members.field.class')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={classes.map(one => ({ value: one.id, label: one.name }))}
        />
      </Field>
      <Field name="startsOn" label={t('members.field.starts')} required>
        <Input type="date" />
      </Field>
    </CommandForm>
  )
}

function RefuseForm({ row, onDone }: FormProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const refuse = useCommand(refuseTransfer, ['information.'])
  return (
    <CommandForm<{ reason: string }>
      submit={t('members.transfers.refuse')}
      onSend={({ reason }) => refuse.run({ params: { id: row.id }, body: { reason, version: row.version } })}
      onDone={() => {
        notice(t('members.transfers.refused_done'))
        onDone()
      }}
    >
      <Field
        name="reason"
        label={t('members.transfers.reason')}
        hint={t('members.transfers.reason_hint')}
        required
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
