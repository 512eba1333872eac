import type { ModuleRoutes } from '#platform/web/routes.ts'
import { COMMITTEE, GAP_READERS, WORK_READERS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/overpass',
    lazy: () => import('./planner/OverpassPage.tsx'),
    title: 'overpass.plan.nav',
    nav: { key: 'overpass.plan.nav', order: 15, roles: ['student', 'resident'] },
  },
  {
    path: '/overpass/map',
    lazy: () => import('./planner/MapPage.tsx'),
    title: 'overpass.map.title',
    nav: {
      key: 'overpass.ways.nav',
      order: 32,
      roles: [...COMMITTEE, ...WORK_READERS, 'secretariat'],
      place: 'account',
    },
  },
  {
    path: '/overpass/towards',
    lazy: () => import('./towards/TowardsPage.tsx'),
    title: 'overpass.towards.title',
    audience: [...COMMITTEE, ...WORK_READERS],
  },
  { path: '/overpass/plans', lazy: () => import('./plans/PlansPage.tsx'), title: 'overpass.plans.title' },
  { path: '/overpass/plans/:id', lazy: () => import('./plans/PlanPage.tsx'), title: 'overpass.follow.title' },
  {
    path: '/overpass/gaps',
    lazy: () => import('./planner/GapsPage.tsx'),
    title: 'overpass.gaps.title',
    audience: GAP_READERS,
  },
  {
    path: '/credit',
    lazy: () => import('./CreditPage.tsx'),
    title: 'overpass.credit.nav',
    nav: { key: 'overpass.credit.nav', order: 9, roles: ['student', 'resident'], place: 'account' },
  },
  { path: '/bridges', lazy: () => import('./BridgesPage.tsx'), title: 'overpass.bridges.nav' },
  { path: '/bridges/:id', lazy: () => import('./BridgePage.tsx'), title: 'overpass.bridge.title' },
  {
    path: '/claims',
    lazy: () => import('./ClaimsPage.tsx'),
    title: 'overpass.claims.title',
    audience: COMMITTEE,
    nav: { key: 'overpass.claims.nav', order: 31, roles: COMMITTEE, place: 'account' },
  },
  { path: '/claims/:id', lazy: () => import('./ClaimPage.tsx'), title: 'overpass.claim.title' },
  {
    path: '/admissions',
    lazy: () => import('./admissions/AdmissionsPage.tsx'),
    title: 'overpass.intakes.nav',
    nav: {
      ...{ key: 'overpass.intakes.nav', order: 10, place: 'account' },
      roles: ['student', 'resident', 'guardian', ...COMMITTEE],
    },
  },
  {
    path: '/admissions/:id',
    lazy: () => import('./admissions/AdmissionPage.tsx'),
    title: 'overpass.admission.title',
  },
  {
    path: '/intakes/:id',
    lazy: () => import('./admissions/IntakePage.tsx'),
    title: 'overpass.intake.title',
  },
  {
    path: '/appeals',
    lazy: () => import('./AppealsPage.tsx'),
    title: 'overpass.appeals.title',
    audience: ['secretariat'],
    nav: { key: 'overpass.appeals.nav', order: 31, roles: ['secretariat'], place: 'account' },
  },
  {
    path: '/conversion',
    lazy: () => import('./ConversionPage.tsx'),
    title: 'overpass.conversion.title',
    audience: [...COMMITTEE, 'secretariat'],
  },
]
