import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useCommand } from '#platform/web/query.ts'
import { Dialog } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { createInvitation } from '../../contract/invitations.ts'
import { CodeShown } from '../CodeShown.tsx'

type Props = {
  affiliationId: string
  /** Whom the invitation is for, as the page calls them. */
  name: string
  /** The address the organisation has, to begin with. */
  email?: string | null
  primary?: boolean
}
type Typed = { email: string }

/** Invites one person who has no account yet: by a code to hand over, or by mail. */
export function InviteButton({ affiliationId, name, email, primary }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const create = useCommand(createInvitation, ['members.'])
  const [open, setOpen] = useState(false)
  const [delivery, setDelivery] = useState<'print' | 'mail'>('print')
  const [made, setMade] = useState<AnswerOf<typeof createInvitation> | null>(null)
  const close = () => {
    setOpen(false)
    setMade(null)
  }
  const send = async (typed: Typed) => {
    const body =
      delivery === 'mail'
        ? { delivery, affiliationId, email: typed.email }
        : { delivery: 'print' as const, affiliationId }
    const answer = await create.run({ body })
    if (answer.code) return setMade(answer)
    notice(t('accounts.invite.sent'))
    close()
  }
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('accounts.invite.button')}
      </Button>
      <Dialog open={open} title={t('accounts.invite.title', { name })} onClose={close}>
        {made?.code ? (
          <CodeShown
            text={t('accounts.invite.made')}
            code={made.code}
            copy={made.link ?? made.code}
            expiresAt={made.expiresAt}
            onDone={close}
          />
        ) : (
          <>
            <p>{t('accounts.invite.text')}</p>
            <CommandForm<Typed>
              initial={{ email: email ?? '' }}
              onSend={send}
              submit={delivery === 'mail' ? t('accounts.invite.send') : t('accounts.invite.make')}
              unguarded
              extra={<Button onClick={close}>{t('action.cancel')}</Button>}
            >
              <Radio.Group
                className="choice"
                aria-label={t('accounts.invite.how')}
                value={delivery}
                onChange={event => setDelivery(event.target.value)}
                options={[
                  { value: 'print', label: t('accounts.invite.print') },
                  { value: 'mail', label: t('accounts.invite.mail') },
                ]}
              />
              {delivery === 'mail' && (
                <Field name="email" label={t('accounts.email')} required>
                  <Input type="email" inputMode="email" autoComplete="off" />
                </Field>
              )}
            </CommandForm>
          </>
        )}
      </Dialog>
    </>
  )
}
