/** What can be wrong with one row. The text is in the messages under `members.oneroster.problem.<code>`. */
export const ROW_PROBLEMS = [
  'required', // field is empty
  'too_long', // limit
  'characters', // control characters, or a sourcedId with spaces
  'token', // not one of the values the specification has; allowed
  'date',
  'end_before_start',
  'boolean',
  'year',
  'email',
  'status_blank', // delta: status must say active or tobedeleted
  'status_filled', // bulk: status must be empty
  'modified_blank', // delta: dateLastModified missing or no instant
  'modified_filled', // bulk: dateLastModified must be empty
  'too_few_cells', // count, expected
  'duplicate', // other: row
  'no_such', // file: where it was looked for
  'not_our_org',
  'foreign_org',
  'same_enrolment', // other: row that enrols the same person in the same class from the same day
  'number_taken', // name of who has it
  'parent_itself',
] as const
export type RowProblemCode = (typeof ROW_PROBLEMS)[number]
export type ProblemData = Record<string, string | number>

/** One thing wrong: column, the value as it stands in the file (cut), and what the sentence needs. */
export type RowProblem = { field: string; code: RowProblemCode; value: string; data?: ProblemData }

/** Remarks that refuse nothing. Text under `members.oneroster.note.<code>`. */
export const NOTES = [
  'file_ignored', // a file of the specification that is not about rosters
  'file_unknown', // something else in the zip
  'column_unknown',
  'column_order',
  'org_below',
  'org_above',
  'admin_as_teacher',
  'other_staff_as_teacher',
  'password_ignored',
  'role_elsewhere',
  'user_without_role', // 1.2: nobody here, since no role says what they are
  'guardians_joined',
  'guardians_ended',
  'gone_unknown', // tobedeleted for what was never here
  'disabled_user',
  'birth_only', // demographics: nothing but the birth date is read
] as const
export type NoteCode = (typeof NOTES)[number]
