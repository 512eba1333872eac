import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { daysAfter, mondayOf, today, weekdayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type Offer, readWeek, type WeekBooking, type WeekSlot } from '../contract/offers.ts'
import type { Chosen } from './BookForm.tsx'
import { STATUS_TONES, useWords } from './words.ts'

type Props = {
  offer: Offer
  chosen: Chosen | null
  /** Left out for whoever only looks. */
  onChoose?: ((chosen: Chosen | null) => void) | undefined
}

/** A week of an offer: seven columns, on the phone one list; free times can be chosen. */
export function WeekSheet({ offer, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const words = useWords()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('week') ?? ''
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today()
  const monday = mondayOf(day)
  const read = useRead(readWeek, { params: { id: offer.id }, query: { day: monday } })
  const go = (weeks: number) =>
    setSearch({ week: daysAfter(monday, weeks * 7) }, { replace: true, preventScrollReset: true })
  return (
    <Sheet
      title={t('sharing.week', { from: words.date(monday), until: words.date(daysAfter(monday, 6)) })}
      note={t(onChoose ? 'sharing.week_note' : 'sharing.week_look')}
      aside={
        <div className="sharing-actions">
          <Button onClick={() => go(-1)}>{t('sharing.week_before')}</Button>
          <Button onClick={() => go(1)}>{t('sharing.week_after')}</Button>
        </div>
      }
    >
      <Loaded read={read}>
        {week => (
          <>
            <div className="sharing-week">
              {week.days.map(({ day: of, slots }) => (
                <section key={of} aria-label={`${words.weekday(weekdayOf(of))} ${words.date(of)}`}>
                  <h3>
                    {words.weekday(weekdayOf(of))} <span className="caption">{words.date(of)}</span>
                  </h3>
                  {slots.length === 0 && <p className="caption">{t('sharing.closed')}</p>}
                  <ul>
                    {slots.map(slot => (
                      <li key={slot.from}>
                        <Slot slot={slot} units={offer.units} chosen={chosen} onChoose={onChoose} />
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </div>
            <Bookings rows={week.bookings} />
          </>
        )}
      </Loaded>
    </Sheet>
  )
}

type SlotProps = Omit<Props, 'offer'> & { slot: WeekSlot; units: number }

function Slot({ slot, units, chosen, onChoose }: SlotProps) {
  const { t } = useTranslation()
  const words = useWords()
  const inside = chosen !== null && chosen.from <= slot.from && slot.until <= chosen.until
  const label =
    slot.refused === null && units > 1
      ? t('sharing.slot.free_of', { free: slot.free, units })
      : t(`sharing.slot.${slot.refused ?? 'free'}`)
  const text = (
    <>
      <span className="figures">{words.span(slot)}</span> <span className="sharing-slot-word">{label}</span>
    </>
  )
  if (slot.refused !== null || !onChoose)
    return (
      <span className="sharing-slot" data-free={slot.refused === null || undefined}>
        {text}
      </span>
    )
  return (
    <button
      type="button"
      className="sharing-slot"
      data-free
      aria-pressed={inside}
      onClick={() => onChoose(inside ? null : extended(chosen, slot))}
    >
      {text}
    </button>
  )
}

/** From the first slot chosen to this one, where it follows on the same day; else this one alone. */
function extended(chosen: Chosen | null, { from, until }: WeekSlot): Chosen {
  const DAY_MS = 86_400_000
  const follows =
    chosen !== null && chosen.until <= from && Date.parse(until) - Date.parse(chosen.from) < DAY_MS
  return follows && chosen ? { from: chosen.from, until } : { from, until }
}

/** Who has it in this week, as far as the reader may know. */
function Bookings({ rows }: { rows: readonly WeekBooking[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  if (rows.length === 0) return null
  return (
    <>
      <h3>{t('sharing.week_bookings')}</h3>
      <ul className="line-list">
        {rows.map(row => (
          <li key={row.id}>
            <Link to={`/bookings/${row.id}`}>{`${words.time(row)} · ${name(row.organisation.name)}`}</Link>
            <StatusTag tone={STATUS_TONES[row.status]}>{t(`sharing.status.${row.status}`)}</StatusTag>
          </li>
        ))}
      </ul>
    </>
  )
}
