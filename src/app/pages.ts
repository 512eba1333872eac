import { routes as accounts } from '#modules/accounts/web/routes.tsx'
import { agreementsPages } from '#modules/agreements/web/routes.tsx'
import { routes as credentials } from '#modules/credentials/web/routes.tsx'
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

/** Every module's pages, in the order of their entries in the navigation. */
export const pages: readonly ModuleRoutes[] = [
  house,
  accounts,
  members,
  information,
  programmes,
  records,
  credentials,
  overpass,
  agreementsPages({ editors: [bridgeEditor] }),
  sharing,
  library,
]
