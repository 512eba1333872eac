import { permission, type Viewer } from '#platform/contract/access.ts'

/** Those who keep an organisation's own records. */
export const ADMINISTRATORS = ['school_admin', 'company_hr', 'association_staff'] as const
/** Those who read their whole organisation's people. */
export const READERS = [...ADMINISTRATORS, 'teacher'] as const

/** An organisation, and the groups it is a member of today. */
export type OrganisationFacts = { organisationId: string; groupIds: readonly string[] }

/** One affiliation, as far as reading it depends on it. */
export type PersonFacts = {
  organisationId: string
  /** The account holder it is joined to. */
  personId: string | null
  listed: boolean
  ended: boolean
  /** Groups its organisation is a member of, and all organisations that share one of them. */
  groupIds: readonly string[]
  neighbourIds: readonly string[]
  /** Account holders who are guardians today, while it is a minor's. */
  guardianIds: readonly string[]
}

const actsFor = (viewer: Viewer, organisationId: string) => viewer.organisationId === organisationId
const isOneOf = (list: readonly string[], value: string | null) => value !== null && list.includes(value)

/**
 * A person is read by their organisation's staff, by themselves, by a minor's guardians and, when listed,
 * by the members of the same groups.
 */
export function mayReadPerson(viewer: Viewer, person: PersonFacts): boolean {
  return (
    (actsFor(viewer, person.organisationId) && isOneOf(READERS, viewer.role)) ||
    person.personId === viewer.personId ||
    (person.listed &&
      !person.ended &&
      (isOneOf(person.neighbourIds, viewer.organisationId) || isOneOf(person.groupIds, viewer.groupId))) ||
    isOneOf(person.guardianIds, viewer.personId)
  )
}

/** Contact data and birth date are for administrators, the person and a minor's guardians, not for colleagues. */
export function mayReadContact(viewer: Viewer, person: PersonFacts): boolean {
  return (
    (actsFor(viewer, person.organisationId) && isOneOf(ADMINISTRATORS, viewer.role)) ||
    person.personId === viewer.personId ||
    isOneOf(person.guardianIds, viewer.personId)
  )
}

/** Groups and organisations are open to whoever is signed in. */
export const browseGroups = permission('members.browseGroups', 'signed_in')
export const browseOrganisations = permission('members.browseOrganisations', 'signed_in')

/** The secretariat takes organisations into its own group. */
export const createOrganisation = permission('members.createOrganisation', ['secretariat'])

/** An organisation is kept by its own administrators, and by the secretariat of a group it is a member of. */
export const updateOrganisation = permission<OrganisationFacts>(
  'members.updateOrganisation',
  [...ADMINISTRATORS, 'secretariat'],
  (viewer, organisation) =>
    viewer.role === 'secretariat'
      ? isOneOf(organisation.groupIds, viewer.groupId)
      : actsFor(viewer, organisation.organisationId),
)

/** The secretariat gives a member its administrators; from then on the member keeps its people itself. */
export const appointAdministrator = permission<OrganisationFacts>(
  'members.appointAdministrator',
  ['secretariat'],
  (viewer, organisation) => isOneOf(organisation.groupIds, viewer.groupId),
)

/** A membership is ended by the secretariat of its group. */
export const endMembership = permission<{ groupId: string }>(
  'members.endMembership',
  ['secretariat'],
  (viewer, membership) => viewer.groupId === membership.groupId,
)

/** Staff read the list of their own organisation's people; its administrators export and extend it. */
export const listPeople = permission('members.listPeople', READERS)
export const exportPeople = permission('members.exportPeople', ADMINISTRATORS)
export const createPerson = permission('members.createPerson', ADMINISTRATORS)
export const readPerson = permission<PersonFacts>('members.readPerson', 'signed_in', mayReadPerson)

/** A person's entry is changed and ended by their organisation's administrators. */
export const changePerson = permission<{ organisationId: string }>(
  'members.changePerson',
  ADMINISTRATORS,
  (viewer, person) => actsFor(viewer, person.organisationId),
)

