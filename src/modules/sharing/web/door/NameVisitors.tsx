import { useTranslation } from 'react-i18next'
import { PeoplePick } from '#modules/members/web/parts/PeoplePick.tsx'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { nameVisitors } from '../../contract/door.ts'

/** Names people of the own organisation who are to come. */
export function NameVisitors({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation()
  const save = useCommand(nameVisitors)
  return (
    <CommandForm<{ add?: string[] }>
      submit={t('sharing.door.add_save')}
      onSend={({ add = [] }) => save.run({ params: { id }, body: { add, remove: [] } })}
      onDone={onDone}
    >
      <Field name="add" label={t('sharing.door.add')} hint={t('sharing.door.add_hint')} required>
        <PeoplePick />
      </Field>
    </CommandForm>
  )
}
