import { Select } from 'antd'
import { useState } from 'react'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { listOrganisations } from '../../contract.ts'

type Props = {
  id?: string
  value?: string
  onChange?: (id: string | undefined) => void
  placeholder?: string
  /** Not this one: the asker's own, or one that has answered. */
  without?: string | undefined
  /** Of this group alone. */
  group?: string
  allowClear?: boolean
}

/** An organisation, found by what it is called. */
export function OrganisationPick({ id, value, onChange, placeholder, without, group, allowClear }: Props) {
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const rows =
    useRead(listOrganisations, { query: { q: q.trim() || undefined, group, limit: 25 } }).data?.rows ?? []
  const found = rows.filter(row => row.id !== without).map(row => ({ value: row.id, label: name(row.name) }))
  // Whoever was chosen keeps their name when the words are others.
  const [chosen, setChosen] = useState<(typeof found)[number]>()
  const isAmong = !chosen || chosen.value !== value || found.some(one => one.value === value)
  return (
    <Select
      id={id}
      value={value}
      onChange={next => {
        setChosen(found.find(one => one.value === next) ?? chosen)
        onChange?.(next)
      }}
      allowClear={allowClear}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={placeholder}
      options={isAmong ? found : [chosen, ...found]}
    />
  )
}
