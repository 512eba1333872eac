import type { ModuleRoutes } from '#platform/web/routes.ts'

export const routes: ModuleRoutes = []
