import { z } from 'zod'
import {
  type ColumnChoice,
  LENGTHS,
  type ProblemCode,
  type RosterField,
  type RosterProblem,
} from './fields.ts'
import { type RosterRole, readRole } from './roles.ts'
import {
  hasControlCharacters,
  isFormulaLike,
  isNationalId,
  plainNumber,
  plainText,
  readCohort,
  readDay,
  readPhone,
} from './values.ts'

export type RosterReading = {
  columns: readonly ColumnChoice[]
  /** Role of rows that name none. */
  role: RosterRole
  allowedRoles: readonly RosterRole[]
  /** The day of the reading, `yyyy-mm-dd`. */
  today: string
  /** Stands in for an identity number used as a key: stays the same, says nothing. */
  conceal: (nationalId: string) => string
}

/** One person as a row of a file says; null: the file does not say. */
export type RosterRow = {
  role: RosterRole
  externalId: string | null
  number: string | null
  name: string
  nameLatin: string | null
  className: string | null
  cohort: number | null
  programmeZh: string | null
  positionZh: string | null
  positionEn: string | null
  email: string | null
  phone: string | null
  birthDate: string | null
  startsOn: string | null
}

/** Reads one row of a roster and names everything that is wrong with it. */
export function readRow(
  cells: readonly string[],
  reading: RosterReading,
): { row: RosterRow; problems: RosterProblem[] } {
  const problems: RosterProblem[] = []
  const problem = (field: RosterField, code: ProblemCode, data?: RosterProblem['data']) => {
    problems.push({ field, code, data })
    return null
  }
  const texts: Partial<Record<RosterField, string>> = {}
  for (const { column, field } of reading.columns) {
    const text = plainText(cells[column - 1] ?? '')
    if (text === '') continue
    const limit = LENGTHS[field] ?? 40
    if (hasControlCharacters(text)) problem(field, 'control_characters')
    else if (text.length > limit) problem(field, 'too_long', { limit })
    else if (field !== 'phone' && isFormulaLike(text)) problem(field, 'formula')
    else if (field !== 'external_id' && isNationalId(text)) problem(field, 'national_id')
    else texts[field] = text
  }
  const wrong = (field: RosterField) => problems.some(p => p.field === field)

  const day = (field: 'birth_date' | 'starts_on', earliest: string, latest: string) => {
    const text = texts[field]
    if (text === undefined) return null
    const read = readDay(text, field === 'starts_on')
    if (read === undefined) return problem(field, 'bad_date')
    return read < earliest || read > latest ? problem(field, 'date_out_of_range') : read
  }
  const role = texts.role === undefined ? reading.role : readRole(texts.role, reading.allowedRoles)
  if (role === undefined) problem('role', 'unknown_role')
  const cohort =
    texts.cohort === undefined ? null : (readCohort(texts.cohort) ?? problem('cohort', 'bad_cohort'))
  const phone = texts.phone === undefined ? null : (readPhone(texts.phone) ?? problem('phone', 'bad_phone'))
  const email =
    texts.email === undefined || EMAIL.test(texts.email) ? texts.email : problem('email', 'bad_email')
  if (!texts.name && !wrong('name')) problem('name', 'missing_name')

  const number = texts.number === undefined ? null : plainNumber(texts.number)
  const key = texts.external_id === undefined ? null : keyOf(texts.external_id, reading)
  const keyField = reading.columns.some(c => c.field === 'external_id') ? 'external_id' : 'number'
  if (!key && !number && !wrong('external_id') && !wrong('number')) problem(keyField, 'missing_key')
  const inClass = role === 'student'
  const numbered = reading.columns.some(c => c.field === 'number')
  // Without a number of its own a person signs in with the key, unless that is concealed.
  const spoken = !numbered && key && !isNationalId(texts.external_id ?? '') && key.length <= 40 ? key : null
  const row: RosterRow = {
    role: role ?? reading.role,
    externalId: key ?? number,
    number: number ?? spoken,
    name: texts.name ?? '',
    nameLatin: texts.name_latin ?? null,
    className: inClass ? (texts.class_name ?? null) : null,
    cohort: inClass ? cohort : null,
    programmeZh: inClass ? (texts.programme_zh ?? null) : null,
    positionZh: texts.position_zh ?? null,
    positionEn: texts.position_en ?? null,
    email: email ?? null,
    phone,
    birthDate: day('birth_date', '1900-01-01', reading.today),
    startsOn: day('starts_on', '1950-01-01', `${Number(reading.today.slice(0, 4)) + 2}-12-31`),
  }
  return { row, problems }
}

const EMAIL = z.regexes.email

function keyOf(text: string, reading: RosterReading): string {
  const plain = plainNumber(text)
  return isNationalId(plain) ? reading.conceal(plain.toUpperCase()) : plain
}
