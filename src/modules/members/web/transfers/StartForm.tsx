import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type listMyTransfers, startTransfer } from '../../contract.ts'
import { SchoolSelect } from './SchoolSelect.tsx'
import { chosenOf, SendFields, type Sending } from './SendFields.tsx'

type Entry = AnswerOf<typeof listMyTransfers>['entries'][number]
type Move = Sending & { from?: string; to: string }
/** Stands for "no school" in the list. */
const NONE = 'none'

/** "I am moving to …": from which entry, to which school, and what the school may know. */
export function StartForm({ entries, onDone }: { entries: readonly Entry[]; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const start = useCommand(startTransfer, ['house.'])
  const [form] = Form.useForm<Move>()
  const from = Form.useWatch('from', form) ?? entries[0]?.id ?? NONE
  const entry = entries.find(one => one.id === from)
  const asksGuardian = (entry?.needsGuardian ?? false) && !entry?.forChild
  const labelOf = (one: Entry) =>
    [
      one.forChild && t('members.transfer.child_entry', { name: one.name }),
      name(one.organisation.name),
      one.className,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <CommandForm<Move>
      form={form}
      initial={{ from: entries[0]?.id ?? NONE } as Move}
      submit={t(asksGuardian ? 'members.transfer.send_guardian' : 'members.transfer.send')}
      onSend={({ to, send, message }) =>
        start.run({
          body: {
            ...{ fromAffiliationId: entry?.id ?? null, toOrganisationId: to },
            ...{ send: chosenOf(send), message: message?.trim() || null },
          },
        })
      }
      onDone={() => {
        notice(t(asksGuardian ? 'members.transfer.put_to_guardian' : 'members.transfer.started'))
        onDone()
      }}
    >
      <Field name="from" label={t('members.transfer.from')}>
        <Select
          options={[
            ...entries.map(one => ({ value: one.id, label: labelOf(one) })),
            { value: NONE, label: t('members.transfer.from_none') },
          ]}
        />
      </Field>
      <Field name="to" label={t('members.transfer.to')} required>
        <SchoolSelect without={entry?.organisation.id} />
      </Field>
      <SendFields hasEntry={entry !== undefined} />
      {asksGuardian && <p>{t('members.transfer.guardian_note')}</p>}
      {entry && <p className="caption">{t('members.transfer.told_former')}</p>}
    </CommandForm>
  )
}
