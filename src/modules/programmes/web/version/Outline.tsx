import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { bilingualOrNull } from '#platform/web/typed.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { listFrameworks } from '../../contract/frameworks.ts'
import {
  exportCourses,
  getVersion,
  type PlanVersion,
  printPlan,
  updateVersion,
} from '../../contract/versions.ts'
import { sumsOf } from '../../rules/plan.ts'

/** Sums, aims and frameworks of a version. */
export function Outline({ plan, edits }: { plan: PlanVersion; edits: boolean }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [open, setOpen] = useState(false)
  const sums = sumsOf(plan.courses)
  return (
    <Sheet
      title={t('programmes.outline.title')}
      aside={
        edits && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('programmes.change')}
          </Button>
        )
      }
    >
      {plan.aims && <p className="kept-lines">{name(plan.aims)}</p>}
      <FactList
        facts={[
          { label: t('programmes.plan.courses'), value: plan.courses.length },
          {
            label: t('programmes.plan.hours'),
            value: sums.hours,
            note: t('programmes.course.split', { theory: sums.theory, practice: sums.practice }),
          },
          { label: t('programmes.plan.credits'), value: sums.credits },
          ...plan.frameworks.map((one, i) => ({
            label:
              i === 0 ? t('programmes.frameworks.title') : `${t('programmes.frameworks.title')} ${i + 1}`,
            value: <Link to={`/frameworks/${one.id}`}>{name(one.name)}</Link>,
          })),
          { label: t('programmes.outline.by'), value: plan.byName },
        ]}
      />
      <SideDrawer open={open} title={t('programmes.outline.title')} onClose={() => setOpen(false)}>
        <OutlineForm plan={plan} onDone={() => setOpen(false)} />
      </SideDrawer>
    </Sheet>
  )
}

type Values = {
  semesters: number
  fromCohort: number
  toCohort?: number | null
  aims?: { zh?: string; en?: string | null } | null
  frameworkIds: string[]
}
const valuesOf = ({ semesters, fromCohort, toCohort, aims, frameworks }: PlanVersion): Values => ({
  ...{ semesters, fromCohort, toCohort, aims: aims ?? undefined },
  frameworkIds: frameworks.map(one => one.id),
})

function OutlineForm({ plan, onDone }: { plan: PlanVersion; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const frameworks = useRead(listFrameworks, {}).data?.rows ?? []
  const update = useCommand(updateVersion)
  let newest = plan.version
  const save = ({ aims, toCohort, ...values }: Values, version: number) =>
    update.run({
      params: { id: plan.id },
      body: { ...values, toCohort: toCohort ?? null, aims: bilingualOrNull(aims), version },
    })
  return (
    <CommandForm<Values>
      initial={valuesOf(plan)}
      submit={t('action.save')}
      onSend={values => save(values, plan.version)}
      current={async () => {
        const fresh = await api(getVersion, { params: { id: plan.id } })
        newest = fresh.version
        return valuesOf(fresh)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={onDone}
    >
      <Field name={['aims', 'zh']} label={t('programmes.outline.aims_zh')}>
        <Input.TextArea rows={5} maxLength={4000} lang="zh" />
      </Field>
      <Field name={['aims', 'en']} label={t('programmes.outline.aims_en')}>
        <Input.TextArea rows={5} maxLength={4000} lang="en" />
      </Field>
      <Field
        name="frameworkIds"
        label={t('programmes.frameworks.title')}
        hint={t('programmes.outline.frameworks_hint')}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={frameworks.map(one => ({ value: one.id, label: name(one.name) }))}
        />
      </Field>
      <Field name="semesters" label={t('programmes.semesters')} required>
        <InputNumber min={1} max={16} precision={0} />
      </Field>
      <Field name="fromCohort" label={t('programmes.from_cohort')} required>
        <InputNumber min={1950} max={2100} precision={0} />
      </Field>
      <Field name="toCohort" label={t('programmes.to_cohort')} hint={t('programmes.to_cohort_hint')}>
        <InputNumber min={1950} max={2100} precision={0} />
      </Field>
    </CommandForm>
  )
}

/** Documents to hand in, and other views of the version. */
export function Papers({ plan }: { plan: PlanVersion }) {
  const { t } = useTranslation()
  const paper = (format: 'pdf' | 'docx', language: 'zh' | 'en') =>
    addressOf(printPlan, { params: { id: plan.id }, query: { format, language } })
  const table = addressOf(exportCourses, { params: { id: plan.id }, query: { format: 'xlsx' } })
  return (
    <Sheet title={t('programmes.papers.title')} note={t('programmes.papers.note')}>
      <ul className="line-list">
        {(['zh', 'en'] as const).map(language => (
          <li key={language}>
            <span>{t(`programmes.papers.${language}`)}</span>
            <span className="line-list-end">
              <a href={paper('pdf', language)} aria-label={`${t(`programmes.papers.${language}`)} PDF`}>
                PDF
              </a>
              <a href={paper('docx', language)} aria-label={`${t(`programmes.papers.${language}`)} Word`}>
                Word
              </a>
            </span>
          </li>
        ))}
        <li>
          <span>{t('programmes.papers.table')}</span>
          <a href={table}>Excel</a>
        </li>
        <li>
          <Link to={`/programme-versions/${plan.id}/map`}>{t('programmes.map.title')}</Link>
        </li>
        {plan.basedOn && (
          <li>
            <Link to={`/programme-versions/${plan.id}/difference`}>
              {t('programmes.difference.to_version', { number: plan.basedOn.number })}
            </Link>
          </li>
        )}
      </ul>
    </Sheet>
  )
}
