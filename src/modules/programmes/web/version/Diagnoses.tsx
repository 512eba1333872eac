import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { diagnoseVersion, type PlanVersion } from '../../contract/versions.ts'
import { editProgramme } from '../../policy.ts'
import { VERDICTS } from '../../rules/vocabulary.ts'

type Values = { year: number; verdict: (typeof VERDICTS)[number]; findings: string }

/** What the school found each year while the version was in force. */
export function Diagnoses({ plan }: { plan: PlanVersion }) {
  const { t } = useTranslation()
  const edits = may(editProgramme, useViewer(), plan.facts)
  const diagnose = useCommand(diagnoseVersion)
  const [open, setOpen] = useState(false)
  if (!edits && plan.diagnoses.length === 0) return null
  return (
    <Sheet
      title={t('programmes.diagnosis.title')}
      note={t('programmes.diagnosis.note')}
      aside={
        edits &&
        plan.state === 'in_force' && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('programmes.diagnosis.add')}
          </Button>
        )
      }
    >
      {plan.diagnoses.length === 0 && <p className="caption">{t('programmes.diagnosis.empty')}</p>}
      <ul className="line-list">
        {plan.diagnoses.map(one => (
          <li key={one.id}>
            <div>
              {one.year} · {t(`programmes.verdict.${one.verdict}`)}
              <p className="reviewer-comment">{one.findings}</p>
            </div>
            <span className="caption">{one.byName}</span>
          </li>
        ))}
      </ul>
      <SideDrawer open={open} title={t('programmes.diagnosis.add')} onClose={() => setOpen(false)}>
        <CommandForm<Values>
          initial={{ year: new Date().getFullYear() }}
          submit={t('programmes.diagnosis.add')}
          onSend={body => diagnose.run({ params: { id: plan.id }, body })}
          onDone={() => setOpen(false)}
        >
          <Field name="year" label={t('programmes.diagnosis.year')} required>
            <InputNumber min={1950} max={2100} precision={0} />
          </Field>
          <Field name="verdict" label={t('programmes.diagnosis.verdict')} required>
            <Select options={VERDICTS.map(value => ({ value, label: t(`programmes.verdict.${value}`) }))} />
          </Field>
          <Field name="findings" label={t('programmes.diagnosis.findings')} required>
            <Input.TextArea rows={6} maxLength={4000} />
          </Field>
        </CommandForm>
      </SideDrawer>
    </Sheet>
  )
}
