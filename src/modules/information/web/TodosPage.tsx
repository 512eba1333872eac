import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { today } from '#platform/contract/days.ts'
import { usePaged } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { COUNTED_MOST, listTodos, type Todo } from '../contract/todos.ts'
import { DUE_GROUPS, dueGroup } from '../rules/days.ts'
import { HandOnDrawer } from './HandOnDrawer.tsx'
import { TodoLine } from './parts/TodoLine.tsx'
import { useTodoCounts } from './parts/use-todos.ts'
import { TakeBackButton } from './TakeBackButton.tsx'

type Show = 'open' | 'handed_on'

/** Everything that waits for the reader, by when it is due, and what they have handed on. */
export default function TodosPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const show: Show = search.get('show') === 'handed_on' ? 'handed_on' : 'open'
  const counts = useTodoCounts()
  const todos = usePaged(listTodos, { query: { show } })
  const [giving, setGiving] = useState<Todo | null>(null)
  const open = counts?.open ?? 0
  const label = (key: 'information.todos.open' | 'information.todos.handed_on', count = 0) =>
    count > 0 ? `${t(key)} ${count < COUNTED_MOST ? count : `${COUNTED_MOST - 1}+`}` : t(key)
  return (
    <>
      <PageHeader
        title={t('information.todos.title')}
        lead={
          open >= COUNTED_MOST
            ? t('information.todos.lead_many', { count: COUNTED_MOST })
            : open > 0 && t('information.todos.lead', { count: open })
        }
      />
      <div className="stack">
        <Segmented<Show>
          className="todos-show"
          aria-label={t('information.todos.show')}
          value={show}
          onChange={value => setSearch(value === 'open' ? {} : { show: value }, { replace: true })}
          options={[
            { value: 'open', label: label('information.todos.open', counts?.open) },
            { value: 'handed_on', label: label('information.todos.handed_on', counts?.handedOn) },
          ]}
        />
        {todos.isLoading && <Skeleton lines={8} />}
        {todos.error !== null && todos.rows.length === 0 && (
          <ErrorState error={todos.error} onRetry={todos.retry} />
        )}
        {!todos.isLoading && todos.error === null && todos.rows.length === 0 && <Nothing show={show} />}
        <Groups rows={todos.rows} onHandOn={setGiving} />
        {todos.hasMore && (
          <div>
            <Button onClick={todos.more} loading={todos.isLoadingMore}>
              {t('action.more')}
            </Button>
          </div>
        )}
      </div>
      <HandOnDrawer todo={giving} onClose={() => setGiving(null)} />
    </>
  )
}

function Nothing({ show }: { show: Show }) {
  const { t } = useTranslation()
  return show === 'open' ? (
    <Empty title={t('information.todos.empty.title')} text={t('information.todos.empty.text')} />
  ) : (
    <Empty
      title={t('information.todos.handed_empty.title')}
      text={t('information.todos.handed_empty.text')}
    />
  )
}

function Groups({ rows, onHandOn }: { rows: readonly Todo[]; onHandOn: (todo: Todo) => void }) {
  const { t } = useTranslation()
  const on = today()
  return DUE_GROUPS.map(group => {
    const due = rows.filter(todo => dueGroup(todo.dueOn, on) === group)
    if (due.length === 0) return null
    return (
      <Sheet key={group} title={t(`information.todos.due.${group}`)}>
        <ul className="todo-list">
          {due.map(todo => (
            <TodoLine key={todo.id} todo={todo} action={<Action todo={todo} onHandOn={onHandOn} />} />
          ))}
        </ul>
      </Sheet>
    )
  })
}

function Action({ todo, onHandOn }: { todo: Todo; onHandOn: (todo: Todo) => void }) {
  const { t } = useTranslation()
  if (todo.handed) return <TakeBackButton todo={todo} />
  if (!todo.mayHandOn) return null
  return <Button onClick={() => onHandOn(todo)}>{t('information.todos.hand_on')}</Button>
}
