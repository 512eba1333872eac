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
/** Days after which a file of results that nobody entered is forgotten. */
export const resultFileDays: Parameter = {
  ...{ name: 'records.result_file_days', unit: 'days', least: 1, most: 90, byGroup: false },
}

export const parameters: readonly Parameter[] = [passMark, disputeDays, resultFileDays]
