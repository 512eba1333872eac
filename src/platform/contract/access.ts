/** Every role a person can act in. An affiliation carries one; `person` is an account without any. */
export const ROLES = [
  'student',
  'guardian',
  'teacher',
  'school_admin',
  'company_hr',
  'mentor',
  'expert',
  'association_staff',
  'authority_observer',
  'secretariat',
  'resident',
] as const
export type Role = (typeof ROLES)[number] | 'person'

/** What an organisation's API key may be allowed. An endpoint without a scope is closed to every key. */
export const SCOPES = [
  'people.read',
  'people.import',
  'organisations.read',
  'audit.read',
  'records.write',
  'credentials.issue',
  'credentials.verify',
] as const
export type Scope = (typeof SCOPES)[number]

export function isScope(value: string): value is Scope {
  return (SCOPES as readonly string[]).includes(value)
}

/** Who is asking: a person acting in one affiliation. Organisation and group follow from that affiliation. */
export type Viewer = {
  personId: string
  affiliationId: string | null
  role: Role
  organisationId: string | null
  /** Set when the affiliation acts for a group itself (secretariat, authority observer). */
  groupId: string | null
  /** Set for an API key, which may do only what these name; a person has no such bound. */
  scopes?: readonly Scope[]
}

/** Where a permission reaches: anyone at all, anyone signed in, or the listed roles. */
export type Audience = 'anyone' | 'signed_in' | readonly Role[]

/**
 * One sentence of a module's policy. `audience` is decided before anything is loaded (403 or 401),
 * `when` decides about one subject (404 when it says no, so that a foreign id and a missing one look alike).
 */
export type Permission<Subject = void> = {
  readonly name: string
  readonly audience: Audience
  readonly when?: (viewer: Viewer, subject: Subject) => boolean
}

export function permission(name: string, audience: Audience): Permission<void>
export function permission<Subject>(
  name: string,
  audience: readonly Role[] | 'signed_in',
  when: (viewer: Viewer, subject: Subject) => boolean,
): Permission<Subject>
export function permission<Subject>(
  name: string,
  audience: Audience,
  when?: (viewer: Viewer, subject: Subject) => boolean,
): Permission<Subject> {
  return { name, audience, when }
}

/** Whether the viewer's role is in the permission's audience, whatever the subject. */
export function inAudience(permission: { audience: Audience }, viewer: Viewer | null): boolean {
  if (permission.audience === 'anyone') return true
  if (!viewer) return false
  return permission.audience === 'signed_in' || permission.audience.includes(viewer.role)
}

/** The whole answer of a permission; pages use it to show or hide an action. */
export function may<Subject>(
  permission: Permission<Subject>,
  viewer: Viewer | null,
  subject: Subject,
): boolean {
  if (!inAudience(permission, viewer)) return false
  return !permission.when || (viewer !== null && permission.when(viewer, subject))
}

/** Whether the viewer may call an endpoint of this scope at all; only API keys are bound by scopes. */
export function inScope(scope: Scope | undefined, viewer: Viewer | null): boolean {
  return !viewer?.scopes || (scope !== undefined && viewer.scopes.includes(scope))
}
