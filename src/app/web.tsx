import { routes as accounts } from '#modules/accounts/web/routes.tsx'
import { accountsSession } from '#modules/accounts/web/session.ts'
import { routes as credentials } from '#modules/credentials/web/routes.tsx'
import { routes as house } from '#modules/house/web/routes.tsx'
import { routes as information } from '#modules/information/web/routes.tsx'
import { routes as members } from '#modules/members/web/routes.tsx'
import { startWeb } from '#platform/web/start.tsx'

/** Every module's pages. */
await startWeb({
  modules: [house, accounts, members, information, credentials],
  words: {
    early: {
      zh: async () => (await import('./messages.early.zh.ts')).early,
      en: async () => (await import('./messages.early.en.ts')).early,
    },
    all: {
      zh: async () => (await import('./messages.zh.ts')).zh,
      en: async () => (await import('./messages.en.ts')).en,
    },
  },
  session: accountsSession,
  search: () => import('#modules/house/web/SearchDialog.tsx'),
})
