import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { type Booking, getBooking } from '../contract/bookings.ts'
import { costOf } from '../rules/booking.ts'
import { BookingSteps } from './BookingSteps.tsx'
import { HandoutsSheet } from './outages/HandoutsSheet.tsx'
import { ReasonSheet } from './outages/ReasonSheet.tsx'
import './sharing.css'
import { STATUS_TONES, useWords } from './words.ts'

/** One booking: when, of what, for whom, and what can be done with it. */
export default function BookingPage() {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const words = useWords()
  const read = useRead(getBooking, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {booking => ({
        title: words.time(booking),
        lead: (
          <>
            <StatusTag tone={STATUS_TONES[booking.status]}>{t(`sharing.status.${booking.status}`)}</StatusTag>{' '}
            {booking.status === 'requested' &&
              booking.holdUntil &&
              t('sharing.held_until', { at: instant(booking.holdUntil) })}
            {booking.status === 'waiting' && t('sharing.waiting_text')}
            {booking.late && t('sharing.was_late')}
          </>
        ),
        trail: [{ to: '/bookings', label: t('sharing.bookings.title') }],
        action: <BookingSteps booking={booking} />,
        main: (
          <>
            {booking.reason && <ReasonSheet booking={booking} reason={booking.reason} />}
            {(booking.status === 'confirmed' || booking.status === 'done') && (
              <HandoutsSheet booking={booking} />
            )}
            {booking.parts.map(part => (
              <PartSheet key={part.id} part={part} booking={booking} />
            ))}
          </>
        ),
        side: <Facts booking={booking} />,
      })}
    </DetailPage>
  )
}

function PartSheet({ part, booking }: { part: Booking['parts'][number]; booking: Booking }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const words = useWords()
  const { counted, status, from } = booking
  const used = status === 'done' || (status === 'confirmed' && Date.parse(from) <= Date.now())
  return (
    <Sheet
      title={name(part.title)}
      note={name(part.owner.name)}
      aside={
        <span className="sharing-actions">
          {used && (
            <Link to={`/sharing/offers/${part.offerId}/outages?booking=${booking.id}`}>
              {t('sharing.outages.report')}
            </Link>
          )}
          <Link to={`/sharing/offers/${part.offerId}`}>{t('sharing.see_offer')}</Link>
        </span>
      }
    >
      <FactList
        facts={[
          { label: t('sharing.where'), value: part.place },
          part.units > 1 && { label: t('sharing.how_many_units'), value: number(part.units) },
          { label: t('sharing.column.fee'), value: words.fee(part) },
          { label: t('sharing.safety'), value: part.safety, note: t('sharing.safety_note') },
          {
            label: t('sharing.answer_of_owner'),
            value: t(`sharing.part.${part.state}`),
          },
          part.attended !== null && {
            label: t('sharing.attended'),
            value: t('sharing.people', { count: part.attended }),
            note: counted && t('sharing.counted_note'),
          },
        ]}
      />
    </Sheet>
  )
}

function Facts({ booking }: { booking: Booking }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const words = useWords()
  const { fen, points } = costOf(booking.parts, {
    from: Date.parse(booking.from),
    until: Date.parse(booking.until),
  })
  const late = Math.max(...booking.parts.map(part => part.lateHours))
  return (
    <Sheet title={t('sharing.booking')}>
      <FactList
        facts={[
          { label: t('sharing.column.organisation'), value: name(booking.organisation.name) },
          { label: t('sharing.by'), value: booking.byName },
          { label: t('sharing.class'), value: booking.className },
          { label: t('sharing.how_many'), value: t('sharing.people', { count: booking.people }) },
          { label: t('sharing.purpose'), value: booking.purpose },
          fen > 0 && { label: t('sharing.cost'), value: words.money(fen), note: t('sharing.cost_note') },
          points > 0 && { label: t('sharing.cost_points'), value: words.points(points) },
          late > 0 && {
            label: t('sharing.rule.late'),
            value: t('sharing.hours_before', { count: late }),
            note: t('sharing.rule.late_note'),
          },
          { label: t('sharing.asked_at'), value: instant(booking.createdAt) },
          booking.seriesId !== null && {
            label: t('sharing.series.part_of'),
            value: <Link to={`/bookings/series/${booking.seriesId}`}>{t('sharing.series.see')}</Link>,
          },
        ]}
      />
    </Sheet>
  )
}
