import type { ModuleRoutes } from '#platform/web/routes.ts'
import { AUTHORS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/todos',
    lazy: () => import('./TodosPage.tsx'),
    title: 'information.todos.title',
    nav: { key: 'information.todos.nav', order: 5, roles: 'signed_in' },
  },
  {
    path: '/notices',
    lazy: () => import('./NoticesPage.tsx'),
    title: 'information.notices.title',
    nav: { key: 'information.notices.nav', order: 6, roles: 'signed_in' },
  },
  {
    path: '/notices/new',
    lazy: () => import('./EditNoticePage.tsx'),
    title: 'information.notices.write',
    audience: AUTHORS,
  },
  { path: '/notices/:id', lazy: () => import('./NoticePage.tsx'), title: 'information.notices.title' },
  {
    path: '/notices/:id/edit',
    lazy: () => import('./EditNoticePage.tsx'),
    title: 'information.notices.edit.title',
    audience: AUTHORS,
  },
  {
    path: '/letters',
    lazy: () => import('./LettersPage.tsx'),
    title: 'information.letters.title',
    nav: { key: 'information.letters.nav', order: 40, roles: 'signed_in', place: 'account' },
  },
  {
    path: '/letters/stop',
    lazy: () => import('./StopLettersPage.tsx'),
    title: 'information.stop.title',
    audience: 'anyone',
  },
]
