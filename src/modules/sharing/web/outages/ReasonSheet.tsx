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

/** Why a booking was ended; where it had to give way, what is free instead. */
export function ReasonSheet({ booking, reason }: { booking: Booking; reason: string }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const attempt = useAttempt()
  const params = { id: booking.id }
  const read = useRead(getAffected, { params })
  const note = useCommand(noteAffected, ['information.', 'sharing.getAffected'])
  const own = useViewer()?.organisationId === booking.organisation.id
  if (read.isLoading) return null
  const affected = read.data?.affected
  const by = booking.endedBy && name(booking.endedBy.name)
  if (!affected)
    return (
      <Sheet title={t('sharing.reason')} note={by}>
        <p className="kept-lines">{reason}</p>
      </Sheet>
    )
  return (
    <Sheet title={t('sharing.given_way.title')} note={by}>
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
  if (!looked) return <p>{t('sharing.given_way.looking')}</p>
  if (!instead)
    return (
      <p>
        {t('sharing.given_way.nothing')} <Link to="/sharing/needs/new">{t('sharing.needs.new')}</Link>
      </p>
    )
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
