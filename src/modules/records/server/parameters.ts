import type { Parameter } from '#platform/server/parameters.ts'

/** The share of the full score, in percent, from which a score passes. */
export const passMark: Parameter = {
  name: 'records.pass_mark',
  unit: 'percent',
  least: 0,
  most: 100,
  byGroup: false,
}
/** Days that an organisation has to answer a contested entry. */
export const disputeDays: Parameter = {
  ...{ name: 'records.dispute_days', unit: 'days', least: 1, most: 180, byGroup: true },
}

export const parameters: readonly Parameter[] = [passMark, disputeDays]
