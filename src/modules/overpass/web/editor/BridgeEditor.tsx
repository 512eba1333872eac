import { Button, Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { getVersion } from '#modules/agreements/contract.ts'
import type { ClauseEditorProps } from '#modules/agreements/web/parts/clause-editor.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { Skeleton } from '#platform/web/ui/states.tsx'
import { getChoices } from '../../contract.ts'
import { type Bridge, PROGRAMME_LEVELS, WAYS } from '../../rules/bridge.ts'
import { type BridgeForm, fromForm, toForm } from '../../rules/form.ts'
import '../overpass.css'
import { ConditionField } from './ConditionField.tsx'
import { ChoicePart, ManyPart, NumberPart, Part } from './parts.tsx'
import { ReadBack } from './ReadBack.tsx'
import { RulesField } from './RulesField.tsx'

/** A bridge as a form: nobody writes a rule, everybody can read it back. */
export function BridgeEditor({ id, value, onChange = () => {}, versionId }: ClauseEditorProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const bridge = value as Bridge
  const form = toForm(bridge)
  const draft = useRead(getVersion, { params: { id: versionId } })
  const parties = draft.data?.parties.map(party => party.organisationId) ?? []
  const chosen = [...form.from.programmeIds, ...(form.programmeId ? [form.programmeId] : [])]
  const read = useRead(getChoices, {
    query: { parties: parties.join(',') || undefined, programmes: chosen.join(',') || undefined },
  })
  const choices = read.data
  if (!choices || !draft.data) return <Skeleton lines={6} />
  const set = (part: Partial<BridgeForm>) => onChange(fromForm({ ...form, ...part }))
  const programmes = choices.programmes.map(one => ({
    ...{ value: one.id, label: `${name(one.name)} · ${name(one.organisation.name)}` },
  }))
  const sources = choices.courses.filter(one => form.from.programmeIds.includes(one.programmeId))
  const target = choices.courses.filter(one => one.programmeId === form.programmeId)
  return (
    <div className="bridge-editor" id={id}>
      <fieldset>
        <legend>{t('overpass.editor.way')}</legend>
        <div className="bridge-row">
          <ChoicePart
            label={t('overpass.field.way')}
            value={form.way}
            options={WAYS.map(way => ({ value: way, label: t(`overpass.way.${way}`) }))}
            onChange={way => way && set({ way })}
          />
          <ChoicePart
            label={t('overpass.editor.to_kind')}
            value={form.toKind}
            options={(['programme', 'occupation'] as const).map(kind => ({
              ...{ value: kind, label: t(`overpass.editor.to.${kind}`) },
            }))}
            onChange={toKind => toKind && set({ toKind, programmeId: null, occupationId: null })}
          />
          {form.toKind === 'programme' ? (
            <ChoicePart
              label={t('overpass.editor.to.programme')}
              value={form.programmeId}
              options={programmes}
              onChange={programmeId => set({ programmeId, versionId: null })}
            />
          ) : (
            <ChoicePart
              label={t('overpass.editor.to.occupation')}
              value={form.occupationId}
              options={choices.occupations.map(one => ({ value: one.id, label: name(one.name) }))}
              onChange={occupationId => set({ occupationId })}
            />
          )}
          <ManyPart
            label={t('overpass.editor.from_programmes')}
            value={form.from.programmeIds}
            options={programmes}
            onChange={programmeIds => set({ from: { ...form.from, programmeIds } })}
          />
          <ManyPart
            label={t('overpass.editor.from_levels')}
            value={form.from.levels}
            options={PROGRAMME_LEVELS.map(level => ({
              value: level,
              label: t(`overpass.say.level.${level}`),
            }))}
            onChange={levels => set({ from: { ...form.from, levels } })}
          />
        </div>
      </fieldset>
      <ConditionField
        value={form.entry}
        onChange={entry => set({ entry })}
        choices={choices}
        courses={sources}
      />
      <RulesField
        value={form.recognitions}
        onChange={recognitions => set({ recognitions })}
        {...{ choices, sources, target }}
      />
      <Terms form={form} set={set} />
      <ReadBack
        bridge={bridge}
        draft={{ partyIds: parties, from: draft.data.fromDate, until: draft.data.untilDate }}
      />
    </div>
  )
}

function Terms({ form, set }: { form: BridgeForm; set: (part: Partial<BridgeForm>) => void }) {
  const { t } = useTranslation()
  const keys = form.documents.map((_, at) => `document ${at}`)
  const document = (at: number, part: object) =>
    set({ documents: form.documents.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  return (
    <fieldset>
      <legend>{t('overpass.editor.terms')}</legend>
      <div className="bridge-row">
        <NumberPart
          label={t('overpass.editor.cap_total')}
          value={form.capTotal}
          max={400}
          step={0.5}
          onChange={capTotal => set({ capTotal })}
        />
        <NumberPart
          label={t('overpass.editor.valid')}
          value={form.validYears}
          least={1}
          max={50}
          onChange={validYears => set({ validYears })}
        />
        <NumberPart
          label={t('overpass.editor.quota')}
          value={form.quota}
          max={100_000}
          onChange={quota => set({ quota })}
        />
        <NumberPart
          label={t('overpass.editor.fee')}
          value={form.feeYuan}
          max={1_000_000}
          onChange={feeYuan => set({ feeYuan })}
        />
        <NumberPart
          label={t('overpass.editor.months')}
          value={form.months}
          max={120}
          onChange={months => set({ months: months ?? 0 })}
        />
        <Part label={t('overpass.editor.intakes')}>
          <Select<string[]>
            mode="tags"
            aria-label={t('overpass.editor.intakes')}
            value={form.intakes}
            placeholder="2027-09-01"
            onChange={intakes => set({ intakes })}
          />
        </Part>
      </div>
      {form.documents.map((one, at) => (
        <div key={keys[at]} className="bridge-row">
          <Input
            aria-label={t('overpass.editor.document_zh', { number: at + 1 })}
            placeholder={t('overpass.editor.document_zh', { number: at + 1 })}
            value={one.zh}
            maxLength={200}
            onChange={event => document(at, { zh: event.target.value })}
          />
          <Input
            aria-label={t('overpass.editor.document_en', { number: at + 1 })}
            placeholder={t('overpass.editor.document_en', { number: at + 1 })}
            value={one.en}
            maxLength={200}
            onChange={event => document(at, { en: event.target.value })}
          />
          <Button type="text" onClick={() => set({ documents: form.documents.filter((_, i) => i !== at) })}>
            {t('overpass.editor.remove')}
          </Button>
        </div>
      ))}
      <div className="overpass-actions">
        <Button onClick={() => set({ documents: [...form.documents, { zh: '', en: '' }] })}>
          {t('overpass.editor.add_document')}
        </Button>
        <Checkbox checked={form.automatic} onChange={event => set({ automatic: event.target.checked })}>
          {t('overpass.editor.automatic')}
        </Checkbox>
      </div>
    </fieldset>
  )
}
