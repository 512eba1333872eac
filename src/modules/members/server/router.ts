import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { appointAdministrator } from './administrators.ts'
import { applicationRoutes } from './applications/router.ts'
import { getCertificate } from './certificate.ts'
import { createClass, endClass, getClass, listClasses, updateClass } from './classes.ts'
import './constraints.ts'
import { listDirectory, listMine } from './directory.ts'
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
