import type { ModuleRoutes } from '#platform/web/routes.ts'
import { EDITORS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/programmes',
    lazy: () => import('./ProgrammesPage.tsx'),
    title: 'programmes.title',
    nav: { key: 'programmes.nav', order: 45, roles: 'signed_in' },
  },
  {
    path: '/programmes/new',
    lazy: () => import('./ProgrammeFormPage.tsx'),
    title: 'programmes.new',
    audience: EDITORS,
  },
  {
    path: '/programmes/:id',
    lazy: () => import('./ProgrammePage.tsx'),
    title: 'programmes.one',
  },
  {
    path: '/programmes/:id/edit',
    lazy: () => import('./ProgrammeFormPage.tsx'),
    title: 'programmes.edit',
    audience: EDITORS,
  },
  {
    path: '/programme-versions/:id',
    lazy: () => import('./version/VersionPage.tsx'),
    title: 'programmes.version',
  },
  {
    path: '/programme-versions/:id/map',
    lazy: () => import('./version/MapPage.tsx'),
    title: 'programmes.map.title',
  },
  {
    path: '/programme-versions/:id/difference',
    lazy: () => import('./version/DifferencePage.tsx'),
    title: 'programmes.difference.title',
  },
  {
    path: '/frameworks',
    lazy: () => import('./frameworks/FrameworksPage.tsx'),
    title: 'programmes.frameworks.title',
  },
  {
    path: '/frameworks/:id',
    lazy: () => import('./frameworks/FrameworkPage.tsx'),
    title: 'programmes.frameworks.title',
  },
  {
    path: '/occupations',
    lazy: () => import('./occupations/OccupationsPage.tsx'),
    title: 'programmes.occupations.title',
  },
  {
    path: '/occupations/:id',
    lazy: () => import('./occupations/OccupationPage.tsx'),
    title: 'programmes.occupations.title',
  },
  {
    path: '/programme-groups',
    lazy: () => import('./groups/GroupsPage.tsx'),
    title: 'programmes.groups.title',
  },
  {
    path: '/programme-groups/:id',
    lazy: () => import('./groups/GroupPage.tsx'),
    title: 'programmes.groups.title',
  },
]
