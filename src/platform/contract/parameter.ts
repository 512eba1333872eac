/** What a number of the field counts; its words are `parameter.unit.<unit>`. */
export const PARAMETER_UNITS = [
  'days',
  'months',
  'years',
  'month',
  'hours',
  'courses',
  'people',
  'percent',
  'share',
  'gigabytes',
  'minutes',
  'fen',
] as const
export type ParameterUnit = (typeof PARAMETER_UNITS)[number]

/** Whether it is counted in whole numbers. */
export const isWhole = (unit: ParameterUnit): boolean => unit !== 'percent' && unit !== 'share'
