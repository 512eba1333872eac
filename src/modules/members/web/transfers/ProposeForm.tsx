import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type Person, proposeTransfer } from '../../contract.ts'
import { SchoolSelect } from './SchoolSelect.tsx'

/** The school ends its entry because the learner moves, and proposes the move to them. */
export function ProposeForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const propose = useCommand(proposeTransfer)
  return (
    <CommandForm<{ to: string; endsOn: string }>
      submit={t('members.propose.submit')}
      onSend={({ to, endsOn }) =>
        propose.run({
          params: { id: person.id },
          body: { toOrganisationId: to, endsOn, version: person.version },
        })
      }
      onDone={() => {
        notice(t('members.propose.done'))
        onDone()
      }}
    >
      <p>{t('members.propose.text')}</p>
      <Field name="to" label={t('members.transfer.to')} required>
        <SchoolSelect without={person.organisation.id} />
      </Field>
      <Field name="endsOn" label={t('members.field.ends')} required>
        <Input type="date" min={person.startsOn} />
      </Field>
    </CommandForm>
  )
}
