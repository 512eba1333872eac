import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { askCorrection } from '../../contract.ts'
import { CORRECTED_FIELDS, type CorrectedField } from '../../rules/privacy.ts'

/** An entry somebody asks about, and the organisation that keeps it. */
export type Asked = { affiliationId: string; organisation: { zh: string; en: string | null } }
type Props = { asked: Asked; days: number; onDone: () => void }
type Wish = { field?: CorrectedField; wanted?: string; reason?: string }

/** One field of an entry as it should be; or, as `notMe`, that the entry is somebody else's. */
export function CorrectionForm({ asked, days, notMe = false, onDone }: Props & { notMe?: boolean }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const send = useCommand(askCorrection)
  const [form] = Form.useForm<Wish>()
  const isDate = Form.useWatch('field', form) === 'birth_date'
  const fields = CORRECTED_FIELDS.filter(field => field !== 'joining')
  const words = { organisation: name(asked.organisation), days }
  return (
    <CommandForm<Wish>
      form={form}
      submit={t(notMe ? 'members.correct.not_me_send' : 'members.correct.send')}
      onSend={({ field = 'joining', wanted, reason }) =>
        send.run({
          body: {
            ...{ affiliationId: asked.affiliationId, field },
            ...{ wanted: orNull(wanted), reason: orNull(reason) },
          },
        })
      }
      onDone={() => {
        notice(t('members.correct.sent'))
        onDone()
      }}
    >
      <p>{t(notMe ? 'members.correct.not_me_text' : 'members.correct.text', words)}</p>
      {!notMe && (
        <>
          <Field name="field" label={t('members.correct.field')} required>
            <Select options={fields.map(value => ({ value, label: t(`members.correct.${value}`) }))} />
          </Field>
          <Field name="wanted" label={t('members.correct.wanted')} required>
            <Input type={isDate ? 'date' : 'text'} maxLength={254} />
          </Field>
        </>
      )}
      <Field name="reason" label={t('members.correct.reason')} hint={t('members.correct.reason_hint')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
