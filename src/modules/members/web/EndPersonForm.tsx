import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { endPerson, type Person } from '../contract.ts'

/** The day on which somebody left. Nothing is deleted, and it can be taken back. */
export function EndPersonForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const end = useCommand(endPerson)
  return (
    <CommandForm<{ endsOn: string }>
      submit={t('members.person.end')}
      onSend={({ endsOn }) =>
        end.run({ params: { id: person.id }, body: { endsOn, version: person.version } })
      }
      onDone={() => {
        notice(t('members.ended'))
        onDone()
      }}
    >
      <p>{t('members.person.end_text')}</p>
      <Field name="endsOn" label={t('members.field.ends')} required>
        <Input type="date" min={person.startsOn} />
      </Field>
    </CommandForm>
  )
}
