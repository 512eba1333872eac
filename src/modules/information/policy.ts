import { permission, type Role, type Viewer } from '#platform/contract/access.ts'

/** Roles in which one works for an organisation or a group, and may pass work on there. */
export const STAFF = [
  'teacher',
  'school_admin',
  'company_hr',
  'mentor',
  'expert',
  'association_staff',
  'authority_observer',
  'secretariat',
] as const

/** Everybody who is signed in reads what waits on their own desks; the database knows which those are. */
export const readTodos = permission('information.readTodos', 'signed_in')

/** Staff hand what waits for them on to a colleague, and take it back. */
export const handOn = permission('information.handOn', STAFF)

/** Those who keep an organisation's own records also speak for it. */
const ADMINISTRATORS: readonly Role[] = ['school_admin', 'company_hr', 'association_staff']
export const AUTHORS = ['teacher', 'school_admin', 'company_hr', 'association_staff', 'secretariat'] as const

/** Who wrote a notice, and for whom they acted. */
export type NoticeFacts = {
  organisationId: string
  /** Set when it is the group's own. */
  groupId: string | null
  authorAffiliationId: string
}

/** A notice is kept by its author, by the administrators of the author's organisation, or by its group's secretariat. */
export function mayKeepNotice(viewer: Viewer, notice: NoticeFacts): boolean {
  if (notice.groupId !== null) return viewer.role === 'secretariat' && viewer.groupId === notice.groupId
  return (
    viewer.organisationId === notice.organisationId &&
    (viewer.affiliationId === notice.authorAffiliationId || ADMINISTRATORS.includes(viewer.role))
  )
}

/** Everybody who is signed in reads the notices that are addressed to them. */
export const readNotices = permission('information.readNotices', 'signed_in')

/** Teachers write to their own class, administrators to their organisation, the secretariat to the group. */
export const writeNotices = permission('information.writeNotices', AUTHORS)
export const keepNotice = permission<NoticeFacts>('information.keepNotice', AUTHORS, mayKeepNotice)

/** Letters and the calendar address are each person's own. */
export const ownLetters = permission('information.ownLetters', 'signed_in')
/** An address with a secret in it speaks for itself. */
export const bySecret = permission('information.bySecret', 'anyone')
