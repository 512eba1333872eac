import { Form, Input, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { listClasses } from '#modules/members/contract.ts'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { createSheet, listClassCourses } from '../contract.ts'
import { SCALES, type Scale } from '../rules/score.ts'
import { SITTINGS, type Sitting } from '../rules/vocabulary.ts'
import { recentTerms } from './term.ts'

type Values = {
  classId: string
  courseId?: string
  course?: { code?: string; name?: { zh?: string; en?: string } }
  term: string
  sitting: Sitting
  scale: Scale
  most?: string
  credits?: string
  day: string
}

/** Begins a grade sheet: which class, which course of its plan, which term. */
export default function NewSheetPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [form] = Form.useForm<Values>()
  const [classId, scale] = [Form.useWatch('classId', form), Form.useWatch('scale', form)]
  const classes = useRead(listClasses, {})
  const courses = useRead(
    listClassCourses,
    { query: { class: classId ?? '' } },
    { enabled: Boolean(classId) },
  )
  const create = useCommand(createSheet)
  // The page is left once the form has let go of what was typed.
  const made = useRef('')
  const planned = courses.data?.rows ?? []
  const free = Boolean(classId) && courses.data !== undefined && planned.length === 0
  const terms = recentTerms()
  const send = async ({ course, most, credits, courseId, ...rest }: Values) => {
    const { id } = await create.run({
      body: {
        ...rest,
        courseId: courseId ?? null,
        course: free
          ? { code: course?.code ?? '', name: { zh: course?.name?.zh ?? '', en: course?.name?.en || null } }
          : null,
        most: most ? Number(most) : null,
        credits: credits ? Number(credits) : null,
      },
    })
    made.current = id
  }
  return (
    <FormPage<Values>
      form={form}
      title={t('records.sheets.new_title')}
      trail={[
        { to: '/results', label: t('records.results.title') },
        { to: '/results/sheets', label: t('records.sheets.title') },
      ]}
      initial={{
        ...{ term: terms[0], sitting: 'regular', scale: 'percent', day: today() },
        classId: params.get('class') ?? undefined,
      }}
      submit={t('records.sheets.begin')}
      onSend={send}
      onDone={() => navigate(`/results/sheets/${made.current}`, { replace: true })}
    >
      <Field name="classId" label={t('records.field.class')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(classes.data?.rows ?? []).map(one => ({ value: one.id, label: one.name }))}
        />
      </Field>
      {planned.length > 0 && (
        <Field
          name="courseId"
          label={t('records.field.course')}
          hint={t('records.sheets.course_hint')}
          required
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={planned.map(course => ({
              value: course.id,
              label: `${course.code} ${name(course.name)} · ${t('records.credits', { count: course.credits })}`,
            }))}
          />
        </Field>
      )}
      {free && (
        <>
          <p className="caption">{t('records.sheets.no_plan')}</p>
          <Field name={['course', 'code']} label={t('records.field.course_code')} required>
            <Input maxLength={40} />
          </Field>
          <Field name={['course', 'name', 'zh']} label={t('records.field.title_zh')} required>
            <Input maxLength={200} lang="zh" />
          </Field>
          <Field name={['course', 'name', 'en']} label={t('records.field.title_en')}>
            <Input maxLength={200} lang="en" />
          </Field>
          <Field name="credits" label={t('records.field.credits')}>
            <Input inputMode="decimal" maxLength={6} />
          </Field>
        </>
      )}
      <Field name="term" label={t('records.field.term')} required>
        <Select options={terms.map(value => ({ value, label: value }))} />
      </Field>
      <Field name="sitting" label={t('records.field.sitting')} required>
        <Select options={SITTINGS.map(value => ({ value, label: t(`records.sitting.${value}`) }))} />
      </Field>
      <Field name="scale" label={t('records.field.scale')} required>
        <Select options={SCALES.map(value => ({ value, label: t(`records.scale.${value}`) }))} />
      </Field>
      {scale === 'points' && (
        <Field name="most" label={t('records.field.most')} required>
          <Input inputMode="decimal" maxLength={8} />
        </Field>
      )}
      <Field name="day" label={t('records.field.exam_day')} required>
        <Input type="date" />
      </Field>
    </FormPage>
  )
}
