import { Button, Checkbox, Form, Input, Select } from 'antd'
import { type ComponentProps, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import type { Item, ItemInput } from '../contract/items.ts'
import { CREATOR_ROLES, type CreatorRole, ITEM_LANGUAGES, KINDS, LEVELS } from '../rules/vocabulary.ts'

/** An item as its form holds it: what was not typed is not there. */
export type ItemValues = {
  kind: ItemInput['kind']
  title: { zh?: string; en?: string | null }
  text: { zh?: string; en?: string | null }
  software?: string[]
  techniques?: string[]
  level?: ItemInput['level']
  subject?: string | null
  language?: ItemInput['language']
  source?: string | null
  creators?: { name?: string; role: CreatorRole }[]
  creatorsAgreed?: boolean
}

export const valuesOf = ({ kind, title, text, software, techniques, ...item }: Item): ItemValues => ({
  ...{ kind, title, text, software, techniques, level: item.level, subject: item.subject },
  ...{ language: item.language, source: item.source, creators: item.creators },
  creatorsAgreed: item.creatorsAgreed,
})

const namedIn = ({ creators = [] }: Pick<ItemValues, 'creators'>) =>
  creators.flatMap(({ name, role }) => (name?.trim() ? [{ name: name.trim(), role }] : []))

export const inputOf = (values: ItemValues): ItemInput => ({
  kind: values.kind,
  title: { zh: values.title?.zh?.trim() ?? '', en: orNull(values.title?.en) },
  text: { zh: values.text?.zh?.trim() ?? '', en: orNull(values.text?.en) },
  ...{ software: values.software ?? [], techniques: values.techniques ?? [], level: values.level ?? null },
  ...{ subject: orNull(values.subject), language: values.language ?? null, source: orNull(values.source) },
  creators: namedIn(values),
})

/** The keeper's word that everybody named agreed to it. */
export function CreatorsAgreed({ creators }: { creators: ItemInput['creators'] }) {
  const { t } = useTranslation()
  if (creators.length === 0) return null
  const names = creators.map(({ name }) => name).join(t('library.comma'))
  return (
    <Field name="creatorsAgreed" label={t('library.creators')} valuePropName="checked">
      <Checkbox>{t('library.creators_agreed', { names })}</Checkbox>
    </Field>
  )
}

/** The same of the names as they are being typed: whoever is new among them has to be asked. */
export function TypedCreatorsAgreed({ asked }: { asked: ItemInput['creators'] }) {
  const form = Form.useFormInstance<ItemValues>()
  const creators = namedIn({ creators: Form.useWatch<ItemValues['creators']>('creators', form) })
  const fresh = creators.filter(({ name }) => !asked.some(one => one.name === name))
  const names = fresh.map(({ name }) => name).join(' ')
  useEffect(() => {
    if (names) form.setFieldValue('creatorsAgreed', false)
  }, [form, names])
  return <CreatorsAgreed creators={creators} />
}

/** Words as many as one likes, each typed and closed; a form's field gives it its value. */
function Words(field: Partial<ComponentProps<typeof Select>>) {
  return (
    <Select
      {...field}
      mode="tags"
      maxCount={20}
      tokenSeparators={[',', '，', '、']}
      open={false}
      suffixIcon={null}
    />
  )
}

/** What an item says of itself. */
export function ItemFields() {
  const { t } = useTranslation()
  return (
    <>
      <Field name={['title', 'zh']} label={t('library.title_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('library.title_en')} hint={t('library.title_en_hint')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <div className="library-pair">
        <Field name="kind" label={t('library.column.kind')} required>
          <Select options={KINDS.map(value => ({ value, label: t(`library.kind.${value}`) }))} />
        </Field>
        <Field name="level" label={t('library.column.level')}>
          <Select allowClear options={LEVELS.map(value => ({ value, label: t(`library.level.${value}`) }))} />
        </Field>
      </div>
      <Field name={['text', 'zh']} label={t('library.text_zh')} hint={t('library.text_hint')}>
        <Input.TextArea rows={4} maxLength={5000} lang="zh" />
      </Field>
      <Field name={['text', 'en']} label={t('library.text_en')}>
        <Input.TextArea rows={3} maxLength={10_000} lang="en" />
      </Field>
      <div className="library-pair">
        <Field name="software" label={t('library.column.software')} hint={t('library.words_hint')}>
          <Words />
        </Field>
        <Field name="techniques" label={t('library.techniques')} hint={t('library.words_hint')}>
          <Words />
        </Field>
      </div>
      <div className="library-pair">
        <Field name="subject" label={t('library.subject')}>
          <Input maxLength={100} />
        </Field>
        <Field name="language" label={t('library.language')}>
          <Select
            allowClear
            options={ITEM_LANGUAGES.map(value => ({ value, label: t(`library.language.${value}`) }))}
          />
        </Field>
      </div>
      <Field name="source" label={t('library.source')} hint={t('library.source_hint')}>
        <Input maxLength={500} />
      </Field>
      <Creators />
    </>
  )
}

function Creators() {
  const { t } = useTranslation()
  return (
    <fieldset className="library-creators">
      <legend>{t('library.creators')}</legend>
      <p className="caption">{t('library.creators_hint')}</p>
      <Form.List name="creators">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="library-creator">
                <Form.Item name={[name, 'name']} noStyle>
                  <Input maxLength={100} aria-label={t('library.creator_name', { number: name + 1 })} />
                </Form.Item>
                <Form.Item name={[name, 'role']} noStyle>
                  <Select
                    aria-label={t('library.creator_role', { number: name + 1 })}
                    options={CREATOR_ROLES.map(value => ({ value, label: t(`library.creator.${value}`) }))}
                  />
                </Form.Item>
                <Button
                  type="text"
                  onClick={() => remove(name)}
                  aria-label={t('library.creator_remove', { number: name + 1 })}
                >
                  {t('library.remove')}
                </Button>
              </div>
            ))}
            {rows.length < 30 && (
              <Button onClick={() => add({ role: 'author' })}>{t('library.creator_add')}</Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
