import type { OneRosterVersion, ReadFile } from './files.ts'
import { fullName } from './names.ts'
import type { OrgRelation } from './orgs.ts'
import type { NoteCode } from './problem.ts'
import { ENROLMENT_ROLES, roleOf, roleTokens } from './roles.ts'
import { type FileMode, readStatus } from './status.ts'
import type { RowReader } from './values.ts'

export type StagedValue = string | number | boolean | null | readonly string[]
export type Reading = {
  version: OneRosterVersion
  orgs: ReadonlyMap<string, OrgRelation>
  note: (code: NoteCode) => void
}
/** Values in the order of the staging table's columns, after import and row; null: the row cannot be staged. */
type RowRule = (row: RowReader, mode: FileMode, reading: Reading) => StagedValue[] | null
export type RowFile = Exclude<ReadFile, 'orgs'>

/** session types of the specification; both versions. */
const SESSIONS = {
  schoolYear: 'school_year',
  semester: 'semester',
  term: 'term',
  gradingPeriod: 'grading_period',
} as const
const SESSION_TYPES = ['schoolYear', 'semester', 'term', 'gradingPeriod'] as const
const LIST_MOST = 50
const AGENTS_MOST = 20

/** A row that takes something away needs nothing but its key. */
const gone = (row: RowReader, sourcedId: string | null, rest: StagedValue[]) =>
  sourcedId === null || row.problems.length > 0 ? null : [true, sourcedId, ...rest]

const academicSessions: RowRule = (row, mode) => {
  const ended = readStatus(row, mode)
  const sourcedId = row.requiredGuid('sourcedId')
  if (ended) return gone(row, sourcedId, [null, null, null, null, null, null])
  const title = row.required('title', 200)
  const kind = row.token('type', SESSION_TYPES)
  const from = row.day('startDate', false)
  const to = row.day('endDate', false)
  row.order(from, to, 'endDate')
  const parent = row.guid('parentSourcedId')
  if (parent !== null && parent === sourcedId) row.problem('parentSourcedId', 'parent_itself', parent)
  const year = row.year('schoolYear')
  return [false, sourcedId, title, kind && SESSIONS[kind], from, to, year, parent]
}

const courses: RowRule = (row, mode, reading) => {
  const ended = readStatus(row, mode)
  const sourcedId = row.requiredGuid('sourcedId')
  if (ended) return gone(row, sourcedId, [null, null, [], [], null])
  checkOrg(row, 'orgSourcedId', reading, true)
  return [
    ...[false, sourcedId, row.required('title', 200), row.text('courseCode', 100)],
    ...[row.list('grades', LIST_MOST), row.list('subjects', LIST_MOST), row.guid('schoolYearSourcedId')],
  ]
}

const classes: RowRule = (row, mode, reading) => {
  const ended = readStatus(row, mode)
  const sourcedId = row.requiredGuid('sourcedId')
  if (ended) return gone(row, sourcedId, [null, null, null, null, [], [], [], null, []])
  checkOrg(row, 'schoolSourcedId', reading, false)
  const terms = row.list('termSourcedIds', LIST_MOST, 255)
  if (row.raw('termSourcedIds') === '') row.problem('termSourcedIds', 'required', '')
  return [
    ...[false, sourcedId, row.required('title', 200), row.text('classCode', 100)],
    ...[row.token('classType', ['homeroom', 'scheduled']), row.text('location', 200)],
    ...[row.list('grades', LIST_MOST), row.list('subjects', LIST_MOST), row.list('periods', LIST_MOST)],
    ...[row.requiredGuid('courseSourcedId'), terms],
  ]
}