/** Listed staff of the groups' members are found by whoever acts in one of them. */
export const browseDirectory = permission('members.browseDirectory', 'signed_in')
export const readMine = permission('members.readMine', 'signed_in')

/** Classes are seen by a school's staff and kept by its administrators. */
export const listClasses = permission('members.listClasses', ['school_admin', 'teacher'])
export const readClass = permission<{ organisationId: string }>(
  'members.readClass',
  ['school_admin', 'teacher'],
  (viewer, group) => actsFor(viewer, group.organisationId),
)
export const createClass = permission('members.createClass', ['school_admin'])
export const changeClass = permission<{ organisationId: string }>(
  'members.changeClass',
  ['school_admin'],
  (viewer, group) => actsFor(viewer, group.organisationId),
)

/** Rosters are handed in, looked at and applied by the organisation's administrators. */
export const importPeople = permission('members.importPeople', ADMINISTRATORS)
export const changeImport = permission<{ organisationId: string }>(
  'members.changeImport',
  ADMINISTRATORS,
  (viewer, roster) => actsFor(viewer, roster.organisationId),
)

/** A school's own administrators hand in its OneRoster sets, look at them and apply them. */
export const importOneRoster = permission('members.importOneRoster', ['school_admin'])
export const changeOneRoster = permission<{ organisationId: string }>(
  'members.changeOneRoster',
  ['school_admin'],
  (viewer, roster) => actsFor(viewer, roster.organisationId),
)

/** Anybody may learn how to join a group and apply; what one sent in is then opened by one's own secret link. */
export const browseJoining = permission('members.browseJoining', 'anyone')
export const applyForMembership = permission('members.applyForMembership', 'anyone')

/** Applications are read, checked and decided on by the secretariat of the group they were sent to. */
export const listApplications = permission('members.listApplications', ['secretariat'])
export const changeApplication = permission<{ groupId: string }>(
  'members.changeApplication',
  ['secretariat'],
  (viewer, application) => viewer.groupId === application.groupId,
)

/** The history and the certificate of a membership are for both its sides: the group's secretariat, the member's administrators. */
export const readMembership = permission<{ groupId: string; organisationId: string }>(
  'members.readMembership',
  [...ADMINISTRATORS, 'secretariat'],
  (viewer, membership) =>
    viewer.role === 'secretariat'
      ? viewer.groupId === membership.groupId
      : actsFor(viewer, membership.organisationId),
)
export const readGroupHistory = permission<{ groupId: string }>(
  'members.readGroupHistory',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)

/** Leaving is free: an organisation's own administrators decide on it, nobody else. */
export const leaveGroup = permission<{ organisationId: string }>(
  'members.leaveGroup',
  ADMINISTRATORS,
  (viewer, membership) => actsFor(viewer, membership.organisationId),
)

/** Whoever holds a certificate may ask what it is worth. */
export const verifyMembership = permission('members.verifyMembership', 'anyone')

/** Organs, offices and terms of a group are kept by its secretariat. */
export const changeOrgans = permission<{ groupId: string }>(
  'members.changeOrgans',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)

/** A student's guardians are proposed, ended and barred by the school's administrators. */
export const keepGuardians = permission<{ organisationId: string }>(
  'members.keepGuardians',
  ['school_admin'],
  (viewer, student) => actsFor(viewer, student.organisationId),
)

/** Whether somebody is a child's guardian only that guardian says; what they see of the child they see themselves. */
export const listChildren = permission('members.listChildren', 'signed_in')
export const followChild = permission<{ guardianIds: readonly string[] }>(
  'members.followChild',
  'signed_in',
  (viewer, child) => isOneOf(child.guardianIds, viewer.personId),
)
export const answerGuardianship = permission<{ guardianIds: readonly string[] }>(
  'members.answerGuardianship',
  'signed_in',
  (viewer, guardianship) => isOneOf(guardianship.guardianIds, viewer.personId),
)

/** Consents are asked for and looked after by the school's administrators. */
export const listConsentRequests = permission('members.listConsentRequests', ['school_admin'])
export const keepConsents = permission<{ organisationId: string }>(
  'members.keepConsents',
  ['school_admin'],
  (viewer, request) => actsFor(viewer, request.organisationId),
)

