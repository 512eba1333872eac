import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { bilingualOrNull, orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type Group, getGroup, updateGroup } from '../../contract.ts'

type Names = { zh?: string; en?: string | null } | null
type Values = {
  name: { zh: string; en?: string | null }
  region: Names
  summary: Names
  sectors: { zh?: string[]; en?: string[] }
  foundedOn: string | null
}

const valuesOf = ({ name, region, summary, sectors, foundedOn }: Group): Values => ({
  ...{ name, region, summary, sectors, foundedOn },
})

const bodyOf = ({ name, region, summary, sectors, foundedOn }: Values) => ({
  name: { zh: name.zh, en: orNull(name.en) },
  ...{ region: bilingualOrNull(region), summary: bilingualOrNull(summary), foundedOn: orNull(foundedOn) },
  sectors: { zh: sectors.zh ?? [], en: sectors.en ?? [] },
})

/** What a group says of itself; its secretariat keeps it. */
export default function GroupFormPage() {
  const read = useRead(getGroup, { params: { id: usePageId() } })
  return <Loaded read={read}>{group => <EditForm group={group} reread={read.refetch} />}</Loaded>
}

type Props = { group: Group; reread: () => Promise<{ data?: Group }> }

function EditForm({ group, reread }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const notice = useNotice()
  const update = useCommand(updateGroup)
  let newest = group.version
  const save = (values: Values, version: number) =>
    update.run({ params: { id: group.id }, body: { ...bodyOf(values), version } })
  return (
    <FormPage<Values>
      title={t('members.group.edit_of', { name: name(group.name) })}
      trail={[
        { to: '/groups', label: t('members.groups.title') },
        { to: `/groups/${group.id}`, label: name(group.name) },
      ]}
      initial={valuesOf(group)}
      submit={t('action.save')}
      onSend={values => save(values, group.version)}
      current={async () => {
        const { data = group } = await reread()
        newest = data.version
        return valuesOf(data)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        void navigate(`/groups/${group.id}`)
      }}
    >
      <Field name={['name', 'zh']} label={t('members.field.name_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('members.field.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name={['region', 'zh']} label={t('members.field.region_zh')}>
        <Input maxLength={100} lang="zh" />
      </Field>
      <Field name={['region', 'en']} label={t('members.field.region_en')}>
        <Input maxLength={100} lang="en" />
      </Field>
      <Field name={['sectors', 'zh']} label={t('members.group.sectors_zh')} hint={t('members.hint.fields')}>
        <Select mode="tags" maxCount={40} open={false} suffixIcon={null} />
      </Field>
      <Field name={['sectors', 'en']} label={t('members.group.sectors_en')} hint={t('members.hint.fields')}>
        <Select mode="tags" maxCount={40} open={false} suffixIcon={null} />
      </Field>
      <Field name="foundedOn" label={t('members.field.founded')}>
        <Input type="date" />
      </Field>
      <Field name={['summary', 'zh']} label={t('members.field.summary_zh')}>
        <Input.TextArea rows={5} maxLength={5000} lang="zh" />
      </Field>
      <Field name={['summary', 'en']} label={t('members.field.summary_en')}>
        <Input.TextArea rows={5} maxLength={5000} lang="en" />
      </Field>
    </FormPage>
  )
}
