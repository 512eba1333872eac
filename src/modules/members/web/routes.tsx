import type { ModuleRoutes } from '#platform/web/routes.ts'
import { ADMINISTRATORS, READERS } from '../policy.ts'
import { familyRoutes } from './guardians/routes.tsx'

const SCHOOL_STAFF = ['school_admin', 'teacher'] as const
const KEEPERS = [...ADMINISTRATORS, 'secretariat'] as const

export const routes: ModuleRoutes = [
  {
    path: '/people',
    lazy: () => import('./PeoplePage.tsx'),
    title: 'members.people.title',
    audience: READERS,
    nav: { key: 'members.people.nav', order: 20, roles: READERS },
  },
  {
    path: '/people/new',
    lazy: () => import('./PersonFormPage.tsx'),
    title: 'members.person.new',
    audience: ADMINISTRATORS,
  },
  {
    path: '/people/import',
    lazy: () => import('./import/NewImportPage.tsx'),
    title: 'members.import.title',
    audience: ADMINISTRATORS,
  },
  {
    path: '/people/import/oneroster',
    lazy: () => import('./oneroster/NewOneRosterPage.tsx'),
    title: 'members.oneroster.title',
    audience: ['school_admin'],
  },
  {
    path: '/people/import/oneroster/:id',
    lazy: () => import('./oneroster/OneRosterPage.tsx'),
    title: 'members.oneroster.title',
    audience: ['school_admin'],
  },
  {
    path: '/people/imports',
    lazy: () => import('./import/ImportsPage.tsx'),
    title: 'members.import.history',
    audience: ADMINISTRATORS,
  },
  {
    path: '/people/imports/:id',
    lazy: () => import('./import/ImportPage.tsx'),
    title: 'members.import.title',
    audience: ADMINISTRATORS,
  },
  {
    path: '/people/:id',
    lazy: () => import('./PersonPage.tsx'),
    words: ['audit', 'accounts'],
    title: 'members.person.title',
  },
  {
    path: '/people/:id/edit',
    lazy: () => import('./PersonFormPage.tsx'),
    title: 'members.person.edit',
    audience: ADMINISTRATORS,
  },
  {
    path: '/classes',
    lazy: () => import('./ClassesPage.tsx'),
    title: 'members.classes.title',
    audience: SCHOOL_STAFF,
    nav: { key: 'members.classes.nav', order: 30, roles: SCHOOL_STAFF },
  },
  {
    path: '/classes/:id',
    lazy: () => import('./ClassPage.tsx'),
    title: 'members.class.title',
    audience: SCHOOL_STAFF,
  },
  {
    path: '/organisations',
    lazy: () => import('./OrganisationsPage.tsx'),
    title: 'members.organisations.title',
    nav: { key: 'members.organisations.nav', order: 40, roles: 'signed_in' },
  },
  {
    path: '/organisations/new',
    lazy: () => import('./OrganisationFormPage.tsx'),
    title: 'members.organisation.new',
    audience: ['secretariat'],
  },
  {
    path: '/organisations/network',
    lazy: () => import('./network/NetworkPage.tsx'),
    title: 'members.network.title',
  },
  {
    path: '/contacts',
    lazy: () => import('./contacts/OwnContactsPage.tsx'),
    title: 'members.contact.mine_title',
  },
  {
    path: '/dues',
    lazy: () => import('./dues/OwnDuesPage.tsx'),
    title: 'members.dues.own_title',
    audience: ADMINISTRATORS,
  },
  {
    path: '/groups/:id/dues',
    lazy: () => import('./dues/DuesPage.tsx'),
    title: 'members.dues.title',
    audience: ['secretariat'],
  },
  {
    path: '/groups/:id/charter',
    lazy: () => import('./groups/CharterPage.tsx'),
    title: 'members.charter.title',
  },
  {
    path: '/groups/:id/edit',
    lazy: () => import('./groups/GroupFormPage.tsx'),
    title: 'members.group.edit',
    audience: ['secretariat'],
  },
  {
    path: '/organisations/:id',
    lazy: () => import('./OrganisationPage.tsx'),
    words: ['agreements', 'site'],
    title: 'members.organisation.title',
  },
  {
    path: '/organisations/:id/edit',
    lazy: () => import('./OrganisationFormPage.tsx'),
    title: 'members.organisation.edit',
    audience: KEEPERS,
  },
  {
    path: '/directory',
    lazy: () => import('./DirectoryPage.tsx'),
    title: 'members.directory.title',
    nav: { key: 'members.directory.nav', order: 50, roles: 'signed_in' },
  },
  {
    path: '/groups',
    lazy: () => import('./GroupsPage.tsx'),
    title: 'members.groups.title',
    nav: { key: 'members.groups.nav', order: 60, roles: 'signed_in' },
  },
  {
    path: '/verify/membership/:number',
    lazy: () => import('./VerifyPage.tsx'),
    title: 'members.verify.title',
    audience: 'anyone',
  },
  {
    path: '/join/application',
    lazy: () => import('./applications/OwnApplicationPage.tsx'),
    title: 'members.own.title',
    audience: 'anyone',
  },
  {
    path: '/join/:groupId',
    lazy: () => import('./applications/JoinPage.tsx'),
    title: 'members.join.title',
    audience: 'anyone',
  },
  {
    path: '/applications',
    lazy: () => import('./applications/ApplicationsPage.tsx'),
    title: 'members.applications.title',
    audience: ['secretariat'],
    nav: { key: 'members.applications.nav', order: 70, roles: ['secretariat'] },
  },
  {
    path: '/applications/:id',
    lazy: () => import('./applications/ApplicationPage.tsx'),
    title: 'members.application.title',
    audience: ['secretariat'],
  },
  {
    path: '/groups/:id/organs',
    lazy: () => import('./organs/OrgansPage.tsx'),
    title: 'members.organs.title',
  },
  ...familyRoutes,
  {
    path: '/account/data',
    lazy: () => import('./privacy/MyDataPage.tsx'),
    words: ['data', 'audit'],
    title: 'members.data.title',
  },
  {
    path: '/account/readers/:id',
    lazy: () => import('./privacy/ReadersPage.tsx'),
    words: ['data'],
    title: 'members.readers.title',
  },
  {
    path: '/account/transfer',
    lazy: () => import('./transfers/MyTransfersPage.tsx'),
    title: 'members.transfer.title',
  },
  {
    path: '/privacy/register',
    lazy: () => import('./privacy/RegisterPage.tsx'),
    words: ['register'],
    title: 'privacy.register.title',
  },
  {
    path: '/corrections',
    lazy: () => import('./privacy/CorrectionsPage.tsx'),
    words: ['data'],
    title: 'members.corrections.title',
    audience: ADMINISTRATORS,
  },
  {
    path: '/erasure-duties',
    lazy: () => import('./privacy/DutiesPage.tsx'),
    words: ['data'],
    title: 'members.duties.title',
    audience: ADMINISTRATORS,
  },
  {
    path: '/transfers',
    lazy: () => import('./transfers/TransfersPage.tsx'),
    words: ['data'],
    title: 'members.transfers.title',
    audience: ['school_admin'],
  },
  {
    path: '/groups/:id',
    lazy: () => import('./GroupPage.tsx'),
    words: ['site'],
    title: 'members.group.title',
  },
]
