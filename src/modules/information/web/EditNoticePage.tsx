import { Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { createNotice, getNotice, type OneNotice, type Rule, updateNotice } from '../contract/notices.ts'
import { AudienceField } from './AudienceField.tsx'
import { RichText } from './RichText.tsx'
import './notices.css'

type Values = {
  title: { zh: string; en?: string | null }
  body: { zh: string; en?: string | null }
  audience: Rule[]
  comments: boolean
  heldOn?: string | null
  expiresOn?: string | null
}

/** Writes a new notice, or changes one; what is published becomes a revision that everybody sees. */
export default function EditNoticePage() {
  const { id } = useParams()
  return id ? <Existing id={id} /> : <Editor notice={null} />
}

function Existing({ id }: { id: string }) {
  const read = useRead(getNotice, { params: { id } })
  return <Loaded read={read}>{notice => <Editor notice={notice} />}</Loaded>
}

function Editor({ notice }: { notice: OneNotice | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCommand(createNotice)
  const update = useCommand(updateNotice)
  const [form] = Form.useForm<Values>()
  let id = notice?.id
  const send = async (values: Values) => {
    if (notice?.kept)
      await update.run({ params: { id: notice.id }, body: { ...values, version: notice.kept.version } })
    else id = (await create.run({ body: values })).id
  }
  const title = t(notice ? 'information.notices.edit.title' : 'information.notices.write')
  return (
    <FormPage<Values>
      title={title}
      lead={notice && notice.state !== 'draft' ? t('information.notices.edit.revision') : undefined}
      trail={[{ to: '/notices', label: t('information.notices.title') }]}
      form={form}
      initial={
        notice
          ? { ...notice, audience: notice.kept?.audience }
          : { audience: [], comments: false, heldOn: null, expiresOn: null }
      }
      submit={t(notice && notice.state !== 'draft' ? 'action.save' : 'information.notices.save_draft')}
      onSend={send}
      onDone={() => void navigate(`/notices/${id}`)}
    >
      <Field name="audience" label={t('information.notices.audience')} required>
        <AudienceField />
      </Field>
      <Field name={['title', 'zh']} label={t('information.notices.title_zh')} required>
        <Input maxLength={120} />
      </Field>
      <Field
        name={['body', 'zh']}
        label={t('information.notices.body_zh')}
        required
        hint={t('information.notices.body_hint')}
      >
        <Input.TextArea autoSize={{ minRows: 6, maxRows: 20 }} maxLength={10_000} />
      </Field>
      <Preview path={['body', 'zh']} />
      <Field name={['title', 'en']} label={t('information.notices.title_en')}>
        <Input maxLength={200} />
      </Field>
      <Field name={['body', 'en']} label={t('information.notices.body_en')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 20 }} maxLength={20_000} />
      </Field>
      <Preview path={['body', 'en']} />
      <Field
        name="heldOn"
        label={t('information.notices.held')}
        hint={t('information.notices.held_hint')}
        {...DAY}
      >
        <Input type="date" className="day-input" />
      </Field>
      <Field
        name="expiresOn"
        label={t('information.notices.expires')}
        hint={t('information.notices.expires_hint')}
        {...DAY}
      >
        <Input type="date" className="day-input" />
      </Field>
      <Form.Item name="comments" valuePropName="checked">
        <Checkbox>{t('information.notices.comments.open')}</Checkbox>
      </Form.Item>
    </FormPage>
  )
}

/** An emptied field is no day. */
const DAY = { getValueFromEvent: (event: { target: { value: string } }) => event.target.value || null }

function Preview({ path }: { path: ['body', 'zh' | 'en'] }) {
  const { t } = useTranslation()
  const text = Form.useWatch<string | undefined>(path)
  if (!text?.trim()) return null
  return (
    <details>
      <summary>{t('information.notices.preview')}</summary>
      <div className="sheet">
        <RichText text={text} />
      </div>
    </details>
  )
}
