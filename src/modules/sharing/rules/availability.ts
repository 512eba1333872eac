import { daysAfter, weekdayOf } from '#platform/contract/days.ts'
import { beginOf, dayAt, dayNumbered, instantOf, MINUTE, numberAt, weekdayNumbered } from './zone.ts'

/** Open every week on a weekday, between two days. Minutes count from midnight in the groups' zone. */
export type Window = {
  weekday: number
  fromMinute: number
  untilMinute: number
  fromDate: string
  untilDate: string | null
}
/** A day that is closed (null), or open as on another weekday. */
export type Exception = { day: string; worksAs: number | null }
export type Rules = {
  units: number
  slotMinutes: number
  longestMinutes: number
  bufferMinutes: number
  leadHours: number
  outsidePercent: number
  windows: readonly Window[]
  exceptions: readonly Exception[]
}
/** Instants in milliseconds; the end is not part of it. */
export type Span = { from: number; until: number }
/** What is taken: the pause after a booking is part of its time. */
export type Taken = Span & {
  units: number
  outside: boolean
  pauseMinutes: number
  /** Out of use, rather than booked. */
  out?: boolean
}
export type Wish = Span & { units: number; outside: boolean }

/** The rule that refuses a wish, with what it says. */
export type Refusal =
  | { code: 'closed' | 'past' }
  | { code: 'too_soon'; hours: number }
  | { code: 'too_long'; minutes: number }
  | { code: 'too_many'; units: number }
  | { code: 'taken' | 'out_of_use'; free: number }
  | { code: 'outside_share'; percent: number }

/** When an offer is open on a day, in order; windows that touch or overlap are one. */
export function openOn({ windows, exceptions }: Pick<Rules, 'windows' | 'exceptions'>, day: string): Span[] {
  const exception = exceptions.find(one => one.day === day)
  const weekday = exception ? exception.worksAs : weekdayOf(day)
  if (weekday === null) return []
  const spans = windows
    .filter(
      one =>
        one.weekday === weekday && one.fromDate <= day && (one.untilDate === null || day <= one.untilDate),
    )
    .map(one => ({ from: instantOf(day, one.fromMinute), until: instantOf(day, one.untilMinute) }))
    .sort((a, b) => a.from - b.from)
  return joined(spans)
}

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else all.push({ ...span })
  }
  return all
}

/** What is open by rules, by the days asked about: whoever looks for a free time asks the same again and again. */
const opened = new WeakMap<Rules, Map<number, readonly Span[]>>()

/** When it is open from one day to another, by their numbers: what is open across midnight is one span. */
function openBetween(rules: Rules, from: number, until: number): readonly Span[] {
  const days = opened.get(rules) ?? new Map<number, readonly Span[]>()
  opened.set(rules, days)
  const key = from * 100_000 + until
  const known = days.get(key)
  if (known) return known
  const spans: Span[] = []
  for (let n = from; n <= until; n += 1) spans.push(...openOn(rules, dayNumbered(n)))
  const open = joined(spans)
  days.set(key, open)
  return open
}

const overlaps = (a: Span, b: Span) => a.from < b.until && b.from < a.until

/** How many units are taken at most at any one moment of a time. */
export function peakOf(taken: readonly (Span & { units: number })[], during: Span): number {
  const touching = taken.filter(one => overlaps(one, during))
  const moments = [during.from, ...touching.map(one => Math.max(one.from, during.from))]
  return moments.reduce((most, at) => {
    const sum = touching.reduce(
      (units, one) => (one.from <= at && at < one.until ? units + one.units : units),
      0,
    )
    return Math.max(most, sum)
  }, 0)
}

/** Unit-minutes that outsiders may have in the week of an instant, and those they have. */
function outsideOf(rules: Rules, taken: readonly Taken[], at: number): { most: number; used: number } {
  const day = numberAt(at)
  const monday = day - weekdayNumbered(day) + 1
  const week = { from: beginOf(monday), until: beginOf(monday + 7) }
  const open = openBetween(rules, monday, monday + 6)
  const minutes = open.reduce((sum, span) => sum + (span.until - span.from) / MINUTE, 0)
  const used = taken
    .filter(one => one.outside && one.from >= week.from && one.from < week.until)
    .reduce((sum, one) => sum + ((one.until - one.from) / MINUTE - one.pauseMinutes) * one.units, 0)
  return { most: (minutes * rules.units * rules.outsidePercent) / 100, used }
}

/** Why a wish cannot be had, or null. `taken` holds all of the wish's week. */
export function refusalOf(rules: Rules, taken: readonly Taken[], wish: Wish, now: number): Refusal | null {
  const { from, until, units, outside } = wish
  const minutes = (until - from) / MINUTE
  if (from < now) return { code: 'past' }
  if (outside && from < now + rules.leadHours * 60 * MINUTE)
    return { code: 'too_soon', hours: rules.leadHours }
  if (minutes > rules.longestMinutes) return { code: 'too_long', minutes: rules.longestMinutes }
  const open = openBetween(rules, numberAt(from), numberAt(until))
  if (!open.some(span => span.from <= from && until <= span.until)) return { code: 'closed' }
  if (units > rules.units) return { code: 'too_many', units: rules.units }
  const held = { from, until: until + rules.bufferMinutes * MINUTE }
  const free = rules.units - peakOf(taken, held)
  if (units > free) {
    const booked = peakOf(
      taken.filter(one => !one.out),
      held,
    )
    return { code: booked + units > rules.units ? 'taken' : 'out_of_use', free: Math.max(0, free) }
  }
  if (outside) {
    const { most, used } = outsideOf(rules, taken, from)
    if (used + minutes * units > most) return { code: 'outside_share', percent: rules.outsidePercent }
  }
  return null
}

export type Slot = Span & { free: number; refused: Refusal['code'] | null }

/** The slots of a day, each with how many units are free in it and, where it cannot be had, the rule that says so. */
export function slotsOf(
  rules: Rules,
  taken: readonly Taken[],
  day: string,
  asks: { outside: boolean; now: number },
): Slot[] {
  const slots: Slot[] = []
  const step = rules.slotMinutes * MINUTE
  for (const span of openOn(rules, day))
    for (let from = span.from; from + step <= span.until; from += step) {
      const wish = { from, until: from + step, units: 1, outside: asks.outside }
      const refused = refusalOf(rules, taken, wish, asks.now)
      const free = rules.units - peakOf(taken, { from, until: wish.until + rules.bufferMinutes * MINUTE })
      slots.push({ ...{ from, until: wish.until }, free: Math.max(0, free), refused: refused?.code ?? null })
    }
  return slots
}

/** The first time of the same length, from the wished one on, at which all offers of a set can be had. */
export function nextFree(
  set: readonly { rules: Rules; taken: readonly Taken[]; units: number; outside: boolean }[],
  wish: Span,
  { now, days }: { now: number; days: number },
): Span | null {
  const [first] = set
  if (!first) return null
  const length = wish.until - wish.from
  const begin = dayAt(wish.from)
  for (let i = 0, day = begin; i < days; i += 1, day = daysAfter(day, 1))
    for (const { from } of slotsOf(first.rules, [], day, { outside: false, now })) {
      const span = { from, until: from + length }
      if (from <= wish.from) continue
      if (set.every(one => refusalOf(one.rules, one.taken, { ...span, ...one }, now) === null)) return span
    }
  return null
}
