import type { Processing } from '#platform/server/personal-data.ts'

/** What this module does with people's data, for the register. */
export const informationProcessing: readonly Processing[] = [
  { key: 'information.notices', basis: ['contract', 'public_interest'], periods: [] },
  { key: 'information.todos', basis: ['contract'], periods: [] },
  { key: 'information.letters', basis: ['consent'], periods: [] },
]
