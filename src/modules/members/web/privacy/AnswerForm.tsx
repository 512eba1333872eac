import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { answerCorrection, type Correction } from '../../contract.ts'

/** Accept, and the entry is changed; or refuse with a reason that the person reads. */
export function AnswerForm({ row, onDone }: { row: Correction; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const send = useCommand(answerCorrection)
  const [form] = Form.useForm<{ answer?: string }>()
  const isJoining = row.field === 'joining'
  const answer = (accept: boolean, words: string | undefined) =>
    send.run({ params: { id: row.id }, body: { accept, answer: orNull(words), version: row.version } })
  const done = () => {
    notice(t('members.corrections.done'))
    onDone()
  }
  const refuse = () =>
    answer(false, form.getFieldValue('answer') as string | undefined)
      .then(done)
      .catch(error => notice(textOf(error)))
  return (
    <CommandForm<{ answer?: string }>
      form={form}
      submit={t(isJoining ? 'members.corrections.accept_joining' : 'members.corrections.accept')}
      extra={<Button onClick={() => void refuse()}>{t('members.corrections.refuse')}</Button>}
      onSend={({ answer: words }) => answer(true, words)}
      onDone={done}
    >
      <p>{t('members.corrections.lead')}</p>
      <FactList
        facts={[
          !isJoining && {
            label: t('members.corrections.current'),
            value: row.current ?? t('members.corrections.nothing'),
          },
          { label: t('members.correct.wanted'), value: row.wanted },
          { label: t('members.correct.reason'), value: row.reason },
        ]}
      />
      <Field
        name="answer"
        label={t('members.corrections.answer')}
        hint={t('members.corrections.answer_text')}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
