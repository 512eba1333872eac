import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { actingStanding, type Standing, useSession } from '#platform/web/session.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { HomeFigure } from '../contract.ts'
import { useCodedText } from './coded-text.ts'

/** A few numbers, each with its meaning and its page. */
export function FiguresSheet({ figures }: { figures: readonly HomeFigure[] }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const text = useCodedText()
  return (
    <Sheet title={t('house.home.figures')}>
      <ul className="figures-list">
        {figures.map(figure => {
          const words = text(`figure.${figure.code}`, { data: { count: figure.value } }) ?? ''
          return (
            <li key={figure.code}>
              <span className="figure">{number(figure.value)}</span>
              {figure.to ? <Link to={figure.to}>{words}</Link> : <span>{words}</span>}
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

/** As what the viewer acts, and the other standings, one click away. */
export function StandingSheet() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { session, act } = useSession()
  const notice = useNotice()
  if (!session || session.standings.length < 2) return null
  const acting = actingStanding(session)
  const place = (s: Standing) => {
    const at = s.group ?? s.organisation
    return at ? name(at.name) : ''
  }
  const change = async (s: Standing) => {
    await act(s.affiliationId)
    notice(t('web.account.switched', { role: `${t(`role.${s.role}`)} · ${place(s)}` }))
  }
  return (
    <Sheet title={t('house.home.standing')}>
      <ul className="standing-list">
        {session.standings.map(s => (
          <li key={s.affiliationId}>
            <button
              type="button"
              className="standing"
              aria-current={s.affiliationId === acting?.affiliationId || undefined}
              onClick={() => void change(s)}
            >
              <span>{t(`role.${s.role}`)}</span>
              <span className="caption">{place(s)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
