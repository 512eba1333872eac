import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { type AgreementVersion, amendVersion } from '../contract/versions.ts'

/** Begins the next version with the parties and clauses of this one. */
export function AmendForm({ version, onDone }: { version: AgreementVersion; onDone: (id: string) => void }) {
  const { t } = useTranslation()
  const amend = useCommand(amendVersion)
  let made = ''
  return (
    <CommandForm<{ fromDate: string }>
      unguarded
      initial={{ fromDate: today() }}
      submit={t('agreements.amend')}
      onSend={async body => {
        made = (await amend.run({ params: { id: version.id }, body })).id
      }}
      onDone={() => onDone(made)}
    >
      <p>{t('agreements.amend_text')}</p>
      <Field name="fromDate" label={t('agreements.column.from')} required>
        <Input type="date" />
      </Field>
    </CommandForm>
  )
}
