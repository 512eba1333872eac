import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { ORGANISATION_KINDS, POSITIONS } from '../contract.ts'

/** The fields of an organisation. What the group relies on (kind, codes) is the secretariat's to change. */
export function OrganisationFields({ isNew }: { isNew?: boolean }) {
  const { t } = useTranslation()
  const fixed = useViewer()?.role !== 'secretariat'
  return (
    <>
      <Field name={['name', 'zh']} label={t('members.field.name_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('members.field.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="kind" label={t('members.field.kind')} required>
        <Select
          disabled={fixed}
          options={ORGANISATION_KINDS.map(value => ({ value, label: t(`members.kind.${value}`) }))}
        />
      </Field>
      <Field name="code" label={t('members.field.code')} hint={t('members.hint.code')} required>
        <Input maxLength={12} disabled={fixed} autoComplete="off" />
      </Field>
      <Field name="uscc" label={t('members.field.uscc')} hint={t('members.hint.uscc')}>
        <Input maxLength={18} disabled={fixed} autoComplete="off" />
      </Field>
      {isNew && <MembershipFields />}
      <Field name={['short', 'zh']} label={t('members.field.short_zh')}>
        <Input maxLength={60} lang="zh" />
      </Field>
      <Field name={['short', 'en']} label={t('members.field.short_en')}>
        <Input maxLength={60} lang="en" />
      </Field>
      <Field name={['region', 'zh']} label={t('members.field.region_zh')}>
        <Input maxLength={100} lang="zh" />
      </Field>
      <Field name={['region', 'en']} label={t('members.field.region_en')}>
        <Input maxLength={100} lang="en" />
      </Field>
      <Field name={['address', 'zh']} label={t('members.field.address_zh')}>
        <Input maxLength={300} lang="zh" />
      </Field>
      <Field name={['address', 'en']} label={t('members.field.address_en')}>
        <Input maxLength={300} lang="en" />
      </Field>
      <Field name={['place', 'latitude']} label={t('members.field.latitude')} hint={t('members.hint.place')}>
        <Input inputMode="decimal" maxLength={12} />
      </Field>
      <Field name={['place', 'longitude']} label={t('members.field.longitude')}>
        <Input inputMode="decimal" maxLength={12} />
      </Field>
      <Field name={['fields', 'zh']} label={t('members.field.fields_zh')} hint={t('members.hint.fields')}>
        <Select mode="tags" maxCount={40} open={false} suffixIcon={null} />
      </Field>
      <Field name={['fields', 'en']} label={t('members.field.fields_en')} hint={t('members.hint.fields')}>
        <Select mode="tags" maxCount={40} open={false} suffixIcon={null} />
      </Field>
      <Field name="website" label={t('members.field.website')}>
        <Input type="url" maxLength={300} />
      </Field>
      <Field name={['summary', 'zh']} label={t('members.field.summary_zh')}>
        <Input.TextArea rows={5} maxLength={5000} lang="zh" />
      </Field>
      <Field name={['summary', 'en']} label={t('members.field.summary_en')}>
        <Input.TextArea rows={5} maxLength={5000} lang="en" />
      </Field>
    </>
  )
}

function MembershipFields() {
  const { t } = useTranslation()
  return (
    <>
      <Field name="position" label={t('members.field.group_position')} required>
        <Select options={POSITIONS.map(value => ({ value, label: t(`members.position.${value}`) }))} />
      </Field>
      <Field name="startsOn" label={t('members.field.joined')} required>
        <Input type="date" />
      </Field>
    </>
  )
}
