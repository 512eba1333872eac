import { accountsSession } from '#modules/accounts/web/session.ts'
import { startWeb } from '#platform/web/start.tsx'
import { pages } from './pages.ts'

await startWeb({
  modules: pages,
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
