import { Select } from 'antd'
import { listOrganisations } from '#modules/members/contract.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'

type Props = { name: string; label: string; hint?: string; required?: boolean; except?: string }

/** One of the organisations of the platform, found by its name. */
export function OrganisationField({ name: field, label, hint, required, except }: Props) {
  const { name } = useFormat()
  const rows = usePaged(listOrganisations, { query: { limit: 100 } })
  const shown = rows.rows.filter(one => one.id !== except)
  return (
    <Field name={field} label={label} hint={hint} required={required}>
      <Select
        allowClear={!required}
        showSearch={{ optionFilterProp: 'label' }}
        options={shown.map(one => ({ value: one.id, label: name(one.name) }))}
      />
    </Field>
  )
}
