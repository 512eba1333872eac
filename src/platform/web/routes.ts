import type { ComponentType } from 'react'
import type { Audience } from '../contract/access.ts'
import type { MessageKey } from './message-key.ts'

/** One page of a module. */
export type PageRoute = {
  /** As React Router writes it: `/people/:id`. */
  path: string
  /** The page's file, fetched when it is opened; its default export is the page. */
  lazy: () => Promise<{ default: ComponentType }>
  /** Title of the browser tab until the page sets a better one. */
  title: MessageKey
  /** Who may open the page; signed in when left out. The server decides again about every datum. */
  audience?: Audience
  /** Uses the early words alone and is shown before the others are there: pages before signing in. */
  early?: true
  /** Sets of words that it shows besides those of the frame and its own module (src/app/word-sets.ts). */
  words?: readonly string[]
  /** `bare`: without the frame, for signing in and for print. */
  frame?: 'bare'
  /** An entry in the navigation, ordered by `order`, or in the account menu with `place: 'account'`. */
  nav?: {
    key: Extract<MessageKey, `${string}.nav`>
    order: number
    roles: Audience
    place?: 'main' | 'account'
  }
}

/** Every page of one module: `export const routes: ModuleRoutes = [...]` in its web/routes.tsx. */
export type ModuleRoutes = readonly PageRoute[]

/** What stands on every page, and on those before signing in alone. */
const EARLY = 'early'
const FRAME = 'frame'

/** The sets of words that a page needs before it is shown; those of the frame where there is no such page. */
export const wordsOf = (page?: PageRoute): readonly string[] =>
  page?.early ? [EARLY] : [EARLY, FRAME, ...(page?.words ?? [])]
