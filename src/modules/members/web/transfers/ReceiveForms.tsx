import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { acceptTransfer, listClasses, refuseTransfer, type TransferRequest } from '../../contract.ts'

/** What the learner chose to send. */
export function Sent({ row }: { row: TransferRequest }) {
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

export function AcceptForm({ row, onDone }: FormProps) {
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

export function RefuseForm({ row, onDone }: FormProps) {
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
