import { permission, type Viewer } from '#platform/contract/access.ts'

/** Those who keep an organisation's people, and hand out the codes that let them in. */
export const ADMINISTRATORS = ['school_admin', 'company_hr', 'association_staff'] as const

export function isAdministrator(role: string): role is (typeof ADMINISTRATORS)[number] {
  return (ADMINISTRATORS as readonly string[]).includes(role)
}

/** The affiliation somebody is invited to claim. */
export type Invited = {
  organisationId: string
  role: string
  /** Groups its organisation is a member of. */
  groupIds: readonly string[]
  /** Whether the organisation has an administrator with an account already. */
  administered: boolean
}

/**
 * An organisation's administrator invites its own people; a group's secretariat invites the first
 * administrator of a member, and nobody once there is one.
 */
export function mayInvite(viewer: Viewer, invited: Invited): boolean {
  if (viewer.role === 'secretariat')
    return (
      isAdministrator(invited.role) &&
      !invited.administered &&
      viewer.groupId !== null &&
      invited.groupIds.includes(viewer.groupId)
    )
  return viewer.organisationId === invited.organisationId
}

/** Asking who one is, signing in, and using a code are open to everybody. */
export const anyone = permission('accounts.anyone', 'anyone')
/** What a person does with the own account. */
export const ownAccount = permission('accounts.own_account', 'signed_in')
/** Of several own affiliations one acts in one; nobody acts in another's. */
export const act = permission<{ personId: string | null }>(
  'accounts.act',
  'signed_in',
  (viewer, affiliation) => affiliation.personId === viewer.personId,
)
export const invite = permission<Invited>('accounts.invite', [...ADMINISTRATORS, 'secretariat'], mayInvite)
/** A whole class is invited by the school's administrators. */
export const inviteClass = permission<{ organisationId: string }>(
  'accounts.invite_class',
  ['school_admin'],
  (viewer, group) => viewer.organisationId === group.organisationId,
)
/** People without e-mail get back in through an administrator of their only organisation. */
export const resetPassword = permission<{ organisationId: string }>(
  'accounts.reset_password',
  ADMINISTRATORS,
  (viewer, affiliation) => viewer.organisationId === affiliation.organisationId,
)
/** What an organisation's programs may do is decided by its administrators. */
export const manageKeys = permission('accounts.manage_keys', ADMINISTRATORS)
export const manageKey = permission<{ organisationId: string }>(
  'accounts.manage_key',
  ADMINISTRATORS,
  (viewer, key) => viewer.organisationId === key.organisationId,
)
