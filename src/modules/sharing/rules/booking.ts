import type { BookingState, FeeBasis, Status } from './vocabulary.ts'
import { MINUTE } from './zone.ts'

const HOUR = 60 * MINUTE

/** What a booking is at an instant; the database says the same (`sharing.status`). */
export function statusOf(
  state: BookingState,
  { from, until }: { from: number; until: number },
  now: number,
): Status {
  if (state === 'confirmed' && until <= now) return 'done'
  if ((state === 'requested' || state === 'waiting') && from <= now) return 'expired'
  return state
}

/** Whether cancelling now is later than the strictest of the offers allows. */
export const isLate = (from: number, lateHours: readonly number[], now: number): boolean =>
  now > from - Math.max(0, ...lateHours) * HOUR

/** Until when a request holds the time: as long as its owners allow, and never past its beginning. */
export const holdUntil = (from: number, holdHours: readonly number[], now: number): number =>
  Math.min(from, now + Math.min(...holdHours) * HOUR)

export type Fee = { feeBasis: FeeBasis; feeAmount: number; units: number }

/** What a booking costs in fen and in exchange points, by the hour and unit, rounded to whole ones. */
export function costOf(parts: readonly Fee[], { from, until }: { from: number; until: number }) {
  const hours = (until - from) / HOUR
  const sum = (basis: FeeBasis) =>
    Math.round(
      parts.reduce(
        (all, part) => (part.feeBasis === basis ? all + part.feeAmount * part.units * hours : all),
        0,
      ),
    )
  return { fen: sum('hour'), points: sum('points') }
}
