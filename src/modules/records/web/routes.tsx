import type { ModuleRoutes } from '#platform/web/routes.ts'
import { ANSWERERS, SCHOOL_STAFF, SHARED_READERS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/record',
    lazy: () => import('./RecordPage.tsx'),
    title: 'records.nav',
    nav: { key: 'records.nav', order: 8, roles: ['student', 'resident', 'guardian', 'person'] },
  },
  { path: '/record/shares', lazy: () => import('./SharesPage.tsx'), title: 'records.shares.title' },
  { path: '/record/asked', lazy: () => import('./AskedPage.tsx'), title: 'records.asked.title' },
  {
    path: '/named',
    lazy: () => import('./NamedPage.tsx'),
    title: 'records.named.title',
    audience: ANSWERERS,
    nav: { key: 'records.named.nav', order: 32, roles: ANSWERERS, place: 'account' },
  },
  { path: '/people/:id/record', lazy: () => import('./RecordPage.tsx'), title: 'records.nav' },
  { path: '/outcomes/:id', lazy: () => import('./OutcomePage.tsx'), title: 'records.outcome.title' },
  {
    path: '/disputes',
    lazy: () => import('./DisputesPage.tsx'),
    title: 'records.disputes.title',
    audience: ANSWERERS,
  },
  {
    path: '/results',
    lazy: () => import('./ResultsPage.tsx'),
    title: 'records.results.title',
    audience: SCHOOL_STAFF,
  },
  {
    path: '/results/import',
    lazy: () => import('./ImportPage.tsx'),
    title: 'records.import.title',
    audience: SCHOOL_STAFF,
  },
  {
    path: '/results/files/:id',
    lazy: () => import('./ResultFilePage.tsx'),
    title: 'records.import.title',
    audience: SCHOOL_STAFF,
  },
  {
    path: '/results/sheets',
    lazy: () => import('./SheetsPage.tsx'),
    title: 'records.sheets.title',
    audience: SCHOOL_STAFF,
  },
  {
    path: '/results/sheets/new',
    lazy: () => import('./NewSheetPage.tsx'),
    title: 'records.sheets.new_title',
    audience: SCHOOL_STAFF,
  },
  {
    path: '/results/sheets/:id',
    lazy: () => import('./GradeSheetPage.tsx'),
    title: 'records.sheets.title',
    audience: SCHOOL_STAFF,
  },
  {
    path: '/shared/record',
    lazy: () => import('./SharedPage.tsx'),
    title: 'records.shared.title',
    audience: 'anyone',
  },
  {
    path: '/shared-with-us',
    lazy: () => import('./SharedWithUsPage.tsx'),
    title: 'records.with_us.title',
    audience: SHARED_READERS,
    nav: { key: 'records.with_us.nav', order: 25, roles: ['company_hr', 'mentor'] },
  },
  {
    path: '/shared-with-us/:id',
    lazy: () => import('./SharedWithUsRecordPage.tsx'),
    title: 'records.with_us.title',
    audience: SHARED_READERS,
  },
  {
    path: '/verify/record/:number',
    lazy: () => import('./VerifyRecordPage.tsx'),
    title: 'records.verify.title',
    audience: 'anyone',
  },
]
