import type { Processing } from '#platform/server/personal-data.ts'

/** What this module does with people's data, for the register. */
export const sharingProcessing: readonly Processing[] = [
  { key: 'sharing.bookings', basis: ['contract'], periods: [] },
  { key: 'sharing.needs', basis: ['contract'], periods: [] },
  { key: 'sharing.faults', basis: ['contract'], periods: [] },
  { key: 'sharing.visits', basis: ['contract'], periods: [] },
]
