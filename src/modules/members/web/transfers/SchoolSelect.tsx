import { Select } from 'antd'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { listSchools } from '../../contract.ts'

type Props = { value?: string; onChange?: (value: string) => void; id?: string; without?: string }

/** The schools of the groups, found by typing. */
export function SchoolSelect({ without, ...control }: Props) {
  const { name } = useFormat()
  const schools = useRead(listSchools, { query: {} }).data?.rows ?? []
  return (
    <Select
      {...control}
      showSearch={{ optionFilterProp: 'label' }}
      options={schools
        .filter(school => school.id !== without)
        .map(school => ({ value: school.id, label: name(school.name) }))}
    />
  )
}
