import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { listCompetencies, type NamedCompetency } from '../contract.ts'

export const COMPETENCIES_MOST = 50

/** Which competencies it shows and at which level; those of the learner's programme come first. */
export function CompetencyFields({ learnerId }: { learnerId: string | null }) {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const [known, setKnown] = useState<ReadonlyMap<string, NamedCompetency>>(new Map())
  const query = { learner: learnerId ?? undefined, q: q || undefined }
  const found = useRead(listCompetencies, { query }).data?.rows ?? []
  // What was chosen stays named while another name is looked for.
  const keep = (id: string) => {
    const chosen = found.find(one => one.id === id)
    if (chosen) setKnown(new Map(known).set(id, chosen))
  }
  return (
    <Form.List name="competencies">
      {(rows, { add, remove }) => (
        <fieldset className="competency-fields">
          <legend>{t('records.field.competencies')}</legend>
          <p className="caption">{t('records.field.competencies_hint')}</p>
          {rows.map(row => (
            <div key={row.key} className="competency-row">
              <CompetencyPick place={row.name} found={found} known={known} onSearch={setQ} onPick={keep} />
              <LevelPick place={row.name} known={known} />
              <Button type="text" onClick={() => remove(row.name)}>
                {t('web.file.remove')}
              </Button>
            </div>
          ))}
          {rows.length < COMPETENCIES_MOST && (
            <Button onClick={() => add({})}>{t('records.field.competency_add')}</Button>
          )}
        </fieldset>
      )}
    </Form.List>
  )
}

type PickProps = {
  place: number
  found: readonly NamedCompetency[]
  known: ReadonlyMap<string, NamedCompetency>
  onSearch: (q: string) => void
  onPick: (id: string) => void
}

function CompetencyPick({ place, found, known, onSearch, onPick }: PickProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const form = Form.useFormInstance()
  const chosen = known.get(Form.useWatch(['competencies', place, 'id'], form) as string)
  const shown = chosen && !found.some(one => one.id === chosen.id) ? [chosen, ...found] : found
  return (
    <Field name={[place, 'id']} label={t('records.radar.competency')} required>
      <Select<string>
        showSearch={{ filterOption: false, onSearch }}
        onChange={id => {
          onPick(id)
          const aim = found.find(one => one.id === id)?.aim ?? undefined
          form.setFieldValue(['competencies', place, 'level'], aim)
        }}
        options={shown.map(one => ({ value: one.id, label: `${one.code} ${name(one.name)}` }))}
      />
    </Field>
  )
}

function LevelPick({ place, known }: { place: number; known: PickProps['known'] }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const form = Form.useFormInstance()
  const competency = known.get(Form.useWatch(['competencies', place, 'id'], form) as string)
  const { zh = [], en = [] } = competency?.levels ?? {}
  return (
    <Field name={[place, 'level']} label={t('records.field.competency_level')} required>
      <Select<number>
        disabled={!competency}
        options={zh.map((word, i) => ({
          value: i + 1,
          label: `${i + 1} ${language === 'en' ? (en[i] ?? word) : word}`,
        }))}
      />
    </Field>
  )
}
