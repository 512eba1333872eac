import { Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useCommand, useRead } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { askConsent, getPerson, listClasses } from '../../contract.ts'
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../rules/consents.ts'

type Values = {
  purpose: ConsentPurpose
  title: { zh: string; en: string }
  text: { zh: string; en: string }
  about: { id: string }
  needsAll?: boolean
  alsoStudent?: boolean
  onPaper?: boolean
  answerBy?: string
  validUntil?: string
}

/** Asks for a consent: of the student or class the address names, or of a class that is chosen. */
export default function NewRequestPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const [params] = useSearchParams()
  const student = params.get('student')
  const group = params.get('class') ?? undefined
  const person = useRead(getPerson, { params: { id: student ?? '' } }, { enabled: student !== null })
  const ask = useCommand(askConsent, ['information.'])
  let made = ''
  const send = async ({ about, answerBy, validUntil, ...values }: Values) => {
    const answer = await ask.run({
      body: {
        ...{ purpose: values.purpose, title: values.title, text: values.text },
        about: student ? { kind: 'student', id: student } : { kind: 'class', id: about?.id },
        needsAll: values.needsAll === true,
        alsoStudent: values.alsoStudent === true,
        onPaper: values.onPaper === true,
        ...{ answerBy: orNull(answerBy), validUntil: orNull(validUntil) },
      },
    })
    made = answer.id
  }
  return (
    <FormPage<Values>
      title={
        person.data
          ? t('members.request.new_title_of', { name: person.data.name })
          : t('members.request.new_title')
      }
      lead={t('members.request.new_lead')}
      trail={[{ to: '/consents/requests', label: t('members.request.list_name') }]}
      initial={group ? { about: { id: group } } : {}}
      submit={t('members.request.send')}
      onSend={send}
      onDone={() => {
        notice(t('members.request.sent'))
        void navigate(`/consents/requests/${made}`)
      }}
    >
      {!student && <ClassField />}
      <Field name="purpose" label={t('members.consent.purpose')} required>
        <Select
          options={CONSENT_PURPOSES.map(value => ({ value, label: t(`members.consent.purpose.${value}`) }))}
        />
      </Field>
      <Field name={['title', 'zh']} label={t('members.request.title_zh')} required>
        <Input maxLength={100} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('members.request.title_en')} required>
        <Input maxLength={150} lang="en" />
      </Field>
      <Field
        name={['text', 'zh']}
        label={t('members.request.text_zh')}
        hint={t('members.request.text_hint')}
        required
      >
        <Input.TextArea rows={6} maxLength={5000} lang="zh" />
      </Field>
      <Field name={['text', 'en']} label={t('members.request.text_en')} required>
        <Input.TextArea rows={6} maxLength={10_000} lang="en" />
      </Field>
      <Field
        name="needsAll"
        label={t('members.request.needs_all')}
        valuePropName="checked"
        hint={t('members.request.needs_all_hint')}
      >
        <Checkbox>{t('members.request.needs_all_yes')}</Checkbox>
      </Field>
      <Field name="alsoStudent" label={t('members.request.also_student')} valuePropName="checked">
        <Checkbox>{t('members.request.also_student_yes')}</Checkbox>
      </Field>
      <Field
        name="onPaper"
        label={t('members.request.on_paper')}
        valuePropName="checked"
        hint={t('members.request.on_paper_hint')}
      >
        <Checkbox>{t('members.request.on_paper_yes')}</Checkbox>
      </Field>
      <Field name="answerBy" label={t('members.consent.answer_by')}>
        <Input type="date" />
      </Field>
      <Field
        name="validUntil"
        label={t('members.consent.valid_until')}
        hint={t('members.request.valid_hint')}
      >
        <Input type="date" />
      </Field>
    </FormPage>
  )
}

function ClassField() {
  const { t } = useTranslation()
  const classes = useRead(listClasses, {}).data?.rows ?? []
  return (
    <Field name={['about', 'id']} label={t('members.field.class')} required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={classes.map(one => ({ value: one.id, label: one.name }))}
      />
    </Field>
  )
}
