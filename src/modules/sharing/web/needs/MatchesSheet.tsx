import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience, may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useViewer } from '#platform/web/session.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import type { Need, NeedMatch } from '../../contract/needs.ts'
import { createOffer, keepNeed } from '../../policy.ts'
import { typedEnd } from '../../rules/zone.ts'
import { useWords } from '../words.ts'

type Reason = NeedMatch['reasons'][number]

/** The offers that meet a need, the best first, each with its reasons; to an owner its own. */
export function MatchesSheet({ need, own }: { need: Need; own: boolean }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const keeps = inAudience(createOffer, viewer)
  if (!own && !keeps) return null
  const none = own ? 'sharing.needs.found_none' : 'sharing.needs.own_none'
  return (
    <Sheet
      title={t(own ? 'sharing.needs.found' : 'sharing.needs.found_own')}
      note={need.matches.length > 0 && t('sharing.needs.found_note')}
    >
      {need.matches.length === 0 && (
        <Empty
          title={t(none)}
          text={t(`${none}_text`)}
          action={
            !own && (
              <Link to="/sharing/offers/new">
                <Button>{t('sharing.new')}</Button>
              </Link>
            )
          }
        />
      )}
      <ul className="line-list">
        {need.matches.map(match => (
          <li key={match.offer.id} className="sharing-set">
            <Line need={need} match={match} books={own && may(keepNeed, viewer, need.facts)} />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Line({ need, match, books }: { need: Need; match: NeedMatch; books: boolean }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  const { offer, fits, reasons, days, from, until } = match
  return (
    <>
      <div>
        <Link to={`/sharing/offers/${offer.id}`}>{name(offer.title)}</Link>{' '}
        <StatusTag tone={fits ? 'agreed' : 'uncertain'}>
          {t(fits ? 'sharing.needs.fits' : 'sharing.needs.almost')}
        </StatusTag>
        <p className="caption">
          {name(offer.organisation.name)} · {words.fee(match)} ·{' '}
          {t(match.atOnce ? 'sharing.at_once' : 'sharing.by_request')}
        </p>
        {fits && from && until && (
          <p className="figures">{t('sharing.needs.days', { count: days.length, from, until })}</p>
        )}
        <ul className="sharing-reasons">
          {reasons.filter(isSaid).map(reason => (
            <li key={reason.code} className={reason.holds ? undefined : 'attention'}>
              <ReasonText reason={reason} />
            </li>
          ))}
        </ul>
      </div>
      {books && fits && from && until && (
        <span className="line-list-end">
          <Link to={bookAddress(need, match, { from, until })}>
            <Button>{t('sharing.needs.book')}</Button>
          </Link>
        </span>
      )}
    </>
  )
}

/** What goes without saying stays unsaid: that one is enough, and that the kind is the one asked for. */
const isSaid = ({ code, holds, values }: Reason) =>
  !holds ||
  (code !== 'kind' && !(code === 'units' && values.asked === 1) && !(code === 'words' && values.of === 0))

function ReasonText({ reason }: { reason: Reason }) {
  const { t } = useTranslation()
  const { code, holds, values } = reason
  if (code === 'people' && values.capacity === 0) return t('sharing.needs.reason.people.any')
  if (code === 'distance' && values.km === -1) return t('sharing.needs.reason.distance.any')
  return t(`sharing.needs.reason.${code}.${holds ? 'yes' : 'no'}`, values)
}

/** The weekly booking with what is needed filled in. */
function bookAddress(
  need: Need,
  { offer, days }: NeedMatch,
  { from, until }: { from: string; until: string },
) {
  const search = new URLSearchParams({
    ...{ need: need.id, weekdays: need.weekdays.join(','), from, until: typedEnd(until) },
    ...{ fromDay: days[0] ?? need.fromDay, untilDay: days.at(-1) ?? need.untilDay },
    ...{ people: String(need.people), units: String(need.units) },
  })
  return `/sharing/offers/${offer.id}/series?${search}`
}
