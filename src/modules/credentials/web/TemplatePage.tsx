import { Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import {
  createTemplate,
  getTemplate,
  type Template,
  type TemplateInput,
  updateTemplate,
} from '../contract.ts'
import { KINDS } from '../rules/achievement.ts'
import { COLOURS } from '../rules/colours.ts'
import { OUTCOME_KINDS } from '../rules/outcomes.ts'
import { Badge } from './Badge.tsx'
import { PictureSheet } from './PictureSheet.tsx'

/** Makes a design, or changes one; what has been issued from it stays as it is. */
export default function TemplatePage() {
  const { id } = useParams()
  return id ? <Existing id={id} /> : <Editor template={null} />
}

function Existing({ id }: { id: string }) {
  const read = useRead(getTemplate, { params: { id } })
  return <Loaded read={read}>{template => <Editor key={template.version} template={template} />}</Loaded>
}

function Editor({ template }: { template: Template | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCommand(createTemplate)
  const update = useCommand(updateTemplate)
  const [form] = Form.useForm<TemplateInput>()
  const send = (values: TemplateInput) => {
    const { outcome, levels = [], alignments = [], ...rest } = values
    const body = { ...rest, levels, alignments, outcome: outcome?.kind ? outcome : null }
    return template
      ? update.run({ params: { id: template.id }, body: { ...body, version: template.version } })
      : create.run({ body })
  }
  const preview = <Preview form={form} />
  return (
    <>
      <PageHeader
        title={t(template ? 'credentials.template.edit' : 'credentials.templates.new')}
        lead={template ? t('credentials.template.edit_lead') : undefined}
        trail={[
          { to: '/credentials/issued', label: t('credentials.issued.title') },
          { to: '/credentials/templates', label: t('credentials.templates.title') },
        ]}
      />
      <Columns
        main={
          <div className="sheet">
            <CommandForm<TemplateInput>
              form={form}
              initial={
                (template as TemplateInput | null) ?? {
                  kind: 'completion',
                  colour: COLOURS[0],
                  levels: [],
                  alignments: [],
                }
              }
              submit={t('action.save')}
              onSend={send}
              onDone={() => void navigate('/credentials/templates')}
            >
              <Field name="kind" label={t('credentials.field.kind')} required>
                <Radio.Group
                  options={KINDS.map(value => ({ value, label: t(`credentials.kind.${value}`) }))}
                />
              </Field>
              <Field name={['name', 'zh']} label={t('credentials.template.name_zh')} required>
                <Input maxLength={100} />
              </Field>
              <Field name={['name', 'en']} label={t('credentials.template.name_en')}>
                <Input maxLength={200} />
              </Field>
              <Field name={['description', 'zh']} label={t('credentials.template.description_zh')} required>
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={2000} />
              </Field>
              <Field name={['description', 'en']} label={t('credentials.template.description_en')}>
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} />
              </Field>
              <Field
                name={['criteria', 'zh']}
                label={t('credentials.template.criteria_zh')}
                hint={t('credentials.template.criteria_hint')}
                required
              >
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} maxLength={4000} />
              </Field>
              <Field name={['criteria', 'en']} label={t('credentials.template.criteria_en')}>
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} maxLength={8000} />
              </Field>
              <Field
                name="levels"
                label={t('credentials.template.levels')}
                hint={t('credentials.template.levels_hint')}
              >
                <Select mode="tags" open={false} suffixIcon={null} maxCount={10} />
              </Field>
              <Field name="colour" label={t('credentials.template.colour')} required>
                <Radio.Group
                  options={COLOURS.map(colour => ({
                    value: colour,
                    label: (
                      <svg
                        className="colour-pick"
                        role="img"
                        aria-label={t('credentials.template.colour_of', { colour })}
                      >
                        <circle cx="11" cy="11" r="11" fill={colour} />
                      </svg>
                    ),
                  }))}
                />
              </Field>
              <Outcome />
              <Alignments />
            </CommandForm>
          </div>
        }
        side={
          template ? (
            <PictureSheet template={template} drawn={preview} />
          ) : (
            <Sheet title={t('credentials.template.picture')}>
              {preview}
              <p className="caption design-later">{t('credentials.template.picture_later')}</p>
            </Sheet>
          )
        }
      />
    </>
  )
}

/** What in a learner's record earns it. */
function Outcome() {
  const { t } = useTranslation()
  const kind = Form.useWatch<string | undefined>(['outcome', 'kind'])
  return (
    <>
      <Field
        name={['outcome', 'kind']}
        label={t('credentials.template.outcome')}
        hint={t('credentials.template.outcome_hint')}
      >
        <Select
          allowClear
          options={OUTCOME_KINDS.map(value => ({ value, label: t(`records.kind.${value}`) }))}
        />
      </Field>
      {kind && (
        <Field
          name={['outcome', 'named']}
          label={t('credentials.template.outcome_named')}
          hint={t('credentials.template.outcome_named_hint')}
        >
          <Input maxLength={100} />
        </Field>
      )}
    </>
  )
}

function Alignments() {
  const { t } = useTranslation()
  return (
    <Form.List name="alignments">
      {(fields, { add, remove }) => (
        <fieldset className="alignments">
          <legend>{t('credentials.template.alignments')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="alignment-row">
              <Field name={[name, 'name']} label={t('credentials.template.alignment_name')} required>
                <Input maxLength={200} />
              </Field>
              <Field name={[name, 'url']} label={t('credentials.template.alignment_url')} required>
                <Input maxLength={500} inputMode="url" />
              </Field>
              <Button onClick={() => remove(name)}>{t('credentials.template.alignment_remove')}</Button>
            </div>
          ))}
          <Button onClick={() => add({})}>{t('credentials.template.alignment_add')}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}

/** The drawn sign as the form stands. */
function Preview({ form }: { form: FormInstance<TemplateInput> }) {
  const kind = Form.useWatch('kind', form) ?? 'completion'
  const colour = Form.useWatch('colour', form) ?? COLOURS[0]
  const name = Form.useWatch(['name', 'zh'], form) ?? ''
  return <Badge kind={kind} colour={colour} name={name} organisation="" />
}
