import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { getOrganisation } from '#modules/members/contract.ts'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { named } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type AgreementKind, createAgreement, listKinds } from '../contract/agreements.ts'
import type { PartyRole } from '../rules/vocabulary.ts'
import { PartiesField, type PartyValue } from './edit/PartiesField.tsx'
import './agreements.css'

/** Begins an agreement: its kind brings the clauses, which are then filled in. */
export default function NewAgreementPage() {
  const read = useRead(listKinds, {})
  return <Loaded read={read}>{({ rows }) => <NewForm kinds={rows} />}</Loaded>
}

type Values = {
  kind: string
  title: { zh?: string; en?: string }
  groupId?: string
  fromDate: string
  untilDate?: string
  fromCohort?: number
  untilCohort?: number
  role: PartyRole
  parties?: PartyValue[]
}

function NewForm({ kinds }: { kinds: AgreementKind[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const create = useCommand(createAgreement)
  const first = kinds[0] as AgreementKind
  let made = ''
  return (
    <FormPage<Values>
      form={form}
      title={t('agreements.new')}
      lead={t('agreements.new_lead')}
      trail={[{ to: '/agreements', label: t('agreements.title') }]}
      initial={{ kind: first.code, role: first.roles[0], fromDate: today(), parties: [] }}
      submit={t('agreements.create')}
      onSend={async ({ title, parties, groupId, untilDate, fromCohort, untilCohort, ...values }) => {
        const body = {
          ...{ ...values, title: named(title), groupId: groupId ?? null, untilDate: untilDate || null },
          ...{ fromCohort: fromCohort ?? null, untilCohort: untilCohort ?? null },
          parties: (parties ?? []).flatMap(({ organisationId, ...party }) =>
            organisationId ? [{ organisationId, ...party }] : [],
          ),
        }
        made = (await create.run({ body })).versionId
      }}
      onDone={() => void navigate(`/agreement-versions/${made}/edit`)}
    >
      <KindFields kinds={kinds} onKind={kind => form.setFieldsValue({ role: kind.roles[0] })} />
    </FormPage>
  )
}

function KindFields({ kinds, onKind }: { kinds: AgreementKind[]; onKind: (kind: AgreementKind) => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const code = Form.useWatch<string | undefined>('kind')
  const kind = kinds.find(one => one.code === code) ?? (kinds[0] as AgreementKind)
  return (
    <>
      <Field name="kind" label={t('agreements.paper.kind')} required>
        <Radio.Group
          className="kind-choice"
          onChange={event => {
            const chosen = kinds.find(one => one.code === event.target.value)
            if (chosen) onKind(chosen)
          }}
        >
          {kinds.map(one => (
            <Radio key={one.code} value={one.code}>
              {name(one.name)}
              <span className="caption">{name(one.summary)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Field>
      <p className="caption template-clauses">
        {t('agreements.begins_with', {
          clauses: kind.clauses.map(clause => name(clause)).join(t('agreements.comma')),
        })}
      </p>
      <Field name={['title', 'zh']} label={t('agreements.title_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('agreements.title_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="role" label={t('agreements.own_role')} required>
        <Select options={kind.roles.map(role => ({ value: role, label: t(`agreements.role.${role}`) }))} />
      </Field>
      <Field name="parties" label={t('agreements.other_parties')} hint={t('agreements.parties_hint')}>
        <PartiesField roles={kind.roles} known={new Map()} />
      </Field>
      <TermFields byCohort={kind.byCohort} />
      <GroupField />
    </>
  )
}

export function TermFields({ byCohort }: { byCohort: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="field-pair">
        <Field name="fromDate" label={t('agreements.column.from')} required>
          <Input type="date" />
        </Field>
        <Field name="untilDate" label={t('agreements.column.until')} hint={t('agreements.until_hint')}>
          <Input type="date" />
        </Field>
      </div>
      <div className="field-pair">
        <Field
          name="fromCohort"
          label={t('agreements.from_cohort')}
          hint={byCohort ? t('agreements.cohort_hint') : t('agreements.cohort_none_hint')}
        >
          <InputNumber min={1950} max={2100} precision={0} />
        </Field>
        <Field
          name="untilCohort"
          label={t('agreements.until_cohort')}
          hint={t('agreements.until_cohort_hint')}
        >
          <InputNumber min={1950} max={2100} precision={0} />
        </Field>
      </div>
    </>
  )
}

/** The group it is registered with: one of those that the viewer's organisation is a member of. */
export function GroupField() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const id = useViewer()?.organisationId ?? ''
  const own = useRead(getOrganisation, { params: { id } }, { enabled: id !== '' }).data
  const groups = new Map(
    (own?.memberships ?? [])
      .filter(one => one.endsOn === null)
      .map(one => [one.group.id, name(one.group.name)]),
  )
  return (
    <Field name="groupId" label={t('agreements.group')} hint={t('agreements.group_hint')}>
      <Select allowClear options={[...groups].map(([value, label]) => ({ value, label }))} />
    </Field>
  )
}
