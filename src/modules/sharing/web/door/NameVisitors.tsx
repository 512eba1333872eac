import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listPeople } from '#modules/members/contract.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { nameVisitors } from '../../contract/door.ts'

/** Names people of the own organisation who are to come. */
export function NameVisitors({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation()
  const save = useCommand(nameVisitors)
  return (
    <CommandForm<{ add?: string[] }>
      submit={t('sharing.door.add_save')}
      onSend={({ add = [] }) => save.run({ params: { id }, body: { add, remove: [] } })}
      onDone={onDone}
    >
      <Field name="add" label={t('sharing.door.add')} hint={t('sharing.door.add_hint')} required>
        <OwnPeople />
      </Field>
    </CommandForm>
  )
}

type Props = { id?: string; value?: string[]; onChange?: (value: string[]) => void }

function OwnPeople({ id, value = [], onChange }: Props) {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const [known, setKnown] = useState<Record<string, string>>({})
  const people = useRead(listPeople, { query: { q: q.trim() || undefined, limit: 25 } }).data?.rows ?? []
  const found = people.filter(person => person.role !== 'guardian')
  const labels: Record<string, string> = {
    ...known,
    ...Object.fromEntries(
      found.map(one => [one.id, [one.name, one.number, t(`role.${one.role}`)].filter(Boolean).join(' · ')]),
    ),
  }
  return (
    <Select
      id={id}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setQ }}
      value={value}
      onChange={(chosen: string[]) => {
        setKnown(labels)
        onChange?.(chosen)
      }}
      options={[...new Set([...value, ...found.map(one => one.id)])].map(one => ({
        value: one,
        label: labels[one] ?? one,
      }))}
    />
  )
}
