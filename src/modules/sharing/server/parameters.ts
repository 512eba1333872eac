import type { Parameter } from '#platform/server/parameters.ts'

/** How long before its time the door of a booking opens. */
export const doorMinutes: Parameter = {
  ...{ name: 'sharing.door_minutes', unit: 'minutes', least: 0, most: 240, byGroup: false },
}

/** How long a reported fault stops bookings until its owner has looked. */
export const faultHoldHours: Parameter = {
  ...{ name: 'sharing.fault_hold_hours', unit: 'hours', least: 0, most: 240, byGroup: false },
}

export const parameters: readonly Parameter[] = [doorMinutes, faultHoldHours]
