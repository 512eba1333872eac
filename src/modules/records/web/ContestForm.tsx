import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { openDispute, type RecordEntry } from '../contract.ts'

/** Contests an entry: what is wrong with it, in the learner's words. */
export function ContestForm({ entry, onDone }: { entry: RecordEntry; onDone: () => void }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const notice = useNotice()
  const contest = useCommand(openDispute)
  return (
    <>
      <p>
        {t('records.dispute.text', {
          title: name(entry.title),
          by: name(entry.confirmedBy.organisation.name),
        })}
      </p>
      <CommandForm<{ reason: string }>
        submit={t('records.dispute.send')}
        onSend={async ({ reason }) => {
          const { dueOn } = await contest.run({ params: { id: entry.id }, body: { reason } })
          notice(t('records.dispute.sent', { day: day(dueOn) }))
        }}
        onDone={onDone}
      >
        <Field name="reason" label={t('records.dispute.reason')} required>
          <Input.TextArea rows={5} maxLength={2000} />
        </Field>
      </CommandForm>
    </>
  )
}
