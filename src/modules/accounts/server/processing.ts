import type { Processing } from '#platform/server/personal-data.ts'

/** What this module does with people's data, for the register. */
export const accountsProcessing: readonly Processing[] = [
  { key: 'accounts.account', basis: ['contract'], periods: ['cooling_off'] },
  { key: 'accounts.sessions', basis: ['contract', 'legal_duty'], periods: [] },
  { key: 'accounts.invitations', basis: ['contract'], periods: [] },
]
