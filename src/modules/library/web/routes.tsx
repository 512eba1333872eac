import type { ModuleRoutes } from '#platform/web/routes.ts'
import { KEEPERS, TAKERS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/library',
    lazy: () => import('./LibraryPage.tsx'),
    title: 'library.title',
    nav: { key: 'library.nav', order: 15, roles: [...TAKERS, 'authority_observer'], place: 'account' },
  },
  {
    path: '/library/new',
    lazy: () => import('./NewItemPage.tsx'),
    title: 'library.new',
    audience: KEEPERS,
  },
  {
    path: '/library/requests',
    lazy: () => import('./RequestsPage.tsx'),
    title: 'library.requests',
    audience: KEEPERS,
  },
  {
    path: '/library/receipts',
    lazy: () => import('./ReceiptsPage.tsx'),
    title: 'library.receipts',
    audience: TAKERS,
  },
  {
    path: '/library/balance',
    lazy: () => import('./BalancePage.tsx'),
    title: 'library.balance.title',
    audience: [...KEEPERS, 'secretariat'],
  },
  {
    path: '/library/packages/:id',
    lazy: () => import('./PackagePage.tsx'),
    title: 'library.package',
  },
  { path: '/library/:id', lazy: () => import('./ItemPage.tsx'), title: 'library.one' },
  {
    path: '/library/:id/edit',
    lazy: () => import('./EditItemPage.tsx'),
    title: 'library.edit',
    audience: KEEPERS,
  },
  {
    path: '/library/:id/rights',
    lazy: () => import('./RightsPage.tsx'),
    title: 'library.rights',
    audience: KEEPERS,
  },
  {
    path: '/library/:id/files',
    lazy: () => import('./FilesPage.tsx'),
    title: 'library.files',
    audience: KEEPERS,
  },
]
