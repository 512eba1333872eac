import { permission, type Viewer } from '#platform/contract/access.ts'

/** Those who issue for an organisation; a group's secretariat issues for the group. */
export const ISSUERS = ['school_admin', 'company_hr', 'association_staff', 'secretariat'] as const

/** Whose it is: an organisation's or a group's. */
export type Owner = { organisationId: string | null; groupId: string | null }
/** One credential, as far as reading it depends on it. */
export type IssuedFacts = Owner & {
  delivered: boolean
  personId: string | null
  /** Account holders who are guardians today, while the learner is a minor. */
  guardianIds: readonly string[]
}

const ADMINISTRATORS: readonly string[] = ['school_admin', 'company_hr', 'association_staff']

/** Whoever issues for an organisation or a group keeps its templates and what it has issued. */
export function keeps(viewer: Viewer, { organisationId, groupId }: Owner): boolean {
  return organisationId === null
    ? viewer.role === 'secretariat' && groupId !== null && viewer.groupId === groupId
    : ADMINISTRATORS.includes(viewer.role) && viewer.organisationId === organisationId
}

export const listKept = permission('credentials.listKept', ISSUERS)
export const keepCredentials = permission<Owner>('credentials.keep', ISSUERS, keeps)

/** Whoever issues does so for the outcomes that their organisation or group has itself confirmed, whosever learners. */
export const issueForOutcomes = permission<Owner>('credentials.issueForOutcomes', ISSUERS, (viewer, owner) =>
  keeps(viewer, owner),
)

/** A credential is read by those who issued it and, once delivered, by its learner and a minor's guardians. */
export const readCredential = permission<IssuedFacts>(
  'credentials.read',
  'signed_in',
  (viewer, facts) =>
    keeps(viewer, facts) ||
    (facts.delivered && (viewer.personId === facts.personId || facts.guardianIds.includes(viewer.personId))),
)

/** What is one's own, or one's child's. */
export const readOwn = permission('credentials.readOwn', 'signed_in')

/** Whoever is shown a credential may ask what it is worth, and read what issuers publish about their keys and lists. */
export const verifyCredentials = permission('credentials.verify', 'anyone')
export const readPublished = permission('credentials.readPublished', 'anyone')

/** Outside software issues and verifies with an organisation's key, where the operator has opened the interface. */
export const useVcApi = permission('credentials.useVcApi', [
  'school_admin',
  'company_hr',
  'association_staff',
])
