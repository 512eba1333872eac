import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { named } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import type { Need, NeedInput } from '../../contract/needs.ts'
import { MOST_WORDS, OFFER_KINDS, PAID } from '../../rules/vocabulary.ts'
import { endOf, typedEnd } from '../../rules/zone.ts'
import { PatternFields } from '../series/PatternFields.tsx'
import '../sharing.css'

/** What the form holds: empty fields undefined, the end of a day as a field for times knows it. */
export type NeedValues = Omit<NeedInput, 'title' | 'text' | 'mostKm'> & {
  title: { zh?: string; en?: string }
  text: { zh?: string; en?: string }
  mostKm?: number | null
}

export const toInput = (values: NeedValues): NeedInput => ({
  ...values,
  ...{ title: named(values.title), text: named(values.text), mostKm: values.mostKm ?? null },
  ...{ people: values.people ?? 0, until: endOf(values.until), words: values.words ?? [] },
  pays: values.pays ?? [],
})

const texts = ({ zh, en }: { zh: string; en: string | null }) => ({ zh, en: en ?? undefined })

export const toValues = (need: Need): NeedValues => ({
  ...{ kind: need.kind, title: texts(need.title), text: texts(need.text), words: need.words },
  ...{ people: need.people, units: need.units, languages: need.languages, pays: need.pays },
  ...{ mostKm: need.mostKm, weekdays: need.weekdays, fromDay: need.fromDay, untilDay: need.untilDay },
  ...{ from: need.from, until: typedEnd(need.until), minutes: need.minutes },
})

/** All of a need: what, for how many, when, what can be given for it. */
export function NeedFields() {
  const { t } = useTranslation()
  return (
    <>
      <Field name="kind" label={t('sharing.column.kind')} required>
        <Select options={OFFER_KINDS.map(value => ({ value, label: t(`sharing.kind.${value}`) }))} />
      </Field>
      <Field name={['title', 'zh']} label={t('sharing.title_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('sharing.title_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name={['text', 'zh']} label={t('sharing.text_zh')}>
        <Input.TextArea rows={3} maxLength={4000} lang="zh" />
      </Field>
      <Field name={['text', 'en']} label={t('sharing.text_en')}>
        <Input.TextArea rows={3} maxLength={6000} lang="en" />
      </Field>
      <Field name="words" label={t('sharing.needs.words')} hint={t('sharing.needs.words_hint')}>
        <Select mode="tags" open={false} suffixIcon={null} maxCount={MOST_WORDS} />
      </Field>
      <div className="sharing-pair">
        <Field name="people" label={t('sharing.how_many')} required>
          <InputNumber min={1} max={10_000} precision={0} />
        </Field>
        <Field name="units" label={t('sharing.how_many_units')} required>
          <InputNumber min={1} max={10_000} precision={0} />
        </Field>
      </div>
      <h2 className="sharing-section">{t('sharing.needs.when')}</h2>
      <PatternFields />
      <Field name="minutes" label={t('sharing.needs.minutes')} required>
        <InputNumber min={5} max={1440} precision={0} />
      </Field>
      <h2 className="sharing-section">{t('sharing.needs.pays')}</h2>
      <Field name="pays" label={t('sharing.column.fee')} hint={t('sharing.needs.pays_hint')}>
        <Checkbox.Group options={PAID.map(value => ({ value, label: t(`sharing.fee.${value}`) }))} />
      </Field>
      <Field name="languages" label={t('sharing.languages')}>
        <Checkbox.Group
          options={(['zh', 'en'] as const).map(value => ({ value, label: t(`sharing.language.${value}`) }))}
        />
      </Field>
      <Field name="mostKm" label={t('sharing.needs.most_km')}>
        <InputNumber min={1} max={5000} precision={0} />
      </Field>
    </>
  )
}
