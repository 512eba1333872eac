import type { OrganisationKind, Position } from '../contract/vocabulary.ts'

/** What members of a position and of a kind owe for a year; null stands for any. */
export type Rate = { position: Position | null; kind: OrganisationKind | null; amountFen: number }

export const DUE_STATES = ['open', 'overdue', 'paid', 'waived', 'lapsed'] as const
export type DueState = (typeof DUE_STATES)[number]

const weight = ({ position, kind }: Rate) => (position ? 2 : 0) + (kind ? 1 : 0)

/**
 * The amount of a year in fen: the rate that names most about the member holds, position before kind. A member no rate
 * is about owes nothing, and neither does an approving authority, which is no member.
 */
export function amountFor(
  rates: readonly Rate[],
  member: { position: Position; kind: OrganisationKind },
): number {
  if (member.position === 'authority') return 0
  const about = rates.filter(
    ({ position, kind }) =>
      (position === null || position === member.position) && (kind === null || kind === member.kind),
  )
  return (
    about.reduce<Rate | null>((best, rate) => (best && weight(best) >= weight(rate) ? best : rate), null)
      ?.amountFen ?? 0
  )
}

/** Two rates about the same position and kind would leave open which of them holds. */
export function isAmbiguous(rates: readonly Rate[]): boolean {
  return new Set(rates.map(({ position, kind }) => `${position} ${kind}`)).size < rates.length
}

type Standing = { startsOn: string; endsOn: string | null; suspendedOn: string | null }

/**
 * Who owes the dues of a year: whoever was a member on its first day and is one now. A membership at rest owes nothing
 * while it rests; what it missed is made when it resumes within the year. This is the platform's own rule; a charter
 * that says otherwise waives or sets a scheme of its own.
 */
export function owesFor(year: number, { startsOn, endsOn, suspendedOn }: Standing): boolean {
  return startsOn <= `${year}-01-01` && endsOn === null && suspendedOn === null
}

const two = (value: number) => String(value).padStart(2, '0')

/** When a year's dues fall due; those made after that day at the end of the year, or, when that has gone, today. */
export function dueDay(scheme: { dueMonth: number; dueDay: number }, year: number, today: string): string {
  const day = `${year}-${two(scheme.dueMonth)}-${two(scheme.dueDay)}`
  const last = `${year}-12-31`
  if (today <= day) return day
  return today <= last ? last : today
}

/**
 * Leaving is free: what was not yet due when the membership ended is no longer owed; what was due, or partly paid, stays
 * on the books and hinders nobody from leaving.
 */
export function lapsesWith(due: { dueOn: string; paidFen: number }, endedOn: string): boolean {
  return due.paidFen === 0 && endedOn <= due.dueOn
}

/** What is open after its day is overdue. */
export function dueState(
  due: { state: Exclude<DueState, 'overdue'>; dueOn: string },
  today: string,
): DueState {
  return due.state === 'open' && due.dueOn < today ? 'overdue' : due.state
}
