import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useCommand } from '#platform/web/query.ts'
import { bilingualOrNull, named, orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import {
  createFramework,
  type Framework,
  type FrameworkInput,
  getFramework,
  updateFramework,
} from '../../contract/frameworks.ts'
import { FRAMEWORK_KINDS, type FrameworkKind } from '../../rules/vocabulary.ts'

type Typed = { zh?: string; en?: string | null } | null
type Values = {
  kind: FrameworkKind
  name: Typed
  issuer?: Typed
  edition?: string | null
  description?: Typed
  levels: { zh: string; en: string }
}

/** Levels are typed one a line. */
const lines = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter((line, i, all) => line !== '' || i < all.length - 1)

const bodyOf = (values: Values): FrameworkInput => ({
  ...{ kind: values.kind, name: named(values.name), issuer: bilingualOrNull(values.issuer) },
  ...{ edition: orNull(values.edition), description: bilingualOrNull(values.description) },
  levels: { zh: lines(values.levels.zh), en: lines(values.levels.en ?? '') },
})

const valuesOf = ({ kind, name, issuer, edition, description, levels }: Framework): Values => ({
  ...{ kind, name, issuer, edition, description },
  levels: { zh: levels.zh.join('\n'), en: levels.en.join('\n') },
})

type Props = { framework?: Framework; onDone: (id: string) => void }

export function FrameworkForm({ framework, onDone }: Props) {
  const { t } = useTranslation()
  const create = useCommand(createFramework)
  const update = useCommand(updateFramework)
  let made = framework?.id ?? ''
  let newest = framework?.version ?? 0
  const save = async (values: Values, version: number) => {
    if (framework) await update.run({ params: { id: framework.id }, body: { ...bodyOf(values), version } })
    else made = (await create.run({ body: bodyOf(values) })).id
  }
  return (
    <CommandForm<Values>
      initial={framework ? valuesOf(framework) : { kind: 'competencies' }}
      submit={t(framework ? 'action.save' : 'programmes.frameworks.new')}
      onSend={values => save(values, framework?.version ?? 0)}
      current={
        framework
          ? async () => {
              const fresh = await api(getFramework, { params: { id: framework.id } })
              newest = fresh.version
              return valuesOf(fresh)
            }
          : undefined
      }
      onOverwrite={values => save(values, newest)}
      onDone={() => onDone(made)}
    >
      <Field name="kind" label={t('programmes.frameworks.kind')} required>
        <Select
          options={FRAMEWORK_KINDS.map(value => ({ value, label: t(`programmes.framework_kind.${value}`) }))}
        />
      </Field>
      <Field name={['name', 'zh']} label={t('programmes.name_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('programmes.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field
        name={['issuer', 'zh']}
        label={t('programmes.frameworks.issuer_zh')}
        hint={t('programmes.frameworks.issuer_hint')}
      >
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['issuer', 'en']} label={t('programmes.frameworks.issuer_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="edition" label={t('programmes.frameworks.edition')}>
        <Input maxLength={40} />
      </Field>
      <Field
        name={['levels', 'zh']}
        label={t('programmes.frameworks.levels_zh')}
        hint={t('programmes.frameworks.levels_hint')}
        required
      >
        <Input.TextArea rows={4} maxLength={500} lang="zh" />
      </Field>
      <Field name={['levels', 'en']} label={t('programmes.frameworks.levels_en')}>
        <Input.TextArea rows={4} maxLength={500} lang="en" />
      </Field>
      <Field name={['description', 'zh']} label={t('programmes.description_zh')}>
        <Input.TextArea rows={3} maxLength={2000} lang="zh" />
      </Field>
      <Field name={['description', 'en']} label={t('programmes.description_en')}>
        <Input.TextArea rows={3} maxLength={2000} lang="en" />
      </Field>
    </CommandForm>
  )
}
