import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useSession } from '#platform/web/session.ts'
import type { Todo } from '../../contract/todos.ts'
import { dueGroup } from '../../rules/days.ts'
import { useTodoText } from './todo-text.ts'
import './todos.css'

/** One item: its sentence leads to the step, switching the acting role first where it is another's. */
export function TodoLine({ todo, action }: { todo: Todo; action?: ReactNode }) {
  const { t } = useTranslation()
  const { distance, day } = useFormat()
  const text = useTodoText()
  const late = dueGroup(todo.dueOn, today()) === 'overdue'
  const other = useOtherStanding(todo.affiliationId)
  const follow = useFollow(todo, other !== null)
  const { handed } = todo
  return (
    <li className="todo" data-late={late || undefined}>
      <span className="todo-when" title={todo.dueOn ? day(todo.dueOn) : undefined}>
        {todo.dueOn && distance(todo.dueOn)}
      </span>
      <div className="todo-what">
        <Link to={todo.path} onClick={follow}>
          {text(todo)}
        </Link>
        {other && <p className="caption">{t('information.todos.as', { role: other })}</p>}
        {handed && (
          <p className="caption">
            {handed.byMe
              ? t('information.todos.handed_to', { name: handed.to })
              : t('information.todos.handed_by', { name: handed.by })}
            {handed.note && <span className="todo-note">{handed.note}</span>}
          </p>
        )}
      </div>
      {action}
    </li>
  )
}

/** The words of the standing an item belongs to, where it is not the one acted in now. */
function useOtherStanding(affiliationId: string): string | null {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { session } = useSession()
  if (!session || session.viewer.affiliationId === affiliationId) return null
  const standing = session.standings.find(one => one.affiliationId === affiliationId)
  if (!standing) return null
  const at = standing.group ?? standing.organisation
  const role = t(`role.${standing.role}`)
  return at ? t('information.todos.as_at', { role, place: name(at.name) }) : role
}

function useFollow(todo: Todo, switches: boolean) {
  const { act } = useSession()
  const navigate = useNavigate()
  return async (event: MouseEvent) => {
    if (!switches || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    await act(todo.affiliationId)
    void navigate(todo.path)
  }
}
