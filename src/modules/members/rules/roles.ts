import type { Role } from '#platform/contract/access.ts'
import type { OrganisationKind } from '../contract/vocabulary.ts'

const SCHOOL = ['student', 'guardian', 'teacher', 'school_admin', 'mentor', 'expert', 'resident'] as const
const ASSOCIATION = ['association_staff', 'mentor', 'expert'] as const

/**
 * Roles that an organisation itself can give. Those that act for a group (secretariat, authority observer)
 * are given by the group's operator.
 */
const ROLES_OF: Record<OrganisationKind, readonly Role[]> = {
  secondary_school: SCHOOL,
  comprehensive_school: SCHOOL,
  higher_vocational_college: SCHOOL,
  university: SCHOOL,
  training_centre: SCHOOL,
  company: ['company_hr', 'mentor', 'expert'],
  association: ASSOCIATION,
  alliance: ASSOCIATION,
  authority: ASSOCIATION,
}

export function rolesOf(kind: OrganisationKind): readonly Role[] {
  return ROLES_OF[kind]
}

/** The role of those who keep an organisation's people. */
export function administratorRoleOf(
  kind: OrganisationKind,
): 'school_admin' | 'company_hr' | 'association_staff' {
  if (kind === 'company') return 'company_hr'
  return ROLES_OF[kind] === SCHOOL ? 'school_admin' : 'association_staff'
}

/** Learners and their families are never shown to other organisations. */
export function mayBeListed(role: Role): boolean {
  return !['student', 'guardian', 'resident', 'person'].includes(role)
}
