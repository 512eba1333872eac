import type { OneRosterVersion } from './files.ts'
import type { NoteCode } from './problem.ts'

/** What people become here. An import never makes administrators: those are appointed by a person. */
export type ImportedRole = 'student' | 'teacher' | 'guardian'
type Mapping = { role: ImportedRole; note?: NoteCode }

const staff = (note: NoteCode): Mapping => ({ role: 'teacher', note })
const FAMILY: Record<string, Mapping> = {
  guardian: { role: 'guardian' },
  parent: { role: 'guardian' },
  relative: { role: 'guardian' },
}
/** Role tokens of users.csv in 1.1 and of roles.csv in 1.2 (specification), and what each becomes. */
const ROLES: Record<OneRosterVersion, Record<string, Mapping>> = {
  '1.1': {
    student: { role: 'student' },
    teacher: { role: 'teacher' },
    ...FAMILY,
    administrator: staff('admin_as_teacher'),
    aide: staff('other_staff_as_teacher'),
    proctor: staff('other_staff_as_teacher'),
  },
  '1.2': {
    student: { role: 'student' },
    teacher: { role: 'teacher' },
    ...FAMILY,
    districtAdministrator: staff('admin_as_teacher'),
    principal: staff('admin_as_teacher'),
    siteAdministrator: staff('admin_as_teacher'),
    systemAdministrator: staff('admin_as_teacher'),
    aide: staff('other_staff_as_teacher'),
    counselor: staff('other_staff_as_teacher'),
    proctor: staff('other_staff_as_teacher'),
  },
}

export function roleTokens(version: OneRosterVersion): string[] {
  return Object.keys(ROLES[version])
}

export function roleOf(version: OneRosterVersion, token: string): Mapping | undefined {
  return Object.hasOwn(ROLES[version], token) ? ROLES[version][token] : undefined
}

/** Role tokens of enrollments.csv (specification, both versions). */
export const ENROLMENT_ROLES = ['student', 'teacher', 'proctor', 'administrator'] as const
