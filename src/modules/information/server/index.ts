export { closeTodos, type Desk, putTodo, type TodoItem } from './put-todo.ts'
