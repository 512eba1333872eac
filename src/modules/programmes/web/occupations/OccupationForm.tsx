import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useCommand } from '#platform/web/query.ts'
import { bilingualOrNull, named } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import {
  createOccupation,
  getOccupation,
  type Occupation,
  updateOccupation,
} from '../../contract/occupations.ts'

type Typed = { zh?: string; en?: string | null } | null
type Values = { code: string; name: Typed; summary?: Typed }
const bodyOf = ({ code, name, summary }: Values) => ({
  ...{ code: code?.trim() ?? '', name: named(name), summary: bilingualOrNull(summary) },
})
const valuesOf = ({ code, name, summary }: Occupation): Values => ({ code, name, summary })

type Props = { occupation?: Occupation; onDone: (id: string) => void }

export function OccupationForm({ occupation, onDone }: Props) {
  const { t } = useTranslation()
  const create = useCommand(createOccupation)
  const update = useCommand(updateOccupation)
  let made = occupation?.id ?? ''
  let newest = occupation?.version ?? 0
  const save = async (values: Values, version: number) => {
    if (occupation) await update.run({ params: { id: occupation.id }, body: { ...bodyOf(values), version } })
    else made = (await create.run({ body: bodyOf(values) })).id
  }
  return (
    <CommandForm<Values>
      initial={occupation ? valuesOf(occupation) : {}}
      submit={t(occupation ? 'action.save' : 'programmes.occupations.new')}
      onSend={values => save(values, occupation?.version ?? 0)}
      current={
        occupation
          ? async () => {
              const fresh = await api(getOccupation, { params: { id: occupation.id } })
              newest = fresh.version
              return valuesOf(fresh)
            }
          : undefined
      }
      onOverwrite={values => save(values, newest)}
      onDone={() => onDone(made)}
    >
      <Field name="code" label={t('programmes.occupations.code')} hint={t('programmes.code_hint')} required>
        <Input maxLength={40} />
      </Field>
      <Field name={['name', 'zh']} label={t('programmes.name_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('programmes.name_en')}>
        <Input maxLength={200} lang="en" />
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
