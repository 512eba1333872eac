export { actingAdministrator } from './acting-administrator.ts'
export { selectActorNames, selectActorsNamed } from './actors.ts'
export { type FileImport, type FileImportResult, importFile } from './import/import-file.ts'
export { searchSources } from './search.ts'
