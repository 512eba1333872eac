import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { issueForOutcomes, listTemplates, type Template } from '../contract.ts'
import { EarnedPick } from './EarnedPick.tsx'
import './credentials.css'
import { DAY, HOLDS } from './issue-fields.ts'

type Values = {
  templateId: string
  outcomeIds: string[]
  level: string | null
  validUntil: string | null
  holdHours: number
}

/** Issues a design to everybody who has earned it, each for their own recorded outcome. */
export default function EarnedPage() {
  const { t } = useTranslation()
  const read = useRead(listTemplates, {})
  return (
    <Loaded read={read}>
      {({ rows }) => {
        const templates = rows.filter(one => !one.archived && one.outcome !== null)
        if (templates.length > 0) return <Issue templates={templates} />
        return (
          <>
            <PageHeader
              title={t('credentials.earned.title')}
              lead={t('credentials.earned.lead')}
              trail={[{ to: '/credentials/issued', label: t('credentials.issued.title') }]}
            />
            <Empty
              title={t('credentials.earned.no_template')}
              text={t('credentials.earned.no_template_text')}
              action={<Link to="/credentials/templates">{t('credentials.templates.title')}</Link>}
            />
          </>
        )
      }}
    </Loaded>
  )
}

function Issue({ templates }: { templates: readonly Template[] }) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const issue = useCommand(issueForOutcomes)
  const [form] = Form.useForm<Values>()
  const asked = templates.find(one => one.id === search.get('template')) ?? templates[0]
  const chosen: string = Form.useWatch('templateId', form) ?? asked?.id ?? ''
  const levels = templates.find(one => one.id === chosen)?.levels ?? []
  let made = ''
  return (
    <FormPage<Values>
      title={t('credentials.earned.title')}
      lead={t('credentials.earned.lead')}
      trail={[{ to: '/credentials/issued', label: t('credentials.issued.title') }]}
      form={form}
      initial={{ templateId: chosen, outcomeIds: [], level: null, validUntil: null, holdHours: 24 }}
      submit={t('credentials.issue.send')}
      onSend={async ({ templateId, ...body }) => {
        const { id } = await issue.run({
          params: { id: templateId },
          body: { ...body, level: levels.length > 0 ? body.level : null },
        })
        made = id
      }}
      onDone={() => void navigate(`/credentials/batches/${made}`)}
    >
      <Field name="templateId" label={t('credentials.field.template')} required>
        <Select
          onChange={() => form.setFieldsValue({ outcomeIds: [], level: null })}
          options={templates.map(one => ({ value: one.id, label: name(one.name) }))}
        />
      </Field>
      <Field name="outcomeIds" label={t('credentials.earned.outcome')} required>
        <EarnedPick key={chosen} templateId={chosen} />
      </Field>
      {levels.length > 0 && (
        <Field name="level" label={t('credentials.field.level')} required>
          <Select options={levels.map(value => ({ value, label: value }))} />
        </Field>
      )}
      <Field
        name="validUntil"
        label={t('credentials.field.until')}
        hint={t('credentials.issue.until_hint')}
        {...DAY}
      >
        <Input type="date" lang={language} />
      </Field>
      <Field name="holdHours" label={t('credentials.issue.hold')} required>
        <Radio.Group
          vertical
          options={HOLDS.map(value => ({ value, label: t(`credentials.issue.hold_${value}`) }))}
        />
      </Field>
    </FormPage>
  )
}
