import { permission } from '#platform/contract/access.ts'

export const AUDIT_READERS = [
  'school_admin',
  'company_hr',
  'association_staff',
  'secretariat',
  'authority_observer',
] as const

/** Who answers for an organisation reads its trail; a group's secretariat and its authority read the group's. */
export const readAudit = permission('house.readAudit', AUDIT_READERS)

/** The numbers that rules go by are no secret; a group's secretariat decides those that are the group's to decide. */
export const readParameters = permission('house.readParameters', 'signed_in')
export const decideParameters = permission<{ groupId: string }>(
  'house.decideParameters',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)

/** Long work is seen and stopped by the person who began it, acting for the same organisation; by nobody else. */
export const ownTasks = permission('house.ownTasks', 'signed_in')
