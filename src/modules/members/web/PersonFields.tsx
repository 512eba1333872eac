import { Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { inAudience } from '#platform/contract/access.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { getOrganisation, listClasses, type Person } from '../contract.ts'
import { listClasses as classesPermission } from '../policy.ts'
import { mayBeListed, rolesOf } from '../rules/roles.ts'

/** The fields of one entry. Without `role` it is a new one, whose role is chosen among those there can be. */
export function PersonFields({ role }: { role?: Person['role'] }) {
  const { t } = useTranslation()
  const chosen = Form.useWatch<Person['role'] | undefined>('role')
  const current = role ?? chosen
  return (
    <>
      {!role && <RoleField />}
      <Field name="name" label={t('members.field.person')} required>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name="number" label={t('members.field.number')} hint={t('members.hint.number')}>
        <Input maxLength={40} autoComplete="off" />
      </Field>
      {(current === 'student' || current === 'teacher') && <ClassField />}
      {current !== 'student' && (
        <>
          <Field name={['position', 'zh']} label={t('members.field.position_zh')}>
            <Input maxLength={100} lang="zh" />
          </Field>
          <Field name={['position', 'en']} label={t('members.field.position_en')}>
            <Input maxLength={100} lang="en" />
          </Field>
        </>
      )}
      <Field name="email" label={t('members.field.email')}>
        <Input type="email" maxLength={254} autoComplete="off" />
      </Field>
      <Field name="phone" label={t('members.field.phone')}>
        <Input type="tel" maxLength={40} autoComplete="off" />
      </Field>
      {current === 'student' && (
        <Field name="birthDate" label={t('members.field.born')} hint={t('members.hint.born')}>
          <Input type="date" />
        </Field>
      )}
      <Field name="externalId" label={t('members.field.external')} hint={t('members.hint.external')}>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name="startsOn" label={t('members.field.starts')} required>
        <Input type="date" />
      </Field>
      {current && mayBeListed(current) && (
        <Field
          name="listed"
          label={t('members.field.listed')}
          valuePropName="checked"
          hint={t('members.listed.note')}
        >
          <Checkbox>{t('members.listed.yes')}</Checkbox>
        </Field>
      )}
    </>
  )
}

function RoleField() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const own = viewer?.organisationId ?? ''
  const organisation = useRead(getOrganisation, { params: { id: own } }, { enabled: own !== '' }).data
  const roles = organisation ? rolesOf(organisation.kind) : []
  return (
    <Field name="role" label={t('members.field.role')} required>
      <Select options={roles.map(value => ({ value, label: t(`role.${value}`) }))} />
    </Field>
  )
}

function ClassField() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const allowed = inAudience(classesPermission, viewer)
  const classes = useRead(listClasses, {}, { enabled: allowed }).data?.rows ?? []
  return (
    <Field name="classId" label={t('members.field.class')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={classes.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Field>
  )
}
