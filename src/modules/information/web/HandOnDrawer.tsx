import { Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { handOnTodo, listColleagues, type Todo } from '../contract/todos.ts'
import { useTodoText } from './parts/todo-text.ts'
import { useActingAs } from './use-acting-as.ts'

type Values = { affiliationId: string; note?: string }

/** Chooses who takes an item over, with a word to them. */
export function HandOnDrawer({ todo, onClose }: { todo: Todo | null; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <SideDrawer open={todo !== null} title={t('information.todos.hand_on.title')} onClose={onClose}>
      {todo && <HandOnForm todo={todo} onDone={onClose} />}
    </SideDrawer>
  )
}

function HandOnForm({ todo, onDone }: { todo: Todo; onDone: () => void }) {
  const { t } = useTranslation()
  const text = useTodoText()
  const notice = useNotice()
  const actAs = useActingAs()
  const command = useCommand(handOnTodo)
  return (
    <div className="stack">
      <div>
        <p>{text(todo)}</p>
        <p className="caption">{t('information.todos.hand_on.text')}</p>
      </div>
      <CommandForm<Values>
        submit={t('information.todos.hand_on')}
        unguarded
        onSend={async body => {
          await actAs(todo.affiliationId)
          await command.run({ params: { id: todo.id }, body })
        }}
        onDone={() => {
          notice(t('information.todos.hand_on.done'))
          onDone()
        }}
      >
        <Field name="affiliationId" label={t('information.todos.hand_on.to')} required>
          <ColleaguePick todo={todo} />
        </Field>
        <Field
          name="note"
          label={t('information.todos.hand_on.note')}
          hint={t('information.todos.hand_on.note_hint')}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </CommandForm>
    </div>
  )
}

type PickProps = { todo: Todo; id?: string; value?: string; onChange?: (value: string) => void }

function ColleaguePick({ todo, id, value, onChange }: PickProps) {
  const { t } = useTranslation()
  const actAs = useActingAs()
  const [q, setQ] = useState('')
  const [ready, setReady] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each item
  useEffect(() => {
    void actAs(todo.affiliationId).then(() => setReady(true))
  }, [todo.id])
  const request = { params: { id: todo.id }, query: { q: q.trim() || undefined } }
  const found = useRead(listColleagues, request, { enabled: ready })
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isLoading}
      placeholder={t('information.todos.hand_on.search')}
      notFoundContent={found.data && t('information.todos.hand_on.nobody')}
      getPopupContainer={node => node.parentElement ?? document.body}
      options={(found.data?.rows ?? []).map(one => ({
        value: one.affiliationId,
        label: `${one.name} · ${t(`role.${one.role}`)}`,
      }))}
    />
  )
}
