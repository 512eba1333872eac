import type { ModuleRoutes } from '#platform/web/routes.ts'
import { ADMINISTRATORS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/sign-in',
    lazy: () => import('./SignInPage.tsx'),
    title: 'accounts.sign_in.title',
    audience: 'anyone',
    frame: 'bare',
    early: true,
  },
  {
    path: '/claim',
    lazy: () => import('./ClaimPage.tsx'),
    title: 'accounts.claim.title',
    audience: 'anyone',
    frame: 'bare',
    early: true,
  },
  {
    path: '/recover',
    lazy: () => import('./RecoverPage.tsx'),
    title: 'accounts.recover.title',
    audience: 'anyone',
    frame: 'bare',
    early: true,
  },
  {
    path: '/account/email',
    lazy: () => import('./ConfirmEmailPage.tsx'),
    title: 'accounts.email.confirm.title',
    audience: 'anyone',
    frame: 'bare',
    early: true,
  },
  {
    path: '/account',
    lazy: () => import('./AccountPage.tsx'),
    title: 'accounts.account.title',
    nav: { key: 'accounts.account.nav', order: 10, roles: 'signed_in', place: 'account' },
  },
  {
    path: '/account/leave',
    lazy: () => import('./leaving/LeavePage.tsx'),
    title: 'accounts.leave.title',
  },
  {
    path: '/account/merge',
    lazy: () => import('./leaving/MergePage.tsx'),
    title: 'accounts.merge.title',
  },
  {
    path: '/organisation/keys',
    lazy: () => import('./ApiKeysPage.tsx'),
    title: 'accounts.keys.title',
    audience: ADMINISTRATORS,
    nav: { key: 'accounts.keys.nav', order: 20, roles: ADMINISTRATORS, place: 'account' },
  },
]
