import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { bilingualOrNull, named } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import {
  createProgrammeGroup,
  getProgrammeGroup,
  type ProgrammeGroup,
  updateProgrammeGroup,
} from '../../contract/groups.ts'
import { listProgrammes } from '../../contract/programmes.ts'

type Typed = { zh?: string; en?: string | null } | null
type Values = { name: Typed; summary?: Typed; programmeIds?: string[] }
const bodyOf = ({ name, summary, programmeIds }: Values) => ({
  ...{ name: named(name), summary: bilingualOrNull(summary), programmeIds: programmeIds ?? [] },
})
const valuesOf = ({ name, summary, programmes }: ProgrammeGroup): Values => ({
  ...{ name, summary, programmeIds: programmes.map(one => one.id) },
})

type Props = { group?: ProgrammeGroup; onDone: (id: string) => void }

export function GroupForm({ group, onDone }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const create = useCommand(createProgrammeGroup)
  const update = useCommand(updateProgrammeGroup)
  const found = usePaged(listProgrammes, { query: { q: q || undefined, limit: 100 } }).rows
  let made = group?.id ?? ''
  let newest = group?.version ?? 0
  const save = async (values: Values, version: number) => {
    if (group) await update.run({ params: { id: group.id }, body: { ...bodyOf(values), version } })
    else made = (await create.run({ body: bodyOf(values) })).id
  }
  const options = new Map(
    [...(group?.programmes ?? []), ...found].map(one => [
      one.id,
      `${name(one.name)} · ${name(one.organisation.name)}`,
    ]),
  )
  return (
    <CommandForm<Values>
      initial={group ? valuesOf(group) : {}}
      submit={t(group ? 'action.save' : 'programmes.groups.new')}
      onSend={values => save(values, group?.version ?? 0)}
      current={
        group
          ? async () => {
              const fresh = await api(getProgrammeGroup, { params: { id: group.id } })
              newest = fresh.version
              return valuesOf(fresh)
            }
          : undefined
      }
      onOverwrite={values => save(values, newest)}
      onDone={() => onDone(made)}
    >
      <Field name={['name', 'zh']} label={t('programmes.name_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('programmes.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="programmeIds" label={t('programmes.title')} hint={t('programmes.groups.members_hint')}>
        <Select
          mode="multiple"
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={[...options].map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <Field name={['summary', 'zh']} label={t('programmes.description_zh')}>
        <Input.TextArea rows={4} maxLength={2000} lang="zh" />
      </Field>
      <Field name={['summary', 'en']} label={t('programmes.description_en')}>
        <Input.TextArea rows={4} maxLength={2000} lang="en" />
      </Field>
    </CommandForm>
  )
}
