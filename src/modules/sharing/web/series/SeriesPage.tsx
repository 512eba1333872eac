import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { getSeries, type Series } from '../../contract/series.ts'
import '../sharing.css'
import { STATUS_TONES, useWords } from '../words.ts'
import { SeriesSteps } from './SeriesSteps.tsx'

/** A weekly booking with its dates, answered and given back as one or date by date. */
export default function SeriesPage() {
  const { t } = useTranslation()
  const { day } = useFormat()
  const words = useWords()
  const read = useRead(getSeries, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {series => {
        const waiting = series.dates.filter(({ toAnswer }) => toAnswer).length
        const days = { from: day(series.fromDay), until: day(series.untilDay) }
        return {
          title: t('sharing.series.when', {
            weekdays: series.weekdays.map(words.weekday).join(t('sharing.comma')),
            time: `${series.from}–${series.until}`,
          }),
          lead: (
            <>
              {t('sharing.series.days', { ...days, count: series.dates.length })}{' '}
              {waiting > 0 && (
                <StatusTag tone="act">{t('sharing.series.waits', { count: waiting })}</StatusTag>
              )}
            </>
          ),
          trail: [{ to: '/bookings', label: t('sharing.bookings.title') }],
          action: <SeriesSteps series={series} />,
          main: <Dates series={series} />,
          side: <Facts series={series} />,
        }
      }}
    </DetailPage>
  )
}

function Dates({ series }: { series: Series }) {
  const { t } = useTranslation()
  const words = useWords()
  return (
    <Sheet title={t('sharing.series.dates')}>
      <ul className="line-list">
        {series.dates.map(date => (
          <li key={date.id}>
            <Link to={`/bookings/${date.id}`} className="figures">
              {words.time(date)}
            </Link>
            <span className="line-list-end">
              {date.late && <span className="caption">{t('sharing.series.late')} </span>}
              {date.toAnswer ? (
                <StatusTag tone="act">{t('sharing.to_answer')}</StatusTag>
              ) : (
                <StatusTag tone={STATUS_TONES[date.status]}>{t(`sharing.status.${date.status}`)}</StatusTag>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Facts({ series }: { series: Series }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const late = Math.max(...series.offers.map(({ lateHours }) => lateHours))
  return (
    <Sheet title={t('sharing.booking')}>
      <ul className="line-list">
        {series.offers.map(offer => (
          <li key={offer.id}>
            <Link to={`/sharing/offers/${offer.id}`}>{name(offer.title)}</Link>
            <span className="line-list-end caption">
              {offer.units > 1 && `${number(offer.units)} × `}
              {name(offer.owner.name)}
            </span>
          </li>
        ))}
      </ul>
      <FactList
        facts={[
          { label: t('sharing.column.organisation'), value: name(series.organisation.name) },
          { label: t('sharing.by'), value: series.byName },
          { label: t('sharing.class'), value: series.className },
          { label: t('sharing.how_many'), value: t('sharing.people', { count: series.people }) },
          { label: t('sharing.purpose'), value: series.purpose },
          late > 0 && {
            label: t('sharing.rule.late'),
            value: t('sharing.hours_before', { count: late }),
            note: t('sharing.rule.late_note'),
          },
        ]}
      />
    </Sheet>
  )
}
