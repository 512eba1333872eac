import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { bilingualOrNull, named } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  type Competency,
  type CompetencyInput,
  createCompetency,
  type Framework,
  getFramework,
  removeCompetency,
  updateCompetency,
} from '../../contract/frameworks.ts'

type Typed = { zh?: string; en?: string | null } | null
type Values = {
  code: string
  name: Typed
  description?: Typed
  descriptors?: { zh?: (string | undefined)[]; en?: (string | undefined)[] }
}

const bodyOf = ({ code, name, description, descriptors }: Values): CompetencyInput => ({
  ...{ code: code?.trim() ?? '', name: named(name), description: bilingualOrNull(description) },
  descriptors: {
    zh: (descriptors?.zh ?? []).map(text => text?.trim() ?? ''),
    en: (descriptors?.en ?? []).map(text => text?.trim() ?? ''),
  },
})

type Props = { framework: Framework; competency: Competency | null; onDone: () => void }

export function CompetencyForm({ framework, competency, onDone }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const textOf = useErrorText()
  const create = useCommand(createCompetency)
  const update = useCommand(updateCompetency)
  const remove = useCommand(removeCompetency)
  let newest = competency?.version ?? 0
  const save = (values: Values, version: number) =>
    competency
      ? update.run({ params: { id: competency.id }, body: { ...bodyOf(values), version } })
      : create.run({ params: { id: framework.id }, body: bodyOf(values) })
  const drop = async () => {
    if (!competency) return
    try {
      await remove.run({ params: { id: competency.id } })
      onDone()
    } catch (error) {
      notice(textOf(error))
    }
  }
  return (
    <CommandForm<Values>
      initial={competency ?? {}}
      submit={t(competency ? 'action.save' : 'programmes.add_competency')}
      onSend={values => save(values, competency?.version ?? 0)}
      current={
        competency
          ? async () => {
              const { rows } = await api(getFramework, { params: { id: framework.id } })
              const fresh = rows.find(row => row.id === competency.id) ?? competency
              newest = fresh.version
              return fresh
            }
          : undefined
      }
      onOverwrite={values => save(values, newest)}
      onDone={onDone}
      extra={
        competency && (
          <Button danger onClick={() => void drop()}>
            {t('programmes.remove')}
          </Button>
        )
      }
    >
      <Field
        name="code"
        label={t('programmes.plan.competency_code')}
        hint={t('programmes.code_hint')}
        required
      >
        <Input maxLength={40} />
      </Field>
      <Field name={['name', 'zh']} label={t('programmes.name_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('programmes.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      {framework.levels.zh.map((zh, i) => (
        <Field
          key={zh}
          name={['descriptors', 'zh', i]}
          label={t('programmes.frameworks.descriptor_zh', {
            level: name({ zh, en: framework.levels.en[i] || null }),
          })}
        >
          <Input.TextArea rows={2} maxLength={500} lang="zh" />
        </Field>
      ))}
      {framework.levels.zh.map((zh, i) => (
        <Field
          key={zh}
          name={['descriptors', 'en', i]}
          label={t('programmes.frameworks.descriptor_en', {
            level: name({ zh, en: framework.levels.en[i] || null }),
          })}
        >
          <Input.TextArea rows={2} maxLength={500} lang="en" />
        </Field>
      ))}
    </CommandForm>
  )
}
