import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useSession } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { checkMerge, mergeAccounts } from '../../contract/leaving.ts'

type Found = AnswerOf<typeof checkMerge> & { code: string }

/** First what would come over, then the yes with this account's password. */
export function TakeAccount() {
  const { t } = useTranslation()
  const [found, setFound] = useState<Found | null>(null)
  const look = async ({ code }: { code: string }) =>
    setFound({ ...(await api(checkMerge, { body: { code } })), code })
  if (found) return <Merge found={found} onBack={() => setFound(null)} />
  return (
    <Sheet title={t('accounts.merge.take')} note={t('accounts.merge.take_text')}>
      <CommandForm<{ code: string }> submit={t('accounts.merge.look')} onSend={look} unguarded>
        <Field name="code" label={t('accounts.merge.code')} required>
          <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}

function Merge({ found, onBack }: { found: Found; onBack: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const { refresh } = useSession()
  const merge = useCommand(mergeAccounts, ['members.', 'information.'])
  const { standings } = found
  return (
    <Sheet title={t('accounts.merge.found', { name: found.name })}>
      {standings.length === 0 && <p>{t('accounts.merge.nothing')}</p>}
      <ul>
        {standings.map(one => (
          <li key={one.id} className="session-row">
            <div>
              <div>{t(`role.${one.role}`)}</div>
              <div className="caption">
                {[name(one.organisation), one.name, one.number].filter(Boolean).join(' · ')}
              </div>
            </div>
          </li>
        ))}
      </ul>
      <CommandForm<{ password: string }>
        submit={t('accounts.merge.submit')}
        extra={<Button onClick={onBack}>{t('action.back')}</Button>}
        onSend={async ({ password }) => {
          const { joined } = await merge.run({ body: { code: found.code, password } })
          await refresh()
          notice(t('accounts.merge.done', { count: joined }))
        }}
        onDone={onBack}
        unguarded
      >
        <p>{t('accounts.merge.text')}</p>
        <Field name="password" label={t('accounts.leave.by_password')} required>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}