/** A consent is read and answered by whoever decides for the student today: guardians of a minor, or the student. */
export const listOwnConsents = permission('members.listOwnConsents', 'signed_in')
export const signConsent = permission<{ signerIds: readonly string[] }>(
  'members.signConsent',
  'signed_in',
  (viewer, consent) => isOneOf(consent.signerIds, viewer.personId),
)
export const addConsentScan = permission<{ organisationId: string; signerIds: readonly string[] }>(
  'members.addConsentScan',
  'signed_in',
  (viewer, consent) =>
    isOneOf(consent.signerIds, viewer.personId) ||
    (viewer.role === 'school_admin' && actsFor(viewer, consent.organisationId)),
)

/** Papers of families are seen by the school's administrators, a scan also by whoever handed it in. */
export const readFamilyDocument = permission<{ organisationId: string; ownerId: string | null }>(
  'members.readFamilyDocument',
  'signed_in',
  (viewer, document) =>
    document.ownerId === viewer.personId ||
    (viewer.role === 'school_admin' && actsFor(viewer, document.organisationId)),
)
/** What an organisation offers and seeks is said by its own administrators. */
export const changeCapability = permission<{ organisationId: string }>(
  'members.changeCapability',
  ADMINISTRATORS,
  (viewer, capability) => actsFor(viewer, capability.organisationId),
)

/** Contacts who agreed to be public are for anyone; the database keeps the others to the members. */
export const browseContacts = permission('members.browseContacts', 'anyone')
/** An organisation's administrators ask its people to be contacts, and take them off again. */
export const keepContacts = permission<{ organisationId: string }>(
  'members.keepContacts',
  ADMINISTRATORS,
  (viewer, contact) => actsFor(viewer, contact.organisationId),
)
/** Whether somebody is shown, they alone decide, in their own account. */
export const answerContact = permission<{ personId: string | null }>(
  'members.answerContact',
  'signed_in',
  (viewer, contact) => contact.personId !== null && contact.personId === viewer.personId,
)

/** A relation about both sides is proposed by one, and confirmed or declined by the other. */
export const proposeRelation = permission('members.proposeRelation', ADMINISTRATORS)
export const answerRelation = permission<{ sides: readonly string[]; proposedBy: string | null }>(
  'members.answerRelation',
  ADMINISTRATORS,
  (viewer, relation) =>
    isOneOf(relation.sides, viewer.organisationId) &&
    relation.proposedBy !== null &&
    !actsFor(viewer, relation.proposedBy),
)
export const withdrawRelation = permission<{ proposedBy: string | null }>(
  'members.withdrawRelation',
  ADMINISTRATORS,
  (viewer, relation) => relation.proposedBy !== null && actsFor(viewer, relation.proposedBy),
)
/** Who leads and supervises in a group is entered and ended by its secretariat; the rest is ended by either side. */
export const enterRelation = permission<{ groupId: string }>(
  'members.enterRelation',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)
export const endRelation = permission<{ sides: readonly string[]; groupId: string | null }>(
  'members.endRelation',
  [...ADMINISTRATORS, 'secretariat'],
  (viewer, relation) =>
    relation.groupId === null
      ? viewer.role !== 'secretariat' && isOneOf(relation.sides, viewer.organisationId)
      : viewer.role === 'secretariat' && viewer.groupId === relation.groupId,
)

/** What a group says of itself, its charter included, is kept by its secretariat. */
export const changeGroup = permission<{ groupId: string }>(
  'members.changeGroup',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)

/** The books of members' dues are kept by the group's secretariat; each member's administrators see their own. */
export const changeDues = permission<{ groupId: string }>(
  'members.changeDues',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)
export const readDue = permission<{ groupId: string; organisationId: string }>(
  'members.readDue',
  [...ADMINISTRATORS, 'secretariat'],
  (viewer, due) =>
    viewer.role === 'secretariat' ? viewer.groupId === due.groupId : actsFor(viewer, due.organisationId),
)
export const listOwnDues = permission('members.listOwnDues', ADMINISTRATORS)
