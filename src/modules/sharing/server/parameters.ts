import type { Parameter } from '#platform/server/parameters.ts'

/** How long before its time the door of a booking opens. */
export const doorMinutes: Parameter = {
  ...{ name: 'sharing.door_minutes', unit: 'minutes', least: 0, most: 240, byGroup: false },
}

/** How long a reported fault stops bookings until its owner has looked. */
export const faultHoldDays: Parameter = {
  ...{ name: 'sharing.fault_hold_days', unit: 'days', least: 0, most: 14, byGroup: false },
}

/** What an exchange point counts for. */
export const pointFen: Parameter = {
  ...{ name: 'sharing.point_fen', unit: 'fen', least: 1, most: 1_000_000, byGroup: true },
}

export const parameters: readonly Parameter[] = [doorMinutes, faultHoldDays, pointFen]
