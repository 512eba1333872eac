export * from './contract/todos.ts'
