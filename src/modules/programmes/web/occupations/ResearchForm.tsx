import { useQueries } from '@tanstack/react-query'
import { Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { named } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { getFramework, listFrameworks } from '../../contract/frameworks.ts'
import { reportDemand } from '../../contract/occupations.ts'
import { type Aim, AimsField } from '../version/AimsField.tsx'

type Values = { surveyedOn: string; demand: number; tasks: { zh?: string; en?: string }; skills?: Aim[] }

/** What one's own company says of an occupation. */
export function ResearchForm({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const report = useCommand(reportDemand)
  const rows = useRead(listFrameworks, {}).data?.rows ?? []
  const frameworks = useQueries({
    queries: rows.map(row => ({
      queryKey: [getFramework.id, { params: { id: row.id } }],
      queryFn: () => api(getFramework, { params: { id: row.id } }),
    })),
    combine: found => found.flatMap(({ data }) => (data ? [{ ...data, competencies: data.rows }] : [])),
  })
  return (
    <CommandForm<Values>
      submit={t('programmes.occupations.report')}
      onSend={({ surveyedOn, demand, tasks, skills = [] }) =>
        report.run({
          params: { id },
          body: {
            ...{ surveyedOn, demand, tasks: named(tasks) },
            skills: skills.flatMap(({ competencyId, level }) =>
              competencyId ? [{ competencyId, level }] : [],
            ),
          },
        })
      }
      onDone={() => {
        notice(t('web.form.saved'))
        onDone()
      }}
    >
      <Field name="surveyedOn" label={t('programmes.occupations.day')} required>
        <Input type="date" />
      </Field>
      <Field
        name="demand"
        label={t('programmes.occupations.demand')}
        hint={t('programmes.occupations.demand_hint')}
        required
      >
        <InputNumber min={0} max={10_000} precision={0} />
      </Field>
      <Field name={['tasks', 'zh']} label={t('programmes.occupations.tasks_zh')} required>
        <Input.TextArea rows={4} maxLength={4000} lang="zh" />
      </Field>
      <Field name={['tasks', 'en']} label={t('programmes.occupations.tasks_en')}>
        <Input.TextArea rows={4} maxLength={4000} lang="en" />
      </Field>
      <Field name="skills" label={t('programmes.occupations.skills')}>
        <AimsField frameworks={frameworks} />
      </Field>
    </CommandForm>
  )
}
