export * from './contract/letters.ts'
export * from './contract/notice-parts.ts'
export * from './contract/notices.ts'
export * from './contract/todos.ts'
