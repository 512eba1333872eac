import type { Parameter } from '#platform/server/parameters.ts'

/** The numbers agreements go by: how many days before an end its signers are reminded. */
export const parameters: readonly Parameter[] = [
  { name: 'agreements.remind_days', unit: 'days', least: 1, most: 730, byGroup: true },
]
