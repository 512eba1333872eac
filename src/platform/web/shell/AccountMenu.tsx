import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useFormat } from '../format.ts'
import { actingStanding, type Standing, useSession } from '../session.ts'
import { useNotice } from '../ui/Notice.tsx'
import type { NavEntry } from './nav.ts'

/** Who one is and as what one acts; another standing is one click away. */
export function AccountMenu({ entries }: { entries: NavEntry[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { session, act, signOut, signInPath } = useSession()
  const notice = useNotice()
  const navigate = useNavigate()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  if (!session)
    return (
      <Link to={signInPath} className="quiet-button">
        {t('web.sign_in')}
      </Link>
    )
  const acting = actingStanding(session)
  const role = t(`role.${session.viewer.role}`)
  const placeOf = (s: Standing) => {
    const at = s.group ?? s.organisation
    return at ? name(at.name) : ''
  }
  const close = () => menu.current?.hidePopover()
  const choose = async (standing: Standing) => {
    close()
    if (standing.affiliationId === acting?.affiliationId) return
    await act(standing.affiliationId)
    notice(t('web.account.switched', { role: `${t(`role.${standing.role}`)} · ${placeOf(standing)}` }))
    await navigate('/')
  }
  return (
    <>
      <button type="button" className="account-button" popoverTarget={id}>
        <span className="avatar" aria-hidden="true">
          {[...session.person.name][0]}
        </span>
        <span className="account-name">
          {session.person.name}
          <span className="account-role">{acting ? ` · ${role}` : ''}</span>
        </span>
        <span className="visually-hidden">{t('web.account')}</span>
      </button>
      <div id={id} ref={menu} popover="auto" className="account-menu">
        <p className="caption">{t('web.account.acting')}</p>
        {session.standings.length === 0 && <p>{t('web.account.none')}</p>}
        <ul>
          {session.standings.map(s => (
            <li key={s.affiliationId}>
              <button
                type="button"
                className="standing"
                aria-current={s.affiliationId === acting?.affiliationId || undefined}
                onClick={() => void choose(s)}
              >
                <span>{t(`role.${s.role}`)}</span>
                <span className="caption">{placeOf(s)}</span>
              </button>
            </li>
          ))}
        </ul>
        <ul className="account-links">
          {entries.map(entry => (
            <li key={entry.path}>
              <Link to={entry.path} onClick={close}>
                {t(entry.key)}
              </Link>
            </li>
          ))}
          <li>
            <button
              type="button"
              onClick={async () => {
                close()
                await signOut()
                await navigate(signInPath)
              }}
            >
              {t('web.sign_out')}
            </button>
          </li>
        </ul>
      </div>
    </>
  )
}
