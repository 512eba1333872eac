import { Button, Form, type FormInstance, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { listOrganisations } from '#modules/members/contract.ts'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { named, orNull } from '#platform/web/typed.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type CourseInput, createCourse, removeCourse, updateCourse } from '../../contract/courses.ts'
import { type Course, getVersion, type PlanVersion } from '../../contract/versions.ts'
import { checkPlan } from '../../rules/plan.ts'
import { COURSE_KINDS, type CourseKind } from '../../rules/vocabulary.ts'
import { type Aim, AimsField } from './AimsField.tsx'
import { Findings } from './Findings.tsx'

type Values = {
  code: string
  name: { zh: string; en: string | null }
  kind: CourseKind
  theoryHours: number
  practiceHours: number
  credits: number
  placementMonths: number | null
  semester: number
  responsible: string | null
  companyId?: string | null
  requires: string[]
  aims: Aim[]
}

const bodyOf = (values: Values): CourseInput => ({
  ...{ code: values.code?.trim() ?? '', name: named(values.name), kind: values.kind },
  ...{
    theoryHours: values.theoryHours ?? 0,
    practiceHours: values.practiceHours ?? 0,
    credits: values.credits ?? 0,
  },
  placementMonths: values.kind === 'placement' ? (values.placementMonths ?? null) : null,
  ...{
    semester: values.semester,
    responsible: orNull(values.responsible),
    companyId: values.companyId ?? null,
  },
  requires: values.requires ?? [],
  aims: (values.aims ?? []).filter(aim => aim.competencyId) as CourseInput['aims'],
})

const valuesOf = (course: Course): Values => ({ ...course, companyId: course.company?.id ?? null })

type Props = { plan: PlanVersion; course: Course | null; semester: number; onDone: () => void }

/** A course of a draft; beneath it stands what the rules would say of the whole plan with it. */
export function CourseForm({ plan, course, semester, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const [form] = Form.useForm<Values>()
  const create = useCommand(createCourse)
  const update = useCommand(updateCourse)
  const remove = useCommand(removeCourse)
  let newest = course?.version ?? 0
  const save = (values: Values, version: number) =>
    course
      ? update.run({ params: { id: course.id }, body: { ...bodyOf(values), version } })
      : create.run({ params: { id: plan.id }, body: bodyOf(values) })
  const drop = async () => {
    if (!course) return
    const sure = { title: t('programmes.course.remove'), text: t('programmes.course.remove_text') }
    if (!(await confirm({ ...sure, confirm: t('programmes.course.remove'), grave: true }))) return
    await remove.run({ params: { id: course.id } })
    onDone()
  }
  return (
    <CommandForm<Values>
      form={form}
      initial={
        course
          ? valuesOf(course)
          : { semester, theoryHours: 0, practiceHours: 0, credits: 0, requires: [], aims: [] }
      }
      submit={course ? t('action.save') : t('programmes.course.add')}
      onSend={values => save(values, course?.version ?? 0)}
      current={
        course
          ? async () => {
              const fresh = await api(getVersion, { params: { id: plan.id } })
              const now = fresh.courses.find(one => one.id === course.id) ?? course
              newest = now.version
              return valuesOf(now)
            }
          : undefined
      }
      onOverwrite={values => save(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        onDone()
      }}
      extra={
        course && (
          <Button danger onClick={() => void drop()}>
            {t('programmes.course.remove')}
          </Button>
        )
      }
    >
      <CourseFields plan={plan} course={course} />
      <LiveCheck plan={plan} course={course} form={form} />
    </CommandForm>
  )
}

function CourseFields({ plan, course }: Pick<Props, 'plan' | 'course'>) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const kind = Form.useWatch<CourseKind | undefined>('kind')
  const companies = usePaged(listOrganisations, { query: { kind: 'company', limit: 100 } }).rows
  const others = plan.courses.filter(other => other.id !== course?.id)
  return (
    <>
      <Field name={['name', 'zh']} label={t('programmes.name_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['name', 'en']} label={t('programmes.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <div className="course-figures">
        <Field name="code" label={t('programmes.plan.course_code')} required>
          <Input maxLength={40} />
        </Field>
        <Field name="kind" label={t('programmes.field.kind')} required>
          <Select options={COURSE_KINDS.map(value => ({ value, label: t(`programmes.kind.${value}`) }))} />
        </Field>
        <Field name="theoryHours" label={t('programmes.field.theoryHours')} required>
          <InputNumber min={0} max={2000} precision={0} />
        </Field>
        <Field name="practiceHours" label={t('programmes.field.practiceHours')} required>
          <InputNumber min={0} max={2000} precision={0} />
        </Field>
        <Field name="credits" label={t('programmes.field.credits')} required>
          <InputNumber min={0} max={100} step={0.5} />
        </Field>
        <Field name="semester" label={t('programmes.field.semester')} required>
          <InputNumber min={1} max={plan.semesters} precision={0} />
        </Field>
        {kind === 'placement' && (
          <Field name="placementMonths" label={t('programmes.field.placementMonths')} required>
            <InputNumber min={0} max={24} step={0.5} />
          </Field>
        )}
      </div>
      <Field name="requires" label={t('programmes.field.requires')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={others.map(other => ({ value: other.id, label: `${other.code} ${name(other.name)}` }))}
        />
      </Field>
      <Field
        name="aims"
        label={t('programmes.field.aims')}
        hint={plan.frameworks.length === 0 && t('programmes.course.no_frameworks')}
      >
        <AimsField frameworks={plan.frameworks} />
      </Field>
      <Field name="responsible" label={t('programmes.field.responsible')}>
        <Input maxLength={100} />
      </Field>
      <Field name="companyId" label={t('programmes.field.company')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={companies.map(one => ({ value: one.id, label: name(one.name) }))}
        />
      </Field>
    </>
  )
}

type LiveProps = Pick<Props, 'plan' | 'course'> & { form: FormInstance<Values> }

/** The rules that the plan would break with the course as it is typed. */
function LiveCheck({ plan, course, form }: LiveProps) {
  const { t } = useTranslation()
  const typed = Form.useWatch(values => values as Values, form)
  const id = course?.id ?? 'new'
  const edited = {
    ...{ id, kind: typed?.kind ?? 'general', theoryHours: typed?.theoryHours ?? 0 },
    ...{ practiceHours: typed?.practiceHours ?? 0, credits: typed?.credits ?? 0 },
    placementMonths: typed?.kind === 'placement' ? (typed.placementMonths ?? null) : null,
  }
  const courses = [...plan.courses.filter(one => one.id !== id), edited]
  return (
    <section className="live-check" aria-label={t('programmes.rules')}>
      <h3>{t('programmes.course.with_it')}</h3>
      <Findings plan={plan} findings={checkPlan(courses, plan.rules)} broken />
    </section>
  )
}
