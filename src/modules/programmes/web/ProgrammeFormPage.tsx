import { Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { named, orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { listOccupations } from '../contract/occupations.ts'
import { createProgramme, getProgramme, type Programme, updateProgramme } from '../contract/programmes.ts'
import { FORMS, type Form, LEVELS, type Level } from '../rules/vocabulary.ts'

type Values = {
  code: string
  catalogueCode: string | null
  name: { zh: string; en: string | null }
  level: Level
  form: Form
  months: number
  occupationIds: string[]
  fromCohort?: number
  semesters?: number
}

const bodyOf = ({ code, catalogueCode, name, level, form, months, occupationIds }: Values) => ({
  ...{ code: code?.trim() ?? '', catalogueCode: orNull(catalogueCode), name: named(name) },
  ...{ level, form, months, occupationIds: occupationIds ?? [] },
})

export default function ProgrammeFormPage() {
  const { id } = useParams()
  return id ? <EditProgramme id={id} /> : <NewProgramme />
}

function NewProgramme() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const create = useCommand(createProgramme)
  let made = ''
  return (
    <FormPage<Values>
      title={t('programmes.new')}
      lead={t('programmes.new_lead')}
      trail={[{ to: '/programmes', label: t('programmes.title') }]}
      initial={{ form: 'full_time', months: 36, semesters: 6, fromCohort: new Date().getFullYear() + 1 }}
      submit={t('programmes.create')}
      onSend={async values => {
        const { fromCohort = 0, semesters = 0 } = values
        made = (await create.run({ body: { ...bodyOf(values), fromCohort, semesters } })).versionId
      }}
      onDone={() => {
        notice(t('programmes.created'))
        void navigate(`/programme-versions/${made}`)
      }}
    >
      <ProgrammeFields />
      <Field name="fromCohort" label={t('programmes.from_cohort')} required>
        <InputNumber min={1950} max={2100} precision={0} />
      </Field>
      <Field name="semesters" label={t('programmes.semesters')} required>
        <InputNumber min={1} max={16} precision={0} />
      </Field>
    </FormPage>
  )
}

function EditProgramme({ id }: { id: string }) {
  const read = useRead(getProgramme, { params: { id } })
  return <Loaded read={read}>{programme => <EditForm programme={programme} reread={read.refetch} />}</Loaded>
}

const valuesOf = ({ code, catalogueCode, name, level, form, months, occupations }: Programme): Values => ({
  ...{ code, catalogueCode, name, level, form, months },
  occupationIds: occupations.map(one => one.id),
})

type EditProps = { programme: Programme; reread: () => Promise<{ data?: Programme }> }

function EditForm({ programme, reread }: EditProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const notice = useNotice()
  const update = useCommand(updateProgramme)
  let newest = programme.version
  const save = (values: Values, version: number) =>
    update.run({ params: { id: programme.id }, body: { ...bodyOf(values), version } })
  return (
    <FormPage<Values>
      title={t('programmes.edit')}
      trail={[
        { to: '/programmes', label: t('programmes.title') },
        { to: `/programmes/${programme.id}`, label: name(programme.name) },
      ]}
      initial={valuesOf(programme)}
      submit={t('action.save')}
      onSend={values => save(values, programme.version)}
      current={async () => {
        const { data = programme } = await reread()
        newest = data.version
        return valuesOf(data)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        void navigate(`/programmes/${programme.id}`)
      }}
    >
      <ProgrammeFields />
    </FormPage>
  )
}

function ProgrammeFields() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const occupations = useRead(listOccupations, {}).data?.rows ?? []
  return (
    <>
      <Field name={['name', 'zh']} label={t('programmes.name_zh')} hint={t('programmes.name_hint')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('programmes.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="code" label={t('programmes.own_code')} hint={t('programmes.code_hint')} required>
        <Input maxLength={40} />
      </Field>
      <Field
        name="catalogueCode"
        label={t('programmes.catalogue_code')}
        hint={t('programmes.catalogue_hint')}
      >
        <Input maxLength={8} />
      </Field>
      <Field name="level" label={t('programmes.plan.level')} required>
        <Select options={LEVELS.map(value => ({ value, label: t(`programmes.level.${value}`) }))} />
      </Field>
      <Field name="form" label={t('programmes.plan.form')} required>
        <Select options={FORMS.map(value => ({ value, label: t(`programmes.form.${value}`) }))} />
      </Field>
      <Field name="months" label={t('programmes.months')} required>
        <InputNumber min={1} max={96} precision={0} />
      </Field>
      <Field name="occupationIds" label={t('programmes.plan.occupations')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={occupations.map(one => ({ value: one.id, label: name(one.name) }))}
        />
      </Field>
    </>
  )
}
