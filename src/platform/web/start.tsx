import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import { type ComponentType, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { matchPath } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { startLanguages, useAntdLocale, type WordLoaders } from './i18n.ts'
import { watchLeaving } from './leaving.ts'
import { createQueries } from './query.ts'
import { createRouter } from './router.tsx'
import { type ModuleRoutes, wordsOf } from './routes.ts'
import type { SessionSource } from './session.ts'
import { SessionProvider } from './session-provider.tsx'
import { antdTheme } from './theme.ts'
import { ConfirmProvider } from './ui/Confirm.tsx'
import { nameListboxes } from './ui/listbox-names.ts'
import { NoticeProvider } from './ui/Notice.tsx'
import './global.css'
import './type.css'
import './shell/shell.css'
import './ui/ui.css'

export type WebParts = {
  modules: readonly ModuleRoutes[]
  words: WordLoaders
  session: SessionSource
  /** The inside of the search dialog, fetched when it is first opened. */
  search: () => Promise<{ default: ComponentType<{ onGo: () => void }> }>
}

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce

/** Starts the page in `#root`: words and session first, then the route. */
export async function startWeb(parts: WebParts): Promise<void> {
  void import('./fonts.ts')
  const queries = createQueries()
  await Promise.all([
    startLanguages(parts.words, firstWords(parts.modules)),
    queries.prefetchQuery({ queryKey: ['session'], queryFn: parts.session.read }),
  ])
  const router = createRouter(parts)
  watchLeaving(router)
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  nameListboxes()
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Look>
          <NoticeProvider>
            <ConfirmProvider>
              <SessionProvider source={parts.session}>
                <RouterProvider router={router} />
              </SessionProvider>
            </ConfirmProvider>
          </NoticeProvider>
        </Look>
      </QueryClientProvider>
    </StrictMode>,
  )
}

/** The words of the page in the address; of an address that is none, those of the frame around the answer. */
function firstWords(modules: readonly ModuleRoutes[]): readonly string[] {
  return wordsOf(modules.flat().find(page => matchPath(page.path, location.pathname)))
}

function Look({ children }: { children: React.ReactNode }) {
  return (
    <ConfigProvider
      theme={antdTheme}
      locale={useAntdLocale()}
      csp={{ nonce }}
      // What opens inside a dialog belongs to it: the page below is behind its backdrop and takes no clicks.
      getPopupContainer={node => node?.closest('dialog') ?? document.body}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      form={{ requiredMark: true, scrollToFirstError: { focus: true } }}
    >
      {children}
    </ConfigProvider>
  )
}
