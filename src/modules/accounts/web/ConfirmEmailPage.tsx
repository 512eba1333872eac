import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '#platform/web/api.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { confirmEmail } from '../contract/security.ts'
import { BarePage } from './BarePage.tsx'
import { useFragment } from './use-fragment.ts'

/** Where the letter leads that asks whether an address is one's own; a click, so that no scanner of mail confirms. */
export default function ConfirmEmailPage() {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const code = useFragment()
  const [done, setDone] = useState(false)
  const [problem, setProblem] = useState('')
  const confirm = () =>
    api(confirmEmail, { body: { code: code || '-' } }).then(
      () => setDone(true),
      error => setProblem(textOf(error)),
    )
  const foot = <Link to="/account">{t('accounts.account.nav')}</Link>
  if (done)
    return (
      <BarePage title={t('accounts.email.confirmed')} foot={foot}>
        {null}
      </BarePage>
    )
  return (
    <BarePage title={t('accounts.email.confirm.question')} foot={foot}>
      <p role="alert" className="form-problem">
        {problem}
      </p>
      <Button type="primary" onClick={() => void confirm()}>
        {t('accounts.email.confirm.submit')}
      </Button>
    </BarePage>
  )
}
