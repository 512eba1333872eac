import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type Todo, takeBackTodo } from '../contract/todos.ts'
import { useActingAs } from './use-acting-as.ts'

/** Takes back what one has handed on, or returns what was handed to one. */
export function TakeBackButton({ todo }: { todo: Todo }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const actAs = useActingAs()
  const command = useCommand(takeBackTodo)
  const mine = todo.handed?.byMe
  const run = async () => {
    try {
      await actAs(todo.affiliationId)
      await command.run({ params: { id: todo.id } })
      notice(t(mine ? 'information.todos.taken_back' : 'information.todos.given_back'))
    } catch (error) {
      notice(textOf(error))
    }
  }
  return (
    <Button loading={command.pending} onClick={() => void run()}>
      {t(mine ? 'information.todos.take_back' : 'information.todos.give_back')}
    </Button>
  )
}
