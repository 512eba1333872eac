export { administratorRoleOf } from '../rules/roles.ts'
export { selectActorNames, selectActorsNamed } from './actors.ts'
/** @public */
export { type Admitted, admit, type Invitation, inviteAdmittedBy } from './applications/admit.ts'
export { importFile } from './import/import-file.ts'
export { withLocalFile } from './import/spool.ts'
export { holdFile, removeFile } from './import/stored-files.ts'
export { importOneRoster } from './oneroster/import-one-roster.ts'
/** @public */
export { appoint } from './organs.ts'
export { searchSources } from './search.ts'
export { signatureOf } from './signature.ts'
export { allPages, headed, tableFile } from './table-file.ts'
