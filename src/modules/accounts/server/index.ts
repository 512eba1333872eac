export { createSessionReader } from './session-reader.ts'
