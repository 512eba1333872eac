import type { ModuleRoutes } from '#platform/web/routes.ts'
import { SIGNERS } from '../policy.ts'
import type { ClauseEditor } from './parts/clause-editor.ts'

/** The pages of agreements, with the forms of the kinds of clause that other modules bring. */
export function agreementsPages({ editors }: { editors: readonly ClauseEditor[] }): ModuleRoutes {
  return [
    {
      path: '/agreements',
      lazy: () => import('./AgreementsPage.tsx'),
      title: 'agreements.title',
      nav: {
        key: 'agreements.nav',
        order: 30,
        roles: [...SIGNERS, 'teacher', 'mentor', 'secretariat'],
        place: 'account',
      },
    },
    {
      path: '/agreements/new',
      lazy: () => import('./NewAgreementPage.tsx'),
      title: 'agreements.new',
      audience: SIGNERS,
    },
    { path: '/agreements/:id', lazy: () => import('./AgreementPage.tsx'), title: 'agreements.one' },
    {
      path: '/agreement-versions/:id/edit',
      lazy: async () => {
        const { EditPage } = await import('./edit/EditPage.tsx')
        return { default: () => <EditPage editors={editors} /> }
      },
      title: 'agreements.edit',
      audience: SIGNERS,
    },
    {
      path: '/agreement-versions/:id/difference',
      lazy: () => import('./DifferencePage.tsx'),
      title: 'agreements.difference.title',
    },
  ]
}
