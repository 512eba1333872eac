import { daysAfter } from '#platform/contract/days.ts'
import type { PracticeState } from './vocabulary.ts'

/**
 * Enterprise practice of a teacher, counted in days over rolling years. Sources: 职业学校教师企业实践规定 (2016): six months in
 * every five years; one month a year is common practice whose source nobody has read. The numbers are parameters.
 */

/** Days are `yyyy-mm-dd`, both included. */
export type Span = { from: string; until: string }
export type PracticeRule = {
  /** How many years count, backwards from a day. */
  years: number
  /** How many days of practice they need. */
  needed: number
  /** How many each calendar year should have. */
  yearly: number
}
/** Days that no longer count from then on, one after the other, without a further stay. */
export type Fall = Span & { days: number; left: number }
export type Ledger = {
  days: number
  needed: number
  missing: number
  state: PracticeState
  /** The first day that counts today. */
  countsFrom: string
  /** The last day on which it is enough without a further stay; null where it is not enough today. */
  enoughUntil: string | null
  /** The last day on which all that counts today still does; null where nothing does. */
  keptUntil: string | null
  falls: Fall[]
  /** The calendar years that have a part in it, the latest first. */
  years: { year: number; days: number; enough: boolean }[]
}

const DAY = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
/** How many days a span has. */
export const lengthOf = ({ from, until }: Span): number => Math.round((at(until) - at(from)) / DAY) + 1

/** That day so many years before; the 28th of February where there is no 29th. */
export function yearsBefore(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0')
  const same = `${year}${day.slice(4)}`
  return new Date(at(same)).toISOString().startsWith(same) ? same : `${year}-02-28`
}

/** The first day on which a day counts no more. */
export function leavesOn(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years
  const same = `${year}${day.slice(4)}`
  return new Date(at(same)).toISOString().startsWith(same) ? same : `${year}-03-01`
}

/** The same days as spans in their order, none of which touch: a day on which two stays were is there once. */
export function merged(spans: readonly Span[]): Span[] {
  const runs: Span[] = []
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = runs.at(-1)
    if (!last || span.from > daysAfter(last.until, 1)) runs.push({ ...span })
    else if (span.until > last.until) last.until = span.until
  }
  return runs
}

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)

/** The merged days that lie between two days, both included. */
export const clipped = (spans: readonly Span[], { from, until }: Span): Span[] =>
  merged(spans)
    .map(span => ({ from: later(span.from, from), until: earlier(span.until, until) }))
    .filter(span => span.from <= span.until)

/** How many days lie between two days; `faculty.days_within` counts the same in the database. */
export const daysWithin = (spans: readonly Span[], between: Span): number =>
  clipped(spans, between).reduce((sum, span) => sum + lengthOf(span), 0)

/** How far a teacher has come on a day: what counts, what is missing, and what falls out when. */
export function ledgerOf(spans: readonly Span[], rule: PracticeRule, on: string): Ledger {
  const { years, needed, yearly } = rule
  const countsFrom = daysAfter(yearsBefore(on, years), 1)
  const runs = clipped(spans, { from: countsFrom, until: on })
  const days = runs.reduce((sum, run) => sum + lengthOf(run), 0)
  let left = days
  const falls = runs.map(run => {
    const length = lengthOf(run)
    left -= length
    return { from: leavesOn(run.from, years), until: leavesOn(run.until, years), days: length, left }
  })
  const [first] = falls
  const year = Number(on.slice(0, 4))
  return {
    ...{ days, needed, missing: Math.max(0, needed - days), countsFrom, falls },
    state: days >= needed ? 'enough' : days > 0 ? 'short' : 'none',
    enoughUntil: days >= needed ? enoughUntil(runs, days - needed, years) : null,
    keptUntil: first ? daysAfter(first.from, -1) : null,
    years: Array.from({ length: years }, (_, i) => {
      const had = daysWithin(spans, { from: `${year - i}-01-01`, until: `${year - i}-12-31` })
      return { year: year - i, days: had, enough: had >= yearly }
    }),
  }
}

/** The day before the one day too many counts no more; `spare` may go before it. */
function enoughUntil(runs: readonly Span[], spare: number, years: number): string | null {
  let left = spare
  for (const run of runs) {
    const length = lengthOf(run)
    if (left < length) return daysAfter(leavesOn(daysAfter(run.from, left), years), -1)
    left -= length
  }
  return null
}
