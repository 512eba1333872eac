import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { loadWords } from './i18n.ts'
import { type ModuleRoutes, type PageRoute, wordsOf } from './routes.ts'
import { MissingPage } from './shell/ErrorPages.tsx'
import { Guard } from './shell/Guard.tsx'
import { RouteError } from './shell/RouteError.tsx'

type Parts = {
  modules: readonly ModuleRoutes[]
  search: () => Promise<{ default: ComponentType<{ onGo: () => void }> }>
}

/** While the first page is fetched the paper stays empty: it is there sooner than a message could be read. */
const Nothing = () => null

function routeOf(page: PageRoute): RouteObject {
  return {
    path: page.path,
    errorElement: <RouteError />,
    HydrateFallback: Nothing,
    lazy: async () => {
      const [{ default: Page }] = await Promise.all([page.lazy(), loadWords(wordsOf(page))])
      return {
        Component: () => (
          <Guard page={page}>
            <Page />
          </Guard>
        ),
      }
    },
  }
}

/** All pages of all modules, in the frame or bare. */
export function createRouter({ modules, search }: Parts) {
  const pages = modules.flat()
  return createBrowserRouter([
    ...pages.filter(page => page.frame === 'bare').map(routeOf),
    {
      // Whoever signs in does without it.
      lazy: async () => {
        const { Frame } = await import('./shell/Frame.tsx')
        return { Component: () => <Frame pages={pages} search={search} /> }
      },
      errorElement: <RouteError />,
      HydrateFallback: Nothing,
      children: [
        ...pages.filter(page => page.frame !== 'bare').map(routeOf),
        { path: '*', element: <MissingPage /> },
      ],
    },
  ])
}
