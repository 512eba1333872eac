import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useSession } from '#platform/web/session.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { acceptCode, checkCode } from '../contract/invitations.ts'
import { BarePage } from './BarePage.tsx'
import { useFragment } from './use-fragment.ts'

type Found = AnswerOf<typeof checkCode> & { code: string }

/** Use a code: what it is for, then a password, or a yes where one is signed in. */
export default function ClaimPage() {
  const { t } = useTranslation()
  const linked = useFragment()
  const [found, setFound] = useState<Found | null>(null)
  const [checking, setChecking] = useState(linked !== '')
  const look = async ({ code }: { code: string }) =>
    setFound({ ...(await api(checkCode, { body: { code } })), code })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is followed once
  useEffect(() => {
    if (!linked) return
    look({ code: linked })
      .catch(() => {})
      .finally(() => setChecking(false))
  }, [linked])
  const foot = <Link to="/sign-in">{t('accounts.claim.has_account')}</Link>
  if (found) return <Accept found={found} onBack={() => setFound(null)} />
  if (checking)
    return (
      <BarePage title={t('accounts.claim.question')} lead={t('web.loading')} foot={foot}>
        {null}
      </BarePage>
    )
  return (
    <BarePage title={t('accounts.claim.question')} lead={t('accounts.claim.lead')} foot={foot}>
      <CommandForm<{ code: string }>
        initial={{ code: linked }}
        onSend={look}
        submit={t('accounts.claim.look')}
        unguarded
      >
        <Field name="code" label={t('accounts.code')} hint={t('accounts.claim.code_hint')} required>
          <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={60} />
        </Field>
      </CommandForm>
    </BarePage>
  )
}

function Accept({ found, onBack }: { found: Found; onBack: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { session, refresh, signOut } = useSession()
  const navigate = useNavigate()
  const accept = async (password?: string) => {
    const { code } = found
    await api(acceptCode, {
      body: password === undefined ? { as: 'me', code } : { as: 'new', code, password },
    })
    await refresh()
    await navigate('/', { replace: true })
  }
  const back = <Button onClick={onBack}>{t('action.back')}</Button>
  const facts = (
    <FactList
      facts={[
        { label: t('accounts.organisation'), value: name(found.organisation) },
        { label: t('accounts.name'), value: found.name },
        { label: t('accounts.role'), value: t(`role.${found.role}`) },
        { label: t('accounts.organisation_code'), value: found.organisationCode },
        { label: t('accounts.number'), value: found.number },
      ]}
    />
  )
  if (session)
    return (
      <BarePage
        title={t('accounts.claim.join', { name: session.person.name })}
        lead={t('accounts.claim.join_lead')}
        foot={
          <button type="button" onClick={() => void signOut()}>
            {t('accounts.claim.not_me', { name: session.person.name })}
          </button>
        }
      >
        {facts}
        <CommandForm onSend={() => accept()} submit={t('accounts.claim.join_submit')} unguarded extra={back}>
          {null}
        </CommandForm>
      </BarePage>
    )
  return (
    <BarePage
      title={t('accounts.claim.welcome', { name: found.name })}
      lead={t('accounts.claim.set_password')}
    >
      {facts}
      <CommandForm<{ password: string }>
        onSend={({ password }) => accept(password)}
        submit={t('accounts.claim.submit')}
        unguarded
        extra={back}
      >
        <Field
          name="password"
          label={t('accounts.new_password')}
          hint={t('accounts.password_hint', { minimum: found.passwordLength })}
          required
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Field>
      </CommandForm>
    </BarePage>
  )
}
