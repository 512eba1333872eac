import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { Offer } from '../contract/offers.ts'
import { useWords } from './words.ts'

/** What it is, whose, where, for how many. */
export function OfferFacts({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const words = useWords()
  const { organisation } = offer
  const { latitude, longitude } = organisation
  return (
    <Sheet title={t('sharing.facts')}>
      <FactList
        facts={[
          {
            label: t('sharing.owner'),
            value: <Link to={`/organisations/${organisation.id}`}>{name(organisation.name)}</Link>,
          },
          {
            label: t('sharing.where'),
            value: offer.place ?? (organisation.address && name(organisation.address)),
            note: (
              <>
                {offer.place && organisation.address && name(organisation.address)}
                {latitude !== null && longitude !== null && (
                  <span className="figures">
                    {' '}
                    {t('sharing.coordinates', {
                      latitude: latitude.toFixed(4),
                      longitude: longitude.toFixed(4),
                    })}
                  </span>
                )}
              </>
            ),
          },
          {
            label: t('sharing.column.people'),
            value: offer.capacity && t('sharing.people', { count: offer.capacity }),
          },
          offer.units > 1 && { label: t('sharing.units'), value: number(offer.units) },
          { label: t('sharing.column.fee'), value: words.fee(offer) },
          {
            label: t('sharing.languages'),
            value: offer.languages.map(one => t(`sharing.language.${one}`)).join(t('sharing.comma')),
          },
        ]}
      />
    </Sheet>
  )
}

/** By which rules it is booked, those for others named as such. */
export function BookingRules({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('sharing.rules')} note={t('sharing.rules_note')}>
      <FactList
        facts={[
          {
            label: t('sharing.rule.how'),
            value: t(offer.atOnce ? 'sharing.at_once' : 'sharing.by_request'),
            note: offer.atOnce ? undefined : t('sharing.rule.hold', { count: offer.holdHours }),
          },
          {
            label: t('sharing.rule.longest'),
            value: t('sharing.minutes', { count: offer.longestMinutes }),
          },
          offer.bufferMinutes > 0 && {
            label: t('sharing.rule.buffer'),
            value: t('sharing.minutes', { count: offer.bufferMinutes }),
          },
          offer.leadHours > 0 && {
            label: t('sharing.rule.lead'),
            value: t('sharing.hours_before', { count: offer.leadHours }),
          },
          offer.outsidePercent < 100 && {
            label: t('sharing.rule.share'),
            value: t('sharing.share', { percent: offer.outsidePercent }),
          },
          offer.lateHours > 0 && {
            label: t('sharing.rule.late'),
            value: t('sharing.hours_before', { count: offer.lateHours }),
            note: t('sharing.rule.late_note'),
          },
        ]}
      />
    </Sheet>
  )
}

/** Weekly windows with the days between which they hold, and the days that differ. */
export function OpeningTimes({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const words = useWords()
  return (
    <Sheet
      title={t('sharing.opening')}
      aside={<Link to={`/sharing/offers/${offer.id}/calendars`}>{t('sharing.calendars.link')}</Link>}
    >
      {offer.windows.length === 0 && <p>{t('sharing.no_windows')}</p>}
      <ul className="line-list">
        {offer.windows.map(window => (
          <li key={`${window.weekday} ${window.from} ${window.fromDate}`}>
            <span>
              {words.weekday(window.weekday)}{' '}
              <span className="figures">{`${window.from}–${window.until}`}</span>
            </span>
            <span className="caption">
              {window.untilDate
                ? t('sharing.days', {
                    from: day(window.fromDate, 'short'),
                    until: day(window.untilDate, 'short'),
                  })
                : t('sharing.days_open', { from: day(window.fromDate, 'short') })}
            </span>
          </li>
        ))}
        {offer.exceptions.map(exception => (
          <li key={exception.day}>
            <span className="figures">{day(exception.day, 'short')}</span>
            <span className="caption">
              {exception.worksAs === null
                ? t('sharing.closed')
                : t('sharing.works_as', { weekday: words.weekday(exception.worksAs) })}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
