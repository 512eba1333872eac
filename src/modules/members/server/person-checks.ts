import { today } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { PersonInput } from '../contract/people.ts'
import { mayBeListed, rolesOf } from '../rules/roles.ts'
import { type StoredPerson, selectKind } from './queries/person-changes.ts'
import { fail } from './values.ts'

type Role = StoredPerson['role']

/** Refuses a role that the organisation, being what it is, cannot give. */
export async function checkRole(context: Context, organisationId: string, role: Role): Promise<void> {
  const kind = await selectKind(context.db, organisationId)
  if (!rolesOf(kind).includes(role))
    fail('unprocessable', 'members.role_not_here', undefined, [{ path: 'body.role', code: 'choice' }])
}

/** Refuses what one field alone cannot say: it depends on the role or on today. */
export function checkEntry(role: Role, entry: PersonInput): void {
  if (entry.listed && !mayBeListed(role))
    fail('unprocessable', 'members.not_listable', undefined, [{ path: 'body.listed', code: 'choice' }])
  if (entry.classId && role !== 'student' && role !== 'teacher')
    fail('unprocessable', 'members.no_class', undefined, [{ path: 'body.classId', code: 'choice' }])
  if (entry.birthDate && entry.birthDate > today())
    fail('unprocessable', 'members.not_born', undefined, [{ path: 'body.birthDate', code: 'invalid' }])
}
