import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { api } from '#platform/web/api.ts'
import { useRead } from '#platform/web/query.ts'
import { useSession } from '#platform/web/session.ts'
import { Skeleton } from '#platform/web/ui/states.tsx'
import { getSession, type SessionAnswer, seeNotices } from '../contract/session.ts'
import { BarePage } from './BarePage.tsx'
import { Notices } from './Notices.tsx'
import { FactorForm, PasswordForm } from './SignInForms.tsx'

/** Only a demo has it. */
const PersonaPicker = lazy(() => import('./PersonaPicker.tsx'))

const WAYS = ['email', 'number'] as const
type Step = 'who' | 'factor' | 'personas' | 'notices'

/** Only a path of this very site: an address elsewhere would make the sign-in page a trampoline. */
function destination(to: string | null): string {
  return to && /^\/(?![/\\])/.test(to) ? to : '/'
}

export default function SignInPage() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const { refresh } = useSession()
  const session = useRead(getSession, {})
  const [chosen, setStep] = useState<Step | null>(null)
  const [way, setWay] = useState<(typeof WAYS)[number]>('email')
  const [notices, setNotices] = useState<SessionAnswer['notices']>([])
  const demo = session.data?.demo ?? false
  const step = chosen ?? (demo ? 'personas' : 'who')

  const goOn = async () => {
    await refresh()
    await navigate(destination(search.get('to')), { replace: true })
  }
  const onIn = async () => {
    const answer = await api(getSession, {})
    if (answer.notices.length === 0) return goOn()
    setNotices(answer.notices)
    setStep('notices')
  }
  if (step === 'notices')
    return (
      <BarePage title={t('accounts.notices.title')} lead={t('accounts.notices.lead')}>
        <Notices notices={notices} />
        <Button
          type="primary"
          onClick={async () => {
            await api(seeNotices, {})
            await goOn()
          }}
        >
          {t('accounts.notices.go_on')}
        </Button>
      </BarePage>
    )
  if (step === 'factor')
    return (
      <BarePage title={t('accounts.factor.title')} lead={t('accounts.factor.lead')}>
        <FactorForm onIn={onIn} onBack={() => setStep('who')} />
      </BarePage>
    )
  if (step === 'personas')
    return (
      <BarePage
        title={t('accounts.personas.title')}
        lead={t('accounts.personas.lead')}
        foot={
          <>
            <button type="button" onClick={() => setStep('who')}>
              {t('accounts.personas.own_account')}
            </button>
            <a href="/site">{t('accounts.sign_in.site')}</a>
          </>
        }
      >
        <Suspense fallback={<Skeleton lines={8} />}>
          <PersonaPicker onIn={onIn} />
        </Suspense>
      </BarePage>
    )
  return (
    <BarePage
      title={t('accounts.sign_in.question')}
      foot={
        <>
          <Link to="/claim">{t('accounts.sign_in.claim')}</Link>
          <Link to="/recover">{t('accounts.sign_in.recover')}</Link>
          <a href="/site">{t('accounts.sign_in.site')}</a>
          {demo && (
            <button type="button" onClick={() => setStep('personas')}>
              {t('accounts.sign_in.personas')}
            </button>
          )}
        </>
      }
    >
      <fieldset className="ways">
        <legend className="visually-hidden">{t('accounts.sign_in.way')}</legend>
        {WAYS.map(each => (
          <label key={each}>
            <input type="radio" name="way" checked={way === each} onChange={() => setWay(each)} />
            {t(`accounts.sign_in.by_${each}`)}
          </label>
        ))}
      </fieldset>
      <PasswordForm key={way} way={way} onIn={onIn} onFactor={() => setStep('factor')} />
    </BarePage>
  )
}
