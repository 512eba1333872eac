import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { listDirectory, listPeople } from '../../contract.ts'

type Props = { id?: string; value?: string[]; onChange?: (value: string[]) => void }

/** Finds people by name, number or pinyin: those of the own organisation, or whom a group's members have listed. */
export function PeoplePick({ id, value, onChange }: Props) {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const ofGroup = useViewer()?.role === 'secretariat'
  const query = { q: q.trim() || undefined, limit: 25 }
  const people = useRead(listPeople, { query }, { enabled: !ofGroup }).data?.rows ?? []
  const listed = useRead(listDirectory, { query }, { enabled: ofGroup }).data?.rows ?? []
  const found = [...people, ...listed].filter(person => person.role !== 'guardian')
  const [known, setKnown] = useState<Record<string, string>>({})
  const labels = {
    ...known,
    ...Object.fromEntries(found.map(one => [one.id, labelOf(one, t(`role.${one.role}`))])),
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
      options={[...new Set([...(value ?? []), ...found.map(one => one.id)])].map(one => ({
        value: one,
        label: labels[one] ?? one,
      }))}
    />
  )
}

const labelOf = (one: { name: string; number?: string | null }, role: string) =>
  [one.name, one.number ?? null, role].filter(Boolean).join(' · ')
