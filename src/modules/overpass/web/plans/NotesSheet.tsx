import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { noteOnPlan } from '../../contract/plans.ts'
import type { Plan } from './PlanPage.tsx'

/** What learner and adviser say to each other; guardians read it. */
export function NotesSheet({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const notice = useNotice()
  const [form] = Form.useForm<{ text: string }>()
  const send = useCommand(noteOnPlan, ['overpass.', 'information.'])
  return (
    <Sheet title={t('overpass.follow.notes')} note={t('overpass.follow.notes_note')}>
      {plan.notes.length === 0 ? (
        <p className="caption">{t('overpass.follow.notes_empty')}</p>
      ) : (
        <ul className="plan-notes">
          {plan.notes.map(note => (
            <li key={note.id}>
              <span className="caption">
                {note.name} · {instant(note.at)}
              </span>
              <p>{note.text}</p>
            </li>
          ))}
        </ul>
      )}
      {plan.as !== 'guardian' && (
        <CommandForm<{ text: string }>
          form={form}
          second
          submit={t('overpass.follow.note_send')}
          onSend={({ text }) => send.run({ params: { id: plan.id }, body: { text } })}
          onDone={() => {
            form.resetFields()
            notice(t('overpass.follow.noted'))
          }}
        >
          <Field name="text" label={t('overpass.follow.note')} required>
            <Input.TextArea rows={3} maxLength={2000} />
          </Field>
        </CommandForm>
      )}
    </Sheet>
  )
}
