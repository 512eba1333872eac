import { routes as accounts } from '#modules/accounts/web/routes.tsx'
import { agreementsPages } from '#modules/agreements/web/routes.tsx'
import { routes as credentials } from '#modules/credentials/web/routes.tsx'
import { routes as faculty } from '#modules/faculty/web/routes.tsx'
import { routes as house } from '#modules/house/web/routes.tsx'
import { routes as information } from '#modules/information/web/routes.tsx'
import { routes as library } from '#modules/library/web/routes.tsx'
import { routes as members } from '#modules/members/web/routes.tsx'
import { bridgeEditor } from '#modules/overpass/web/clause-editor.ts'
import { routes as overpass } from '#modules/overpass/web/routes.tsx'
import { routes as programmes } from '#modules/programmes/web/routes.tsx'
import { routes as records } from '#modules/records/web/routes.tsx'
import { routes as sharing } from '#modules/sharing/web/routes.tsx'
import type { ModuleRoutes } from '#platform/web/routes.ts'

/** Pages with the words of their own module, and of others whose parts stand on them. */
const saying = (words: readonly string[], routes: ModuleRoutes): ModuleRoutes =>
  routes.map(page => ({ ...page, words: [...words, ...(page.words ?? [])] }))

/** Every module's pages, in the order of their entries in the navigation. */
export const pages: readonly ModuleRoutes[] = [
  saying(['house', 'information', 'told'], house),
  saying(['accounts'], accounts),
  saying(['members'], members),
  saying(['information', 'told'], information),
  saying(['programmes'], programmes),
  saying(['records'], records),
  saying(['credentials'], credentials),
  saying(['overpass'], overpass),
  saying(['agreements', 'overpass'], agreementsPages({ editors: [bridgeEditor] })),
  saying(['sharing'], sharing),
  saying(['library'], library),
  saying(['faculty'], faculty),
]
