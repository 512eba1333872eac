import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { appointAdministrator } from './administrators.ts'
import { applicationRoutes } from './applications/router.ts'
import { addCapability, changeCapability, listCapabilities, removeCapability } from './capabilities.ts'
import { getCertificate } from './certificate.ts'
import { addCharter, getCharter, updateGroup } from './charters.ts'
import { createClass, endClass, getClass, listClasses, updateClass } from './classes.ts'
import './constraints.ts'
import {
  answerContact,
  askContact,
  listContacts,
  listKeptContacts,
  listOwnContacts,
  removeContact,
} from './contacts.ts'
import { listDirectory, listMine } from './directory.ts'
import {
  addDuesScheme,
  getDue,
  getDuesOverview,
  listDues,
  listOwnDues,
  recordPayment,
  runDues,
  waiveDue,
} from './dues.ts'
import { exportDues } from './export-dues.ts'
import { exportOrganisations } from './export-organisations.ts'
import { exportPeople } from './export-people.ts'
import { getGroup, listGroups } from './groups.ts'
import { familyRoutes } from './guardians/router.ts'
import { importRoutes } from './import/router.ts'
import {
  decideMembership,
  leaveGroup,
  listGroupSteps,
  listMembershipSteps,
  verifyMembership,
} from './membership-steps.ts'
import { oneRosterRoutes } from './oneroster/router.ts'
import {
  countOrganisations,
  createOrganisation,
  endMembership,
  getOrganisation,
  listOrganisations,
  updateOrganisation,
} from './organisations.ts'
import { appointTo, closeOrgan, createOrgan, endTerm, listOrgans } from './organs.ts'
import { countPeople, getPerson, listPeople } from './people.ts'
import {
  createPerson,
  endPerson,
  listPersonForPartners,
  reopenPerson,
  updatePerson,
} from './person-changes.ts'
import {
  answerRelation,
  endRelation,
  enterRelation,
  getNetwork,
  listRelations,
  proposeRelation,
  withdrawRelation,
} from './relations.ts'

export const routes: readonly Route[] = [
  on(contract.listGroups, listGroups),
  on(contract.getGroup, getGroup),
  on(contract.listOrganisations, listOrganisations),
  on(contract.countOrganisations, countOrganisations),
  on(contract.exportOrganisations, exportOrganisations),
  on(contract.getOrganisation, getOrganisation),
  on(contract.createOrganisation, createOrganisation),
  on(contract.updateOrganisation, updateOrganisation),
  on(contract.endMembership, endMembership),
  on(contract.listMembershipSteps, listMembershipSteps),
  on(contract.listGroupSteps, listGroupSteps),
  on(contract.leaveGroup, leaveGroup),
  on(contract.decideMembership, decideMembership),
  on(contract.getCertificate, getCertificate),
  on(contract.verifyMembership, verifyMembership),
  on(contract.listOrgans, listOrgans),
  on(contract.createOrgan, createOrgan),
  on(contract.closeOrgan, closeOrgan),
  on(contract.appointTo, appointTo),
  on(contract.endTerm, endTerm),
  on(contract.updateGroup, updateGroup),
  on(contract.getCharter, getCharter),
  on(contract.addCharter, addCharter),
  on(contract.listCapabilities, listCapabilities),
  on(contract.addCapability, addCapability),
  on(contract.changeCapabilityText, changeCapability),
  on(contract.removeCapability, removeCapability),
  on(contract.listContacts, listContacts),
  on(contract.listKeptContacts, listKeptContacts),
  on(contract.askContact, askContact),
  on(contract.removeContact, removeContact),
  on(contract.listOwnContacts, listOwnContacts),
  on(contract.answerContact, answerContact),
  on(contract.getNetwork, getNetwork),
  on(contract.listRelations, listRelations),
  on(contract.proposeRelation, proposeRelation),
  on(contract.answerRelation, answerRelation),
  on(contract.withdrawRelation, withdrawRelation),
  on(contract.endRelation, endRelation),
  on(contract.enterRelation, enterRelation),
  on(contract.listDues, listDues),
  on(contract.getDuesOverview, getDuesOverview),
  on(contract.exportDues, exportDues),
  on(contract.addDuesScheme, addDuesScheme),
  on(contract.runDues, runDues),
  on(contract.getDue, getDue),
  on(contract.recordPayment, recordPayment),
  on(contract.waiveDue, waiveDue),
  on(contract.listOwnDues, listOwnDues),
  on(contract.appointAdministrator, appointAdministrator),
  on(contract.listPeople, listPeople),
  on(contract.countPeople, countPeople),
  on(contract.exportPeople, exportPeople),
  on(contract.getPerson, getPerson),
  on(contract.createPerson, createPerson),
  on(contract.updatePerson, updatePerson),
  on(contract.endPerson, endPerson),
  on(contract.reopenPerson, reopenPerson),
  on(contract.listPersonForPartners, listPersonForPartners),
  on(contract.listDirectory, listDirectory),
  on(contract.listMine, listMine),
  on(contract.listClasses, listClasses),
  on(contract.getClass, getClass),
  on(contract.createClass, createClass),
  on(contract.updateClass, updateClass),
  on(contract.endClass, endClass),
  ...applicationRoutes,
  ...familyRoutes,
  ...importRoutes,
  ...oneRosterRoutes,
]
