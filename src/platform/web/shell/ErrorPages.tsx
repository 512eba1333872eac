import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Audience, inAudience } from '../../contract/access.ts'
import { useFormat } from '../format.ts'
import { useSession } from '../session.ts'

type Props = { title: string; text: string; children?: ReactNode }

/** A page that says what happened, what was kept and what to do. */
export function WholePage({ title, text, children }: Props) {
  return (
    <div className="whole-page">
      <h1>{title}</h1>
      <p>{text}</p>
      <div className="whole-page-actions">{children}</div>
    </div>
  )
}

export function MissingPage() {
  const { t } = useTranslation()
  return (
    <WholePage title={t('web.missing.title')} text={t('web.missing.text')}>
      <Link to="/">{t('web.home')}</Link>
    </WholePage>
  )
}

/** The page exists, but not for the present role; offers those of the reader's standings that may see it. */
export function ForbiddenPage({ audience }: { audience: Audience }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { session, act } = useSession()
  const able =
    session?.standings.filter(s => inAudience({ audience }, { ...session.viewer, role: s.role })) ?? []
  return (
    <WholePage title={t('web.forbidden.title')} text={t('web.forbidden.text')}>
      {able.map(s => (
        <Button key={s.affiliationId} type="primary" onClick={() => void act(s.affiliationId)}>
          {t('web.forbidden.switch', {
            role: [t(`role.${s.role}`), s.organisation && name(s.organisation.name)]
              .filter(Boolean)
              .join(' · '),
          })}
        </Button>
      ))}
      <Link to="/">{t('web.home')}</Link>
    </WholePage>
  )
}
