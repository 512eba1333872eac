import type { ModuleRoutes } from '#platform/web/routes.ts'

export const routes: ModuleRoutes = [
  {
    path: '/todos',
    lazy: () => import('./TodosPage.tsx'),
    title: 'information.todos.title',
    nav: { key: 'information.todos.nav', order: 5, roles: 'signed_in' },
  },
]
