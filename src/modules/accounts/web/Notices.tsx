import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { Timeline } from '#platform/web/ui/Timeline.tsx'
import type { SessionAnswer } from '../contract/session.ts'

/** What happened to the account while its holder was away. */
export function Notices({ notices }: { notices: SessionAnswer['notices'] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  return (
    <Timeline
      moments={notices.map(({ id, at, kind, organisation }) => ({
        id,
        at,
        title: t(`accounts.notices.${kind}`, { organisation: organisation ? name(organisation) : '' }),
        tone: 'act' as const,
      }))}
    />
  )
}
