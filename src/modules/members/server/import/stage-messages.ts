import type { TableError } from '#platform/server/documents/read-table.ts'
import type { RosterProblem } from '../../rules/roster/fields.ts'
import type { RosterReading } from '../../rules/roster/row.ts'

/** What the reading thread is asked to do. */
export type StageTask = {
  path: string
  sheet: string | undefined
  headerRow: number
  importId: string
  organisationId: string
  reading: Omit<RosterReading, 'conceal'>
  /** Key under which identity numbers are concealed, hexadecimal. */
  key: string
  problemsMost: number
}

export type Staged = { rows: number; problems: number }
export type NotedProblem = RosterProblem & { row: number }

/** What it answers: pieces of COPY text, each when the one before was asked for, then how it ended. */
export type StageMessage =
  | { lines: Uint8Array; staged: Staged }
  | { noted: NotedProblem[]; staged: Staged }
  | { refused: Pick<TableError, 'code' | 'data'> }

/** The staged columns, in the order in which each line has them. */
export const STAGED_COLUMNS = `import_id, organisation_id, row, bad, role, external_id, number, name, name_latin, latin,
  class_name, cohort, programme_zh, position_zh, position_en, email, phone, birth_date, starts_on, sort_key, grams`
