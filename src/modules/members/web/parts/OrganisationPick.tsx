import { type ComponentProps, useState } from 'react'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { FoundPick } from '#platform/web/ui/FoundPick.tsx'
import { listOrganisations } from '../../contract.ts'

type Props = Omit<ComponentProps<typeof FoundPick>, 'found' | 'onSearch'> & {
  /** Not this one: the asker's own, or one that has answered. */
  without?: string | undefined
  /** Of this group alone. */
  group?: string | undefined
}

/** An organisation, found by what it is called. */
export function OrganisationPick({ without, group, ...pick }: Props) {
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const rows =
    useRead(listOrganisations, { query: { q: q.trim() || undefined, group, limit: 25 } }).data?.rows ?? []
  const found = rows.filter(row => row.id !== without).map(row => ({ value: row.id, label: name(row.name) }))
  return <FoundPick {...pick} found={found} onSearch={setQ} />
}
