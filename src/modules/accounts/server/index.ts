export { createFirstAdministrator } from './first-administrator.ts'
export { createSessionReader } from './session-reader.ts'
