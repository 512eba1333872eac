export { readBlocks } from '../rules/rich-text.ts'
export { closeTodos, putTodo, putTodos } from './put-todo.ts'
export {
  countPublicNotices,
  type PublicNotice,
  selectOptionalPublicNotice,
  selectPublicNotices,
} from './queries/public-notices.ts'
