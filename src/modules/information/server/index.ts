export { readBlocks } from '../rules/rich-text.ts'
export { closeTodos, putTodo } from './put-todo.ts'
export {
  countPublicNotices,
  type PublicNotice,
  selectOptionalPublicNotice,
  selectPublicNotices,
} from './queries/public-notices.ts'
