import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import type { FoundSet } from '../../contract/search.ts'
import { useWords } from '../words.ts'

type Props = {
  sets: readonly FoundSet[]
  candidates: readonly number[]
  asked: { weekdays: string; people: number }
}

/** The sets that can be had, the best first, each with what speaks for it and the way to book it. */
export function FoundSheet({ sets, candidates, asked }: Props) {
  const { t } = useTranslation()
  if (sets.length === 0) return <Nothing candidates={candidates} />
  return (
    <Sheet title={t('sharing.find.found', { count: sets.length })} note={t('sharing.find.best')}>
      <ul className="line-list">
        {sets.map(set => (
          <li key={set.offers.map(({ id }) => id).join(' ')} className="sharing-set">
            <FoundLine set={set} asked={asked} />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Nothing({ candidates }: { candidates: readonly number[] }) {
  const { t } = useTranslation()
  const none = candidates.indexOf(0)
  const text =
    none >= 0
      ? t('sharing.find.none_wish', { number: none + 1 })
      : t('sharing.find.none_text', { counts: candidates.join(t('sharing.comma')) })
  return (
    <Sheet>
      <Empty
        title={t('sharing.find.none')}
        text={text}
        action={
          <Link to="/sharing/needs/new">
            <Button>{t('sharing.needs.new')}</Button>
          </Link>
        }
      />
    </Sheet>
  )
}

function FoundLine({ set, asked }: { set: FoundSet; asked: Props['asked'] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  const { offers, days, from, until, asks, km, fen, points } = set
  const cost = [fen > 0 && words.money(fen), points > 0 && words.points(points)].filter(Boolean)
  const away = () => {
    if (km === null) return t('sharing.find.unknown')
    return km === 0 ? t('sharing.find.here') : t('sharing.find.away', { km })
  }
  const reasons = [
    away(),
    cost.length ? t('sharing.find.each_time', { cost: cost.join(' + ') }) : t('sharing.find.free'),
  ]
  return (
    <>
      <div>
        {offers.map(offer => (
          <div key={offer.id}>
            <Link to={`/sharing/offers/${offer.id}`}>{name(offer.title)}</Link>{' '}
            <span className="caption">
              {offer.units > 1 && `× ${offer.units} · `}
              {name(offer.organisation.name)}
            </span>
          </div>
        ))}
        <p>
          <strong className="figures">{t('sharing.find.times', { from, until, count: days.length })}</strong>{' '}
          <span className="caption">{days.map(words.date).join(t('sharing.comma'))}</span>
        </p>
        <p className="caption">
          <StatusTag tone={asks > 0 ? 'uncertain' : 'agreed'}>
            {asks > 0 ? t('sharing.find.asks', { count: asks }) : t('sharing.find.at_once')}
          </StatusTag>{' '}
          {reasons.join(' · ')}
        </p>
      </div>
      <Link to={bookingOf(set, asked)}>
        <Button>{t('sharing.find.book')}</Button>
      </Link>
    </>
  )
}

/** Where a set is booked, date by date, for all its dates. */
function bookingOf({ offers, days, from, until }: FoundSet, { weekdays, people }: Props['asked']): string {
  const [first, ...others] = offers
  const search = new URLSearchParams({
    ...{ weekdays, from, until, fromDay: days[0] ?? '', untilDay: days.at(-1) ?? '' },
    ...{ units: String(first?.units ?? 1), people: String(people) },
  })
  for (const { id, units } of others) search.append('with', `${id}*${units}`)
  return `/sharing/offers/${first?.id}/series?${search}`
}
