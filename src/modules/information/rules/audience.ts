import { ROLES, type Role } from '#platform/contract/access.ts'

type AudienceRole = Exclude<Role, 'person'>
type Scope = 'class' | 'organisation' | 'group' | 'public'

const IN_CLASS = ['student', 'guardian', 'teacher'] as const
const AT_COMPANY = ['company_hr', 'mentor', 'expert'] as const
const AT_ASSOCIATION = ['association_staff', 'expert'] as const
const AT_SCHOOL = ['student', 'guardian', 'teacher', 'school_admin', 'mentor', 'expert', 'resident'] as const

/** Roles that an author can address in a scope, as far as there can be anybody in them; the public has none. */
export function rolesAt(scope: Scope, author: Role): readonly AudienceRole[] {
  if (scope === 'public') return []
  if (scope === 'class') return IN_CLASS
  if (author === 'company_hr') return AT_COMPANY
  if (author === 'association_staff') return AT_ASSOCIATION
  if (author === 'school_admin') return AT_SCHOOL
  return ROLES
}