const users: RowRule = (row, mode, reading) => {
  const ended = readStatus(row, mode)
  const sourcedId = row.requiredGuid('sourcedId')
  if (row.raw('password') !== '') reading.note('password_ignored')
  if (ended) return gone(row, sourcedId, [false, null, null, null, null, null, []])
  const enabled = row.boolean('enabledUser') ?? true
  if (!enabled) reading.note('disabled_user')
  const old = reading.version === '1.1'
  const role = old ? role11(row, reading) : null
  if (old) row.required('username', 255)
  const family = row.required('familyName', 60)
  const given = row.required('givenName', 60)
  const name = family && given ? fullName(family, given, row.text('middleName', 40)) : null
  if (name && name.length > 100) row.problem('familyName', 'too_long', name, { limit: 100 })
  const number = row.text('identifier', 40) ?? shortOf(row.raw('username'))
  const agents = row.list('agentSourcedIds', AGENTS_MOST, 255)
  const staged = [
    enabled,
    role,
    name,
    number,
    row.email('email'),
    row.text('sms', 40) ?? row.text('phone', 40),
  ]
  if (old && role === null && row.problems.length === 0) return null
  return [false, sourcedId, ...staged, agents]
}

/** Many systems leave `identifier` empty; then the user name is what a person signs in with. */
const shortOf = (username: string) => (username !== '' && username.length <= 40 ? username : null)

function role11(row: RowReader, reading: Reading): string | null {
  const token = row.token('role', roleTokens('1.1'))
  const orgs = row.list('orgSourcedIds', LIST_MOST, 255)
  if (orgs.length === 0 && row.raw('orgSourcedIds') === '') row.problem('orgSourcedIds', 'required', '')
  const relations = orgs.map(org => relationOf(row, 'orgSourcedIds', org, reading))
  if (relations.includes(undefined)) return null
  if (orgs.length > 0 && relations.every(relation => relation === 'above')) {
    reading.note('role_elsewhere')
    return null
  }
  return token && mapped(reading, token)
}

function mapped(reading: Reading, token: string): string | null {
  const found = roleOf(reading.version, token)
  if (found?.note) reading.note(found.note)
  return found?.role ?? null
}

/** Only in 1.2: who is what, in which organisation, from when to when. */
const roles: RowRule = (row, mode, reading) => {
  const ended = readStatus(row, mode)
  const sourcedId = row.requiredGuid('sourcedId')
  const user = row.requiredGuid('userSourcedId')
  const token = row.token('role', roleTokens('1.2'))
  if (!ended) row.token('roleType', ['primary', 'secondary'])
  const from = row.day('beginDate')
  const to = row.day('endDate')
  row.order(from, to, 'endDate')
  const org = row.requiredGuid('orgSourcedId')
  const relation = org === null ? undefined : relationOf(row, 'orgSourcedId', org, reading)
  if (relation === 'above') {
    reading.note('role_elsewhere')
    return null
  }
  return [ended, sourcedId, user, token && mapped(reading, token), from, to]
}

/** Of demographics nothing but the birth date is ever read, and only where the school asks for it. */
const demographics: RowRule = (row, mode, reading) => {
  const ended = readStatus(row, mode)
  reading.note('birth_only')
  return [ended, row.requiredGuid('sourcedId'), ended ? null : row.day('birthDate')]
}

const enrollments: RowRule = (row, mode, reading) => {
  const ended = readStatus(row, mode)
  const sourcedId = row.requiredGuid('sourcedId')
  if (ended) return gone(row, sourcedId, [null, null, null, null, null, null])
  checkOrg(row, 'schoolSourcedId', reading, false)
  const from = row.day('beginDate')
  const to = row.day('endDate')
  row.order(from, to, 'endDate')
  const role = row.token('role', ENROLMENT_ROLES)
  const main = row.boolean('primary', true) ?? false
  return [
    false,
    sourcedId,
    row.requiredGuid('classSourcedId'),
    row.requiredGuid('userSourcedId'),
    role,
    main,
    from,
    to,
  ]
}

function relationOf(row: RowReader, field: string, org: string, { orgs }: Reading): OrgRelation | undefined {
  const relation = orgs.get(org)
  if (!relation) row.problem(field, 'no_such', org, { file: 'orgs' })
  return relation
}

/** The row's organisation must be ours or a part of it; a course may also come from the catalogue above. */
function checkOrg(row: RowReader, field: string, reading: Reading, aboveToo: boolean): void {
  const org = row.requiredGuid(field)
  if (org === null) return
  if (relationOf(row, field, org, reading) === 'above' && !aboveToo) row.problem(field, 'not_our_org', org)
}

export const ROW_RULES: Record<RowFile, RowRule> = {
  academicSessions,
  courses,
  classes,
  users,
  roles,
  demographics,
  enrollments,
}
