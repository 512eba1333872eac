import { inAudience, type Viewer } from '../../contract/access.ts'
import type { MessageKey } from '../message-key.ts'
import type { PageRoute } from '../routes.ts'

export type NavEntry = { path: string; key: MessageKey }

/** The entries of one place of the navigation that the viewer's role has, in order. */
export function navFor(
  pages: readonly PageRoute[],
  viewer: Viewer | null,
  place: 'main' | 'account' = 'main',
): NavEntry[] {
  return pages
    .flatMap(({ path, nav }) => (nav && (nav.place ?? 'main') === place ? [{ path, nav }] : []))
    .filter(({ nav }) => inAudience({ audience: nav.roles }, viewer))
    .sort((a, b) => a.nav.order - b.nav.order)
    .map(({ path, nav }) => ({ path, key: nav.key }))
}
