import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { api } from '#platform/web/api.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { createMergeCode, MERGE_MINUTES } from '../../contract/leaving.ts'
import { CodeShown } from '../CodeShown.tsx'

/** A code that proves this account in the one that is kept. */
export function GiveAccount() {
  const { t } = useTranslation()
  const [made, setMade] = useState<AnswerOf<typeof createMergeCode> | null>(null)
  return (
    <Sheet title={t('accounts.merge.give')} note={t('accounts.merge.give_text', { minutes: MERGE_MINUTES })}>
      {made ? (
        <CodeShown
          text={t('accounts.merge.keep_it')}
          code={made.code}
          expiresAt={made.expiresAt}
          onDone={() => setMade(null)}
        />
      ) : (
        <CommandForm<{ password: string }>
          submit={t('accounts.merge.make')}
          onSend={async body => setMade(await api(createMergeCode, { body }))}
          unguarded
        >
          <Field name="password" label={t('accounts.leave.by_password')} required>
            <Input.Password autoComplete="current-password" maxLength={128} />
          </Field>
        </CommandForm>
      )}
    </Sheet>
  )
}
