export { actingAdministrator } from './acting-administrator.ts'
export { selectActorNames, selectActorsNamed } from './actors.ts'
export { searchSources } from './search.ts'
