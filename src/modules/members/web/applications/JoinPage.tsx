import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type ApplicationInput, apply, getJoining, listContacts, ORGANISATION_KINDS } from '../../contract.ts'
import { ContactList } from '../contacts/ContactList.tsx'
import '../members.css'
import { orNull } from '#platform/web/typed.ts'

type Values = Omit<ApplicationInput, 'fields'> & {
  fields?: { zh?: string[]; en?: string[] }
  consent?: boolean
}
type Sent = { reference: string; token: string }

/** Anybody applies for membership here: no account, one form, a link in return. */
export default function JoinPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { groupId = '' } = useParams()
  const read = useRead(getJoining, { params: { groupId } })
  const [sent, setSent] = useState<Sent | null>(null)
  if (sent) return <Done sent={sent} />
  return (
    <Loaded read={read}>
      {group => (
        <>
          <PageHeader
            title={t('members.join.title_of', { group: name(group.name) })}
            lead={t('members.join.lead')}
          />
          <AskFirst groupId={group.id} />
          <div className="sheet form-sheet">
            <ApplicationForm groupId={group.id} onSent={setSent} />
          </div>
        </>
      )}
    </Loaded>
  )
}

/** Whoever agreed to be asked by anyone, at the group's organiser and chair unit. */
function AskFirst({ groupId }: { groupId: string }) {
  const { t } = useTranslation()
  const rows = useRead(listContacts, { query: { group: groupId } }).data?.rows ?? []
  const open = rows.filter(row => row.audience === 'public')
  if (open.length === 0) return null
  return (
    <Sheet title={t('members.contact.join_title')}>
      <ContactList rows={open} named />
    </Sheet>
  )
}

function Done({ sent }: { sent: Sent }) {
  const { t } = useTranslation()
  const path = `/join/application#${sent.token}`
  return (
    <>
      <PageHeader
        title={t('members.join.done')}
        lead={`${t('members.application.reference')} ${sent.reference}`}
      />
      <Sheet>
        <div className="stack">
          <p role="status">{t('members.join.done_text')}</p>
          <p className="secret-link">{`${location.origin}${path}`}</p>
          <p>
            <Link to={path}>{t('members.join.open')}</Link>
          </p>
        </div>
      </Sheet>
    </>
  )
}

function ApplicationForm({ groupId, onSent }: { groupId: string; onSent: (sent: Sent) => void }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const send = useCommand(apply)
  // One for this form: what a lost answer makes one send again is still one application.
  const [attempt] = useState(() => crypto.randomUUID())
  const onSend = async ({ consent: _, ...values }: Values) => {
    const { name, uscc, fields } = values
    const body = {
      ...values,
      uscc: uscc.trim().toUpperCase(),
      name: { zh: name.zh, en: orNull(name.en) },
      fields: { zh: fields?.zh ?? [], en: fields?.en ?? [] },
      ...{ attempt, language, consent: true as const },
    }
    onSent(await send.run({ params: { groupId }, body }))
  }
  return (
    <CommandForm<Values> submit={t('members.join.submit')} onSend={onSend}>
      <h2>{t('members.join.organisation')}</h2>
      <OrganisationPart />
      <h2>{t('members.join.contact')}</h2>
      <p className="caption">{t('members.join.contact_note')}</p>
      <Field name={['contact', 'name']} label={t('members.join.contact_name')} required>
        <Input maxLength={100} autoComplete="name" />
      </Field>
      <Field name={['contact', 'email']} label={t('members.join.contact_email')} required>
        <Input type="email" inputMode="email" maxLength={254} autoComplete="email" />
      </Field>
      <Field name={['contact', 'phone']} label={t('members.join.contact_phone')} required>
        <Input type="tel" inputMode="tel" maxLength={40} autoComplete="tel" />
      </Field>
      <Field
        name="consent"
        label={t('members.join.contact')}
        valuePropName="checked"
        rules={[
          {
            validator: (_, value) =>
              value ? Promise.resolve() : Promise.reject(new Error(t('members.join.consent_needed'))),
          },
        ]}
      >
        <Checkbox>{t('members.join.consent')}</Checkbox>
      </Field>
      <p className="caption">{t('members.join.documents_later')}</p>
    </CommandForm>
  )
}

function OrganisationPart() {
  const { t } = useTranslation()
  return (
    <>
      <Field name="kind" label={t('members.field.kind')} required>
        <Select options={ORGANISATION_KINDS.map(value => ({ value, label: t(`members.kind.${value}`) }))} />
      </Field>
      <Field name={['name', 'zh']} label={t('members.field.name_zh')} required>
        <Input maxLength={200} lang="zh" autoComplete="organization" />
      </Field>
      <Field name={['name', 'en']} label={t('members.field.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="uscc" label={t('members.field.uscc')} hint={t('members.hint.uscc')} required>
        <Input maxLength={18} autoComplete="off" autoCapitalize="characters" />
      </Field>
      <Field name="address" label={t('members.join.address')} required>
        <Input maxLength={300} autoComplete="street-address" />
      </Field>
      <Field name={['fields', 'zh']} label={t('members.field.fields_zh')} hint={t('members.hint.fields')}>
        <Select mode="tags" maxCount={40} open={false} suffixIcon={null} />
      </Field>
      <Field name={['fields', 'en']} label={t('members.field.fields_en')} hint={t('members.hint.fields')}>
        <Select mode="tags" maxCount={40} open={false} suffixIcon={null} />
      </Field>
      <Field
        name="motivation"
        label={t('members.join.motivation')}
        hint={t('members.join.motivation_hint')}
        required
      >
        <Input.TextArea rows={5} maxLength={3000} />
      </Field>
    </>
  )
}
