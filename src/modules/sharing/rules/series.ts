import { weekdayOf } from '#platform/contract/days.ts'
import { type Exception, type Refusal, type Rules, refusalOf, type Span, type Taken } from './availability.ts'
import { dayNumbered, instantOf, MINUTE, numberOf, weekdayNumbered } from './zone.ts'

/** The same time of the day on weekdays between two days; minutes count from midnight in the groups' zone. */
export type Pattern = {
  weekdays: readonly number[]
  fromDay: string
  untilDay: string
  fromMinute: number
  untilMinute: number
}
/** An offer of the set that is booked, and what is taken of it. */
export type Piece = { rules: Rules; taken: readonly Taken[]; units: number; outside: boolean }

/** Beyond what an offer refuses: the date lies after the last day, or before the first, for which it is open. */
export type SeriesRefusal = Refusal | { code: 'term_over' | 'term_ahead'; day: string }
export type Verdict =
  | { state: 'free' | 'left_out' | 'holiday' }
  /** A working day was moved: this day's classes are those of another weekday. */
  | { state: 'moved_away'; worksAs: number }
  /** The first offer of the set that cannot be had, and by which rule. */
  | { state: 'refused'; refusal: SeriesRefusal; piece: number }
export type PlannedDate = Span & {
  day: string
  /** The weekday that a moved working day stands for. */
  standsFor: number | null
  verdict: Verdict
}

type Dated = Omit<PlannedDate, 'verdict'> & { away: Verdict | null }

/** Every day that a pattern speaks of, in order: its weekdays, and the days that stand for one of them. */
export function datesOf(pattern: Pattern, exceptions: readonly Exception[]): Dated[] {
  const moved = new Map(exceptions.map(({ day, worksAs }) => [day, worksAs]))
  const dates: Dated[] = []
  const last = numberOf(pattern.untilDay)
  for (let n = numberOf(pattern.fromDay); n <= last; n += 1) {
    const usual = weekdayNumbered(n)
    if (moved.size === 0 && !pattern.weekdays.includes(usual)) continue
    const day = dayNumbered(n)
    const worksAs = moved.has(day) ? (moved.get(day) ?? null) : usual
    const here = worksAs !== null && pattern.weekdays.includes(worksAs)
    if (!here && !pattern.weekdays.includes(usual)) continue
    const away =
      worksAs === null ? ({ state: 'holiday' } as const) : ({ state: 'moved_away', worksAs } as const)
    dates.push({
      ...{ day, from: instantOf(day, pattern.fromMinute), until: instantOf(day, pattern.untilMinute) },
      standsFor: here && worksAs !== usual ? worksAs : null,
      away: here ? null : away,
    })
  }
  return dates
}

/**
 * What becomes of each date of a series, in order: what one date takes counts for those after it. A date that is free can
 * be booked together with all the others that are.
 */
export function planSeries(
  set: readonly Piece[],
  pattern: Pattern,
  { without, now }: { without: ReadonlySet<string>; now: number },
): PlannedDate[] {
  const taken = set.map(piece => [...piece.taken])
  return datesOf(pattern, set[0]?.rules.exceptions ?? []).map(({ away, ...date }) => {
    if (away) return { ...date, verdict: away }
    const refused = set
      .map((piece, i) => ({ piece: i, refusal: seriesRefusal(piece, taken[i] ?? [], date, now) }))
      .find(one => one.refusal !== null)
    if (without.has(date.day)) return { ...date, verdict: { state: 'left_out' } }
    if (refused?.refusal)
      return { ...date, verdict: { state: 'refused', piece: refused.piece, refusal: refused.refusal } }
    for (const [i, { rules, units, outside }] of set.entries())
      taken[i]?.push({
        ...{ from: date.from, until: date.until + rules.bufferMinutes * MINUTE, units, outside },
        pauseMinutes: rules.bufferMinutes,
      })
    return { ...date, verdict: { state: 'free' } }
  })
}

function seriesRefusal(
  { rules, units, outside }: Piece,
  taken: readonly Taken[],
  { day, from, until }: Span & { day: string },
  now: number,
): SeriesRefusal | null {
  const refusal = refusalOf(rules, taken, { from, until, units, outside }, now)
  return refusal?.code === 'closed' ? (outOfTerm(rules, day) ?? refusal) : refusal
}

/** Whether a day is closed only because what is open on its weekday has ended, or begins later. */
function outOfTerm({ windows, exceptions }: Rules, day: string): SeriesRefusal | null {
  const exception = exceptions.find(one => one.day === day)
  const weekday = exception ? exception.worksAs : weekdayOf(day)
  const ofDay = windows.filter(one => one.weekday === weekday)
  if (ofDay.some(one => one.fromDate <= day && (one.untilDate ?? day) >= day)) return null
  const ended = ofDay
    .flatMap(one => (one.untilDate !== null && one.untilDate < day ? [one.untilDate] : []))
    .sort()
  const last = ended.at(-1)
  if (last) return { code: 'term_over', day: last }
  const [first] = ofDay.map(one => one.fromDate).sort()
  return first ? { code: 'term_ahead', day: first } : null
}
