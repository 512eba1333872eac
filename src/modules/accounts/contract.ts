export * from './contract/personas.ts'
export * from './contract/session.ts'
