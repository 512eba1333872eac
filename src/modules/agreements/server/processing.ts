import type { Processing } from '#platform/server/personal-data.ts'

/** What this module does with people's data, for the register. */
export const agreementsProcessing: readonly Processing[] = [
  { key: 'agreements.signatures', basis: ['contract'], periods: [] },
]
