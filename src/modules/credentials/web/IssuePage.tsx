import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { listClasses } from '#modules/members/contract.ts'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { issueCredentials, listTemplates, type Template } from '../contract.ts'
import './credentials.css'
import { PeoplePick } from '#modules/members/web/parts/PeoplePick.tsx'
import { DAY, HOLDS } from './issue-fields.ts'

type Values = {
  templateId: string
  affiliationIds: string[]
  classId: string | null
  level: string | null
  awardedOn: string
  validUntil: string | null
  evidence: { name?: string; url?: string }
  holdHours: number
}

/** Issues one design to learners or a whole class. */
export default function IssuePage() {
  const { t } = useTranslation()
  const read = useRead(listTemplates, {})
  return (
    <Loaded read={read}>
      {({ rows }) => {
        const templates = rows.filter(one => !one.archived)
        if (templates.length > 0) return <Issue templates={templates} />
        return (
          <>
            <PageHeader title={t('credentials.issue.title')} />
            <Empty
              title={t('credentials.issue.no_template')}
              text={t('credentials.issue.no_template_text')}
              action={<Link to="/credentials/templates/new">{t('credentials.templates.new')}</Link>}
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
  const viewer = useViewer()
  const [search] = useSearchParams()
  const inSchool = viewer?.role === 'school_admin'
  const classes = useRead(listClasses, {}, { enabled: inSchool }).data?.rows ?? []
  const issue = useCommand(issueCredentials)
  const [form] = Form.useForm<Values>()
  const chosen = Form.useWatch('templateId', form)
  const levels = templates.find(one => one.id === chosen)?.levels ?? []
  let made = ''
  const send = async ({ evidence, ...values }: Values) => {
    const named = evidence?.name?.trim()
    const { id } = await issue.run({
      body: {
        ...values,
        affiliationIds: values.affiliationIds ?? [],
        level: levels.length > 0 ? values.level : null,
        evidence: named ? [{ name: named, url: evidence.url?.trim() || null }] : [],
      },
    })
    made = id
  }
  return (
    <FormPage<Values>
      title={t('credentials.issue.title')}
      lead={t('credentials.issue.lead')}
      trail={[{ to: '/credentials/issued', label: t('credentials.issued.title') }]}
      form={form}
      initial={{
        templateId: search.get('template') ?? templates[0]?.id,
        affiliationIds: [],
        classId: null,
        level: null,
        validUntil: null,
        holdHours: 24,
        awardedOn: today(),
      }}
      submit={t('credentials.issue.send')}
      onSend={send}
      onDone={() => void navigate(`/credentials/batches/${made}`)}
    >
      <Field name="templateId" label={t('credentials.field.template')} required>
        <Select options={templates.map(one => ({ value: one.id, label: name(one.name) }))} />
      </Field>
      {levels.length > 0 && (
        <Field name="level" label={t('credentials.field.level')} required>
          <Select options={levels.map(value => ({ value, label: value }))} />
        </Field>
      )}
      <Field
        name="affiliationIds"
        label={t('credentials.issue.people')}
        // A school may name a class instead.
        required={!inSchool}
        hint={t(
          viewer?.role === 'secretariat' ? 'credentials.issue.people_group' : 'credentials.issue.people_hint',
        )}
      >
        <PeoplePick />
      </Field>
      {inSchool && (
        <Field name="classId" label={t('credentials.issue.class')} hint={t('credentials.issue.class_hint')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={classes.map(one => ({ value: one.id, label: one.name }))}
          />
        </Field>
      )}
      <Field name="awardedOn" label={t('credentials.field.awarded')} required {...DAY}>
        <Input type="date" lang={language} />
      </Field>
      <Field
        name="validUntil"
        label={t('credentials.field.until')}
        hint={t('credentials.issue.until_hint')}
        {...DAY}
      >
        <Input type="date" lang={language} />
      </Field>
      <Field
        name={['evidence', 'name']}
        label={t('credentials.issue.evidence_name')}
        hint={t('credentials.issue.evidence_hint')}
      >
        <Input maxLength={200} />
      </Field>
      <Field name={['evidence', 'url']} label={t('credentials.issue.evidence_url')}>
        <Input maxLength={500} inputMode="url" />
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
