import { words } from 'virtual:words'
import { accountsSession } from '#modules/accounts/web/session.ts'
import { loadWords } from '#platform/web/i18n.ts'
import { startWeb } from '#platform/web/start.tsx'
import { pages } from './pages.ts'

await startWeb({
  modules: pages,
  words,
  session: accountsSession,
  search: async () => {
    const [dialog] = await Promise.all([
      import('#modules/house/web/SearchDialog.tsx'),
      loadWords(['house', 'told']),
    ])
    return dialog
  },
})
