import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  type IssuedOne,
  keepCredential,
  liftSuspension,
  revokeCredential,
  suspendCredential,
} from '../contract.ts'

export type Change = 'suspend' | 'lift' | 'revoke' | 'keep'

/** Suspends, lifts, revokes or keeps, with the reason that the learner reads. */
export function ChangeForm({ one, change, onDone }: { one: IssuedOne; change: Change; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const commands = {
    suspend: useCommand(suspendCredential),
    lift: useCommand(liftSuspension),
    revoke: useCommand(revokeCredential),
    keep: useCommand(keepCredential),
  }
  return (
    <CommandForm<{ reason: string }>
      submit={t(`credentials.act.${change}`)}
      onSend={({ reason }) =>
        commands[change].run({ params: { id: one.id }, body: { reason, version: one.version } })
      }
      onDone={() => {
        notice(t(change === 'keep' ? 'credentials.act.kept' : 'credentials.act.done'))
        onDone()
      }}
    >
      <p>{t(`credentials.act.${change}_text`)}</p>
      <Field name="reason" label={t('credentials.act.reason')} required>
        <Input.TextArea rows={4} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
