import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import type { Booking } from '../../contract/bookings.ts'
import { type Affected, getAffected, noteAffected } from '../../contract/outages.ts'
import { useWords } from '../words.ts'

/** Why a booking had to give way, and what is free instead. */
export function AffectedSheet({ booking }: { booking: Booking }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const attempt = useAttempt()
  const params = { id: booking.id }
  const affected = useRead(getAffected, { params }).data?.affected
  const note = useCommand(noteAffected, ['information.', 'sharing.getAffected'])
  const own = useViewer()?.organisationId === booking.organisation.id
  if (!affected) return null
  return (
    <Sheet title={t('sharing.given_way.title')}>
      <p className="kept-lines">
        {t('sharing.given_way.text', {
          ...{ title: name(affected.title), words: affected.words },
          kind: t(`sharing.outages.kind.${affected.kind}`),
        })}
      </p>
      {own && <Instead affected={affected} />}
      {own && !affected.noted && (
        <Button loading={note.pending} onClick={() => void attempt(() => note.run({ params }))}>
          {t('sharing.given_way.noted')}
        </Button>
      )}
    </Sheet>
  )
}

function Instead({ affected: { instead, looked } }: { affected: Affected }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  if (!instead) return <p>{t(looked ? 'sharing.given_way.nothing' : 'sharing.given_way.looking')}</p>
  const { offerId, from, until } = instead
  const search = new URLSearchParams({ week: dayOf(from), from, until })
  return (
    <ul className="line-list">
      <li>
        <div>
          <p className="caption">{t('sharing.given_way.instead')}</p>
          <strong>{name(instead.title)}</strong>
          <p className="caption">{`${name(instead.organisation.name)} · ${words.time({ from, until })}`}</p>
        </div>
        <span className="line-list-end">
          <Link to={`/sharing/offers/${offerId}?${search}`}>
            <Button type="primary">{t('sharing.given_way.book')}</Button>
          </Link>
        </span>
      </li>
    </ul>
  )
}
