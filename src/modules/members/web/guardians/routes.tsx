import type { ModuleRoutes } from '#platform/web/routes.ts'

/** Guardians, their children and what is consented to. */
export const familyRoutes: ModuleRoutes = [
  { path: '/children', lazy: () => import('./ChildrenPage.tsx'), title: 'members.children.name' },
  { path: '/children/:id', lazy: () => import('./ChildPage.tsx'), title: 'members.children.name' },
  { path: '/consents', lazy: () => import('./OwnConsentsPage.tsx'), title: 'members.consents' },
  {
    path: '/consents/requests',
    lazy: () => import('./RequestsPage.tsx'),
    title: 'members.request.list_name',
    audience: ['school_admin'],
  },
  {
    path: '/consents/requests/new',
    lazy: () => import('./NewRequestPage.tsx'),
    title: 'members.request.new',
    audience: ['school_admin'],
  },
  {
    path: '/consents/requests/:id',
    lazy: () => import('./RequestPage.tsx'),
    title: 'members.request.list_name',
    audience: ['school_admin'],
  },
  { path: '/consents/:id', lazy: () => import('./ConsentPage.tsx'), title: 'members.consents' },
]
