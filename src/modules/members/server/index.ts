export { selectActorNames, selectActorsNamed } from './actors.ts'
export { importFile } from './import/import-file.ts'
export { importOneRoster } from './oneroster/import-one-roster.ts'
export { searchSources } from './search.ts'
