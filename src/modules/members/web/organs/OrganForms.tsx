import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { bilingualOrNull, orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { appointTo, createOrgan, getGroup, type Organ } from '../../contract.ts'
import {
  hasField,
  isUnitOffice,
  type Office,
  ORGAN_KINDS,
  type OrganKind,
  officesOf,
} from '../../rules/organs.ts'

type NewOrgan = { kind: OrganKind; name?: { zh?: string; en?: string } }

export function NewOrganForm({ groupId, onDone }: { groupId: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const create = useCommand(createOrgan)
  return (
    <CommandForm<NewOrgan>
      submit={t('members.organs.add')}
      onSend={({ kind, name }) =>
        create.run({ params: { id: groupId }, body: { kind, name: bilingualOrNull(name) } })
      }
      onDone={() => {
        notice(t('members.created'))
        onDone()
      }}
    >
      <Field name="kind" label={t('members.field.kind')} required>
        <Select options={ORGAN_KINDS.map(value => ({ value, label: t(`members.organ.${value}`) }))} />
      </Field>
      <Field name={['name', 'zh']} label={t('members.organs.name_zh')} hint={t('members.organs.name_hint')}>
        <Input maxLength={100} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('members.organs.name_en')}>
        <Input maxLength={100} lang="en" />
      </Field>
    </CommandForm>
  )
}

type NewTerm = {
  office: Office
  organisationId?: string
  person?: string
  field?: { zh?: string; en?: string }
  startsOn: string
  dueOn?: string
  resolution?: string
}

type AppointProps = { organ: Organ; groupId: string; onDone: () => void }

export function AppointForm({ organ, groupId, onDone }: AppointProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const [form] = Form.useForm<NewTerm>()
  const office = Form.useWatch('office', form)
  const members = useRead(getGroup, { params: { id: groupId } }).data?.list ?? []
  const appoint = useCommand(appointTo)
  const organisations = new Map(members.map(one => [one.organisation.id, name(one.organisation.name)]))
  const isUnit = office !== undefined && isUnitOffice(office)
  return (
    <CommandForm<NewTerm>
      form={form}
      submit={t('members.organs.appoint')}
      onSend={({ office, startsOn, ...rest }) =>
        appoint.run({
          params: { id: organ.id },
          body: {
            ...{ office, startsOn, organisationId: rest.organisationId ?? null },
            ...{
              person: orNull(rest.person),
              field: bilingualOrNull(rest.field),
              dueOn: orNull(rest.dueOn),
              resolution: orNull(rest.resolution),
            },
          },
        })
      }
      onDone={() => {
        notice(t('members.membership.done'))
        onDone()
      }}
    >
      <Field name="office" label={t('members.organs.office')} required>
        <Select
          options={officesOf(organ.kind).map(value => ({ value, label: t(`members.office.${value}`) }))}
        />
      </Field>
      <Field name="organisationId" label={t('members.organs.holder')} required={isUnit}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={[...organisations].map(([value, label]) => ({ value, label }))}
        />
      </Field>
      <Field name="person" label={t('members.organs.person')} required={office !== undefined && !isUnit}>
        <Input maxLength={100} />
      </Field>
      {office && hasField(office) && (
        <>
          <Field
            name={['field', 'zh']}
            label={t('members.organs.field_zh')}
            hint={t('members.organs.field_hint')}
          >
            <Input maxLength={100} lang="zh" />
          </Field>
          <Field name={['field', 'en']} label={t('members.organs.field_en')}>
            <Input maxLength={100} lang="en" />
          </Field>
        </>
      )}
      <Field name="startsOn" label={t('members.organs.starts')} required>
        <Input type="date" />
      </Field>
      <Field name="dueOn" label={t('members.organs.due')}>
        <Input type="date" />
      </Field>
      <Field name="resolution" label={t('members.application.resolution')}>
        <Input maxLength={100} />
      </Field>
    </CommandForm>
  )
}
