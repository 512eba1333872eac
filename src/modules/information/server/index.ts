export { closeTodos, putTodo } from './put-todo.ts'
