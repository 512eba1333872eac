import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Todo } from '../../contract/todos.ts'

/** The sentence of an item. A kind without words, from a newer server, still says that something waits. */
export function useTodoText(): (todo: Pick<Todo, 'kind' | 'data'>) => string {
  const { t } = useTranslation()
  const loosely = t as unknown as (key: string, data: Todo['data']) => string
  return ({ kind, data }) =>
    i18next.exists(`todo.${kind}`, data) ? loosely(`todo.${kind}`, data) : t('information.todos.unknown')
}
