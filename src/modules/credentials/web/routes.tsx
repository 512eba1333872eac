import type { ModuleRoutes } from '#platform/web/routes.ts'
import { ISSUERS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/credentials',
    lazy: () => import('./MinePage.tsx'),
    title: 'credentials.mine.title',
    nav: { key: 'credentials.mine.nav', order: 30, roles: 'signed_in', place: 'account' },
  },
  {
    path: '/credentials/issued',
    lazy: () => import('./IssuedPage.tsx'),
    title: 'credentials.issued.title',
    audience: ISSUERS,
    nav: { key: 'credentials.issued.nav', order: 31, roles: ISSUERS, place: 'account' },
  },
  {
    path: '/credentials/issue',
    lazy: () => import('./IssuePage.tsx'),
    title: 'credentials.issue.title',
    audience: ISSUERS,
  },
  {
    path: '/credentials/earned',
    lazy: () => import('./EarnedPage.tsx'),
    title: 'credentials.earned.title',
    audience: ['school_admin', 'secretariat'],
  },
  {
    path: '/credentials/batches',
    lazy: () => import('./BatchesPage.tsx'),
    title: 'credentials.batches.title',
    audience: ISSUERS,
  },
  {
    path: '/credentials/batches/:id',
    lazy: () => import('./BatchPage.tsx'),
    title: 'credentials.batches.title',
    audience: ISSUERS,
  },
  {
    path: '/credentials/templates',
    lazy: () => import('./TemplatesPage.tsx'),
    title: 'credentials.templates.title',
    audience: ISSUERS,
  },
  {
    path: '/credentials/templates/new',
    lazy: () => import('./TemplatePage.tsx'),
    title: 'credentials.templates.new',
    audience: ISSUERS,
  },
  {
    path: '/credentials/templates/:id',
    lazy: () => import('./TemplatePage.tsx'),
    title: 'credentials.template.edit',
    audience: ISSUERS,
  },
  { path: '/credentials/:id', lazy: () => import('./CredentialPage.tsx'), title: 'credentials.one.title' },
  {
    path: '/verify',
    lazy: () => import('./VerifyPage.tsx'),
    title: 'credentials.verify.title',
    audience: 'anyone',
  },
  {
    path: '/verify/credential/:id',
    lazy: () => import('./VerifyIssuedPage.tsx'),
    title: 'credentials.verify.title',
    audience: 'anyone',
  },
]
