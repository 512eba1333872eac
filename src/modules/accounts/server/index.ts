export { createFirstAdministrator, type FirstAdministrator } from './first-administrator.ts'
export { createSessionReader } from './session-reader.ts'
