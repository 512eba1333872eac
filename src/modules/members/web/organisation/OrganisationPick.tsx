import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { listOrganisations } from '../../contract.ts'

type Props = { id?: string; value?: string; onChange?: (id: string) => void; without: string; group?: string }

/** Another organisation, found by what it is called. */
export function OrganisationPick({ id, value, onChange, without, group }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const rows =
    useRead(listOrganisations, { query: { q: q.trim() || undefined, group, limit: 25 } }).data?.rows ?? []
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('members.relation.search')}
      options={rows.filter(row => row.id !== without).map(row => ({ value: row.id, label: name(row.name) }))}
    />
  )
}
