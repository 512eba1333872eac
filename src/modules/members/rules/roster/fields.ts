/** What a roster can say of a person, in the order in which pages show it. */
export const ROSTER_FIELDS = [
  'external_id',
  'number',
  'name',
  'name_latin',
  'role',
  'class_name',
  'cohort',
  'programme_zh',
  'position_zh',
  'position_en',
  'email',
  'phone',
  'birth_date',
  'starts_on',
] as const
export type RosterField = (typeof ROSTER_FIELDS)[number]

/** UTF-16 units of a text; the same bounds as the tables have. */
export const LENGTHS: Partial<Record<RosterField, number>> = {
  external_id: 100,
  number: 40,
  name: 100,
  name_latin: 100,
  class_name: 100,
  programme_zh: 100,
  position_zh: 100,
  position_en: 100,
  email: 254,
  phone: 40,
}

/** Everything that can be wrong with one cell or row; the words are `import.problem.<code>`. */
export const PROBLEM_CODES = [
  'missing_name',
  'missing_key',
  'too_long', // limit
  'control_characters',
  'formula',
  'national_id',
  'bad_date',
  'date_out_of_range',
  'bad_cohort',
  'bad_email',
  'bad_phone',
  'unknown_role',
  'duplicate', // other: row
  'number_taken', // name of its holder
  'class_two_cohorts', // class, first, other
  'class_other_cohort', // class, cohort
  'class_ended', // class
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

export type RosterProblem = {
  field: RosterField
  code: ProblemCode
  data?: Record<string, string | number>
}

/** Which column (from 1) holds a field. */
export type ColumnChoice = { column: number; field: RosterField }

/** A name, and a number or key by which later files find the same person again. */
export function missingFields(fields: readonly RosterField[]): ('name' | 'key')[] {
  const missing: ('name' | 'key')[] = []
  if (!fields.includes('name')) missing.push('name')
  if (!fields.includes('external_id') && !fields.includes('number')) missing.push('key')
  return missing
}
