export { actingAdministrator } from './acting-administrator.ts'
export { searchSources } from './search.ts'
