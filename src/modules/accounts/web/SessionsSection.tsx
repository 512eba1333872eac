import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { listSessions, type OwnSession, revokeOtherSessions, revokeSession } from '../contract/security.ts'

export function SessionsSection() {
  const { t } = useTranslation()
  const notice = useNotice()
  const sessions = useRead(listSessions, {})
  const revoke = useCommand(revokeSession)
  const revokeOthers = useCommand(revokeOtherSessions)
  const others = (sessions.data?.rows.length ?? 0) > 1
  return (
    <Sheet title={t('accounts.sessions.title')} note={t('accounts.sessions.note')}>
      <Loaded read={sessions}>
        {({ rows }) => (
          <ul>
            {rows.map(session => (
              <SessionRow
                key={session.id}
                session={session}
                onRevoke={async () => {
                  await revoke.run({ params: { id: session.id } })
                  notice(t('accounts.sessions.revoked'))
                }}
              />
            ))}
          </ul>
        )}
      </Loaded>
      {others && (
        <div className="section-actions">
          <Button
            loading={revokeOthers.pending}
            onClick={async () => {
              await revokeOthers.run({})
              notice(t('accounts.sessions.others_revoked'))
            }}
          >
            {t('accounts.sessions.revoke_others')}
          </Button>
        </div>
      )}
    </Sheet>
  )
}

function SessionRow({ session, onRevoke }: { session: OwnSession; onRevoke: () => Promise<void> }) {
  const { t } = useTranslation()
  const { distance } = useFormat()
  const device = [session.browser, session.system].filter(Boolean).join(' · ')
  return (
    <li className="session-row">
      <div>
        <div>{device || t('accounts.sessions.unknown')}</div>
        <div className="caption">
          {[session.address, t('accounts.sessions.seen', { when: distance(session.seenAt) })]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      {session.current ? (
        <StatusTag tone="agreed">{t('accounts.sessions.current')}</StatusTag>
      ) : (
        <button type="button" className="link-button" onClick={() => void onRevoke()}>
          {t('accounts.sessions.revoke')}
        </button>
      )}
    </li>
  )
}
