import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useSession } from '#platform/web/session.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getSession } from '../contract/session.ts'

/** As what one can act, and the way to one more. */
export function StandingsSection() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { act } = useSession()
  const read = useRead(getSession, {})
  return (
    <Sheet
      title={t('accounts.standings.title')}
      note={t('accounts.standings.note')}
      aside={<Link to="/claim">{t('accounts.standings.claim')}</Link>}
    >
      <Loaded read={read}>
        {({ affiliations, viewer }) => (
          <ul>
            {affiliations.map(a => (
              <li key={a.id} className="session-row">
                <div>
                  <div>{t(`role.${a.role}`)}</div>
                  <div className="caption">
                    {[name(a.organisation), a.className, a.number].filter(Boolean).join(' · ')}
                  </div>
                </div>
                {viewer?.affiliationId === a.id ? (
                  <StatusTag tone="agreed">{t('accounts.standings.acting')}</StatusTag>
                ) : (
                  <button type="button" className="link-button" onClick={() => void act(a.id)}>
                    {t('accounts.standings.act')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Sheet>
  )
}
