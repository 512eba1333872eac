import { daysAfter, weekdayOf } from '#platform/contract/days.ts'
import { refusalOf } from './availability.ts'
import { costOf } from './booking.ts'
import { type Piece, planSeries } from './series.ts'
import type { FeeBasis } from './vocabulary.ts'
import { beginOf, instantOf, MINUTE, numberOf } from './zone.ts'

/** An offer that would serve a wish. */
export type Candidate = Piece & {
  id: string
  /** From the organisation that looks; null where one of the two places is not known. */
  km: number | null
  feeBasis: FeeBasis
  feeAmount: number
  /** Whether its owner has to agree. */
  asks: boolean
}
/** A time as long as that, between two minutes of the day, on weekdays between two days. */
export type Question = {
  weekdays: readonly number[]
  fromDay: string
  untilDay: string
  fromMinute: number
  untilMinute: number
  minutes: number
}
/** One offer for each wish, and the days on which all of them can be had from that minute on. */
export type Combination = {
  candidates: readonly Candidate[]
  fromMinute: number
  days: readonly string[]
  km: number | null
  fen: number
  points: number
  asks: number
}

/** Times begin every half hour. */
const STEP = 30
/** Sets that are followed further, those that are proved, and those that are told. */
const BEAM = 300
const PROVED = 60
const TOLD = 20

type Cells = { days: readonly string[]; starts: readonly number[] }
type Grown = { candidates: Candidate[]; free: Uint8Array; dates: number; sum: Sum }

/** The sets of offers, one for each wish, that can be had together, the best first. Each can be booked as it is told. */
export function combine(
  wishes: readonly (readonly Candidate[])[],
  question: Question,
  now: number,
): Combination[] {
  const cells = cellsOf(wishes.flat(), question)
  const known = new Map<Candidate, Uint8Array>()
  const freeOf = (candidate: Candidate) => {
    const free = known.get(candidate) ?? freeCells(candidate, cells, question, now)
    known.set(candidate, free)
    return free
  }
  const all = new Uint8Array(cells.days.length * cells.starts.length).fill(1)
  let sets: Grown[] = [{ candidates: [], free: all, dates: 0, sum: sumOf([], question) }]
  for (const candidates of wishes)
    sets = sets
      .flatMap(set =>
        candidates
          .filter(one => !set.candidates.some(other => other.id === one.id))
          .map(one => joinedWith(set, one, freeOf(one), { cells, question })),
      )
      .filter(({ dates }) => dates > 0)
      .sort((a, b) => b.dates - a.dates || compare(a.sum, b.sum))
      .slice(0, BEAM)
  return sets
    .slice(0, PROVED)
    .flatMap(set => proved(set, cells, question, now) ?? [])
    .sort((a, b) => b.days.length - a.days.length || compare(a, b) || a.fromMinute - b.fromMinute)
    .slice(0, TOLD)
}

/** Every day that is asked about, those included that stand for one of its weekdays, and every time to begin. */
function cellsOf(candidates: readonly Candidate[], question: Question): Cells {
  const { weekdays, fromDay, untilDay, fromMinute, untilMinute, minutes } = question
  const moved = new Set(
    candidates.flatMap(({ rules }) =>
      rules.exceptions.flatMap(({ day, worksAs }) => (worksAs && weekdays.includes(worksAs) ? [day] : [])),
    ),
  )
  const days: string[] = []
  for (let day = fromDay; day <= untilDay; day = daysAfter(day, 1))
    if (weekdays.includes(weekdayOf(day)) || moved.has(day)) days.push(day)
  const starts: number[] = []
  for (let at = fromMinute; at + minutes <= untilMinute; at += STEP) starts.push(at)
  return { days, starts }
}

/** When one offer can be had by itself: a byte for each day and time to begin. */
function freeCells(
  candidate: Candidate,
  { days, starts }: Cells,
  { minutes }: Question,
  now: number,
): Uint8Array {
  const free = new Uint8Array(days.length * starts.length)
  const { rules, taken, units, outside } = candidate
  for (const [i, day] of days.entries()) {
    // What weighs on a day is what lies in its week.
    const n = numberOf(day)
    const [from, until] = [beginOf(n - 8), beginOf(n + 9)]
    const near = taken.filter(one => one.from < until && from < one.until)
    for (const [j, start] of starts.entries()) {
      const at = instantOf(day, start)
      const wish = { from: at, until: at + minutes * MINUTE, units, outside }
      if (refusalOf(rules, near, wish, now) === null) free[i * starts.length + j] = 1
    }
  }
  return free
}

function joinedWith(
  set: Grown,
  candidate: Candidate,
  of: Uint8Array,
  { cells, question }: { cells: Cells; question: Question },
): Grown {
  const free = set.free.map((one, i) => one & (of[i] ?? 0))
  const candidates = [...set.candidates, candidate]
  const dates = Math.max(0, ...datesByStart(free, cells))
  return { candidates, free, dates, sum: sumOf(candidates, question) }
}

/** On how many days each time to begin is free. */
const datesByStart = (free: Uint8Array, { days, starts }: Cells) =>
  starts.map((_, j) => days.reduce((sum, _day, i) => sum + (free[i * starts.length + j] ?? 0), 0))

/** The set at the time that gives the most dates, as a series would be booked; null where none is left. */
function proved(set: Grown, cells: Cells, question: Question, now: number): Combination | null {
  const { weekdays, fromDay, untilDay, minutes } = question
  const byStart = datesByStart(set.free, cells)
  const [best] = byStart
    .flatMap((dates, j) => (dates > 0 && dates === set.dates ? [cells.starts[j] ?? 0] : []))
    .map(fromMinute => {
      const pattern = { weekdays, fromDay, untilDay, fromMinute, untilMinute: fromMinute + minutes }
      const dates = planSeries(set.candidates, pattern, { without: new Set(), now })
      return {
        fromMinute,
        days: dates.flatMap(({ day, verdict }) => (verdict.state === 'free' ? [day] : [])),
      }
    })
    .sort((a, b) => b.days.length - a.days.length || a.fromMinute - b.fromMinute)
  if (!best || best.days.length === 0) return null
  return { candidates: set.candidates, ...best, ...set.sum }
}

type Sum = Pick<Combination, 'km' | 'fen' | 'points' | 'asks'>

/** What speaks for a set: the farthest of its places, the cost of one date, and how many owners are to be asked. */
function sumOf(candidates: readonly Candidate[], { minutes }: Question): Sum {
  const places = candidates.flatMap(({ km }) => (km === null ? [] : [km]))
  return {
    km: places.length === candidates.length ? Math.max(0, ...places) : null,
    ...costOf(candidates, { from: 0, until: minutes * MINUTE }),
    asks: candidates.filter(({ asks }) => asks).length,
  }
}

/** At once before what has to be asked for, near before far, cheap before dear. */
const compare = (a: Sum, b: Sum) =>
  a.asks - b.asks ||
  (a.km ?? Number.MAX_SAFE_INTEGER) - (b.km ?? Number.MAX_SAFE_INTEGER) ||
  a.fen - b.fen ||
  a.points - b.points
