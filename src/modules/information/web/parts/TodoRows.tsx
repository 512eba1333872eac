import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePaged } from '#platform/web/query.ts'
import { ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listTodos } from '../../contract/todos.ts'
import { TodoLine } from './TodoLine.tsx'
import { useLiveTodos } from './use-todos.ts'

const SHOWN = 6
const FIRST = { query: { limit: SHOWN } } as const

/** Whether nothing waits for the reader, as far as is known, and whether more does than `TodoRows` shows. */
export function useTodosInShort(): { none: boolean; more: boolean } {
  const todos = usePaged(listTodos, FIRST)
  const known = !todos.isLoading && todos.error === null
  return { none: known && todos.rows.length === 0, more: todos.hasMore }
}

export function AllTodosLink() {
  const { t } = useTranslation()
  return <Link to="/todos">{t('information.todos.all')}</Link>
}

/** The first few things that wait for the reader, for a sheet that gathers from several modules. */
export function TodoRows() {
  useLiveTodos()
  const todos = usePaged(listTodos, FIRST)
  if (todos.isLoading) return <Skeleton lines={3} />
  if (todos.error !== null && todos.rows.length === 0)
    return <ErrorState error={todos.error} onRetry={todos.retry} />
  return (
    <ul className="todo-list">
      {todos.rows.slice(0, SHOWN).map(todo => (
        <TodoLine key={todo.id} todo={todo} />
      ))}
    </ul>
  )
}
