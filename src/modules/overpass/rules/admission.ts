import type { Bridge, Condition, Leaf, Outcome } from './bridge.ts'
import { matches } from './matches.ts'

/** What an intake can rank by; the other figure decides between equals, then who applied first. */
export const ORDERS = ['scores', 'credits'] as const
export type Order = (typeof ORDERS)[number]

export const APPLICATION_STATES = [
  'submitted',
  'offered',
  'accepted',
  'waiting',
  'unfit',
  'enrolled',
  'declined',
  'lapsed',
  'withdrawn',
  'cancelled',
] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]
/** States that can still be withdrawn: withdrawing is free until somebody has arrived or has said no. */
export const OPEN_STATES: readonly ApplicationState[] = [
  'submitted',
  'unfit',
  'waiting',
  'offered',
  'accepted',
]

export type Candidate = { id: string; entryMet: boolean; score: number; credits: number; at: string }

/** What an order looks at first and second; more is better in both. */
const figuresOf = (order: Order, one: Candidate): [number, number] =>
  order === 'scores' ? [one.score, one.credits] : [one.credits, one.score]

/** Negative where `a` comes before `b`; nobody is equal to anybody else. */
export function compare(order: Order, a: Candidate, b: Candidate): number {
  const [x, y] = [figuresOf(order, a), figuresOf(order, b)]
  return y[0] - x[0] || y[1] - x[1] || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1)
}

/** Who is ranked, the best first, and whose entry conditions are not met: they have no place. */
export function rank<One extends Candidate>(
  order: Order,
  candidates: readonly One[],
): { ranked: One[]; unfit: One[] } {
  return {
    ranked: candidates.filter(one => one.entryMet).sort((a, b) => compare(order, a, b)),
    unfit: candidates.filter(one => !one.entryMet),
  }
}

/** By what somebody stands behind whoever is just before them. */
export function decidedBy(order: Order, own: Candidate, before: Candidate): Order | 'time' {
  const [x, y] = [figuresOf(order, own), figuresOf(order, before)]
  if (x[0] !== y[0]) return order
  if (x[1] !== y[1]) return order === 'scores' ? 'credits' : 'scores'
  return 'time'
}

/** Conditions of entry that ask for a score; what somebody must not have is none. */
function scored(condition: Condition): Leaf[] {
  if (condition.is === 'not') return []
  if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(scored)
  return 'minScore' in condition && condition.minScore !== null ? [condition] : []
}

/** The mean of the best scores in what the entry asks for; what is missing counts nothing, and no test at all is nought. */
export function scoreOf(bridge: Bridge, outcomes: readonly Outcome[], today: string): number {
  const leaves = scored(bridge.entry)
  if (leaves.length === 0) return 0
  const best = leaves.map(leaf =>
    Math.max(
      0,
      ...outcomes
        .filter(outcome => matches(leaf, outcome, today, bridge.validYears))
        .map(outcome => outcome.score ?? 0),
    ),
  )
  return Math.round((best.reduce((sum, score) => sum + score, 0) / leaves.length) * 100) / 100
}

export const INTAKE_PHASES = ['soon', 'open', 'closed', 'ranked', 'cancelled'] as const
export type IntakePhase = (typeof INTAKE_PHASES)[number]

type Days = { opensOn: string; closesOn: string }

/** How an intake stands on a day; both boundary days belong to the time for applying. */
export function phaseOf(
  { opensOn, closesOn, ranked, cancelled }: Days & { ranked: boolean; cancelled: boolean },
  today: string,
): IntakePhase {
  if (cancelled) return 'cancelled'
  if (ranked) return 'ranked'
  if (today < opensOn) return 'soon'
  return today <= closesOn ? 'open' : 'closed'
}

type Published = Days & { startsOn: string; seats: number }
export type IntakeProblem = 'days' | 'fewer_seats' | 'over_quota' | 'ranked_days'

/**
 * What keeps an intake from being opened or changed so: its days follow one another and do not end before today, seats
 * that were published are not taken back, the bridge's quota holds, and after the ranking seats alone can be added.
 */
export function problemOfIntake(
  wanted: Published,
  before: (Published & { ranked: boolean }) | null,
  { quota, today }: { quota: number | null; today: string },
): IntakeProblem | null {
  if (before && wanted.seats < before.seats) return 'fewer_seats'
  if (quota !== null && wanted.seats > quota) return 'over_quota'
  const same =
    before !== null &&
    (['opensOn', 'closesOn', 'startsOn'] as const).every(each => wanted[each] === before[each])
  if (before?.ranked) return same ? null : 'ranked_days'
  const inOrder = wanted.opensOn <= wanted.closesOn && wanted.closesOn < wanted.startsOn
  return inOrder && (same || wanted.closesOn >= today) ? null : 'days'
}
