import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePaged } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listTodos } from '../../contract/todos.ts'
import { TodoLine } from './TodoLine.tsx'
import { useLiveTodos } from './use-todos.ts'

const SHOWN = 6

/** The first few things that wait for the reader, for a page that gathers from several modules. */
export function TodoSheet() {
  const { t } = useTranslation()
  useLiveTodos()
  const todos = usePaged(listTodos, { query: { limit: SHOWN } })
  return (
    <Sheet
      title={t('information.todos.heading')}
      aside={todos.hasMore && <Link to="/todos">{t('information.todos.all')}</Link>}
    >
      {todos.isLoading && <Skeleton lines={3} />}
      {todos.error !== null && todos.rows.length === 0 && (
        <ErrorState error={todos.error} onRetry={todos.retry} />
      )}
      {!todos.isLoading && todos.error === null && todos.rows.length === 0 && (
        <Empty title={t('information.todos.empty.title')} text={t('information.todos.empty.text')} />
      )}
      <ul className="todo-list">
        {todos.rows.slice(0, SHOWN).map(todo => (
          <TodoLine key={todo.id} todo={todo} />
        ))}
      </ul>
    </Sheet>
  )
}
