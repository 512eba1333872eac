import type { ModuleRoutes } from '#platform/web/routes.ts'

export const routes: ModuleRoutes = [
  {
    path: '/',
    lazy: () => import('./HomePage.tsx'),
    title: 'house.home.title',
    nav: { key: 'house.home.nav', order: 0, roles: 'signed_in' },
  },
]
