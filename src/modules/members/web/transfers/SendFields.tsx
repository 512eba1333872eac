import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '#platform/web/ui/Field.tsx'
import type { Chosen } from '../../rules/transfers.ts'

export type Sending = { send?: (keyof Chosen)[]; message?: string }

export const chosenOf = (send: Sending['send'] = []): Chosen => ({
  birthDate: send.includes('birthDate'),
  formerSchool: send.includes('formerSchool'),
  formerClass: send.includes('formerClass'),
})

/** What goes to the new school: nothing is ticked before the person does it. */
export function SendFields({ hasEntry }: { hasEntry: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      {hasEntry && (
        <Form.Item name="send" label={t('members.transfer.what')} extra={t('members.transfer.what_hint')}>
          <Checkbox.Group
            options={[
              { value: 'birthDate', label: t('members.transfer.birth_date') },
              { value: 'formerSchool', label: t('members.transfer.former_school') },
              { value: 'formerClass', label: t('members.transfer.former_class') },
            ]}
          />
        </Form.Item>
      )}
      <Field name="message" label={t('members.transfer.message')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </>
  )
}
