import { Button, Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { SCOPES, type Scope } from '#platform/contract/access.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { createApiKey } from '../contract/api-keys.ts'

type Typed = { name: string; scopes: Scope[]; days: number }
type Props = { onMade: (key: AnswerOf<typeof createApiKey>) => void; onCancel: () => void }

const DAYS = [30, 90, 365, 730]

export function NewKeyForm({ onMade, onCancel }: Props) {
  const { t } = useTranslation()
  const create = useCommand(createApiKey)
  return (
    <CommandForm<Typed>
      initial={{ scopes: [], days: 365 }}
      onSend={async body => onMade(await create.run({ body }))}
      submit={t('accounts.keys.create')}
      unguarded
      extra={<Button onClick={onCancel}>{t('action.cancel')}</Button>}
    >
      <Field name="name" label={t('accounts.keys.name')} hint={t('accounts.keys.name_hint')} required>
        <Input maxLength={100} />
      </Field>
      <Field name="scopes" label={t('accounts.keys.scopes')} required>
        <Checkbox.Group
          options={SCOPES.map(scope => ({ value: scope, label: t(`accounts.scope.${scope}`) }))}
        />
      </Field>
      <Field name="days" label={t('accounts.keys.days')} required>
        <Select options={DAYS.map(days => ({ value: days, label: t('accounts.keys.days_of', { days }) }))} />
      </Field>
    </CommandForm>
  )
}
