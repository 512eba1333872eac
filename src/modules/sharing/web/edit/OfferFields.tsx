import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { named, orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import type { Offer, OfferInput } from '../../contract/offers.ts'
import { FEE_BASES, type FeeBasis, OFFER_KINDS } from '../../rules/vocabulary.ts'
import '../sharing.css'
import { ExceptionsField, WindowsField } from './TimesFields.tsx'

/** What the form holds: the fee in yuan or points, empty fields undefined. */
export type OfferValues = Omit<
  OfferInput,
  'title' | 'text' | 'place' | 'capacity' | 'feeAmount' | 'rules' | 'safety'
> & {
  title: { zh?: string; en?: string }
  text: { zh?: string; en?: string }
  place?: string
  capacity?: number | null
  fee?: number | null
  rules?: string
  safety?: string
}

const FEN = 100

export function toInput({ fee, ...values }: OfferValues): OfferInput {
  const { feeBasis, title, text } = values
  const amount = Math.round((fee ?? 0) * (feeBasis === 'hour' ? FEN : 1))
  return {
    ...values,
    ...{ title: named(title), text: named(text), place: orNull(values.place) },
    ...{ capacity: values.capacity ?? null, feeAmount: feeBasis === 'free' ? 0 : amount },
    ...{ rules: values.rules ?? '', safety: values.safety ?? '' },
    windows: values.windows.map(window => ({ ...window, untilDate: window.untilDate || null })),
  }
}

export function toValues(offer: Offer): OfferValues {
  const { id: _, state: _state, version: _version, organisation: _owner, ...fields } = offer
  const { feeAmount, ...values } = fields
  return {
    ...values,
    ...{ title: texts(offer.title), text: texts(offer.text), place: offer.place ?? undefined },
    fee: offer.feeBasis === 'hour' ? feeAmount / FEN : feeAmount,
  }
}

const texts = ({ zh, en }: { zh: string; en: string | null }) => ({ zh, en: en ?? undefined })

/** All of an offer: what it is, when it is open, by which rules it is booked. */
export function OfferFields() {
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
        <Input.TextArea rows={4} maxLength={4000} lang="zh" />
      </Field>
      <Field name={['text', 'en']} label={t('sharing.text_en')}>
        <Input.TextArea rows={4} maxLength={6000} lang="en" />
      </Field>
      <Field name="place" label={t('sharing.where')} hint={t('sharing.where_hint')}>
        <Input maxLength={200} />
      </Field>
      <div className="sharing-pair">
        <NumberField
          name="capacity"
          label={t('sharing.column.people')}
          hint={t('sharing.capacity_hint')}
          min={1}
          optional
        />
        <NumberField name="units" label={t('sharing.units')} hint={t('sharing.units_hint')} min={1} />
      </div>
      <Field name="safety" label={t('sharing.safety')} hint={t('sharing.safety_hint')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      <Field name="rules" label={t('sharing.house_rules')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      <Field name="languages" label={t('sharing.languages')}>
        <Checkbox.Group
          options={(['zh', 'en'] as const).map(value => ({ value, label: t(`sharing.language.${value}`) }))}
        />
      </Field>
      <FeeFields />
      <h2 className="sharing-section">{t('sharing.opening')}</h2>
      <Field name="windows" label={t('sharing.windows')} hint={t('sharing.windows_hint')}>
        <WindowsField />
      </Field>
      <Field name="exceptions" label={t('sharing.exceptions')} hint={t('sharing.exceptions_hint')}>
        <ExceptionsField />
      </Field>
      <RuleFields />
    </>
  )
}

type NumberProps = { name: keyof OfferValues; label: string; hint?: string; min?: number; optional?: boolean }

function NumberField({ name, label, hint, min = 0, optional }: NumberProps) {
  return (
    <Field name={name} label={label} hint={hint} required={!optional}>
      <InputNumber min={min} max={10_000} precision={0} />
    </Field>
  )
}

function FeeFields() {
  const { t } = useTranslation()
  const basis = Form.useWatch<FeeBasis | undefined>('feeBasis') ?? 'free'
  return (
    <>
      <Field name="feeBasis" label={t('sharing.column.fee')} required>
        <Radio.Group options={FEE_BASES.map(value => ({ value, label: t(`sharing.fee.${value}`) }))} />
      </Field>
      {basis !== 'free' && (
        <Field name="fee" label={t(`sharing.fee.${basis}_amount`)} required>
          <InputNumber min={0} max={100_000} precision={basis === 'hour' ? 2 : 0} />
        </Field>
      )}
    </>
  )
}

function RuleFields() {
  const { t } = useTranslation()
  return (
    <>
      <h2 className="sharing-section">{t('sharing.rules')}</h2>
      <div className="sharing-pair">
        <NumberField
          name="slotMinutes"
          label={t('sharing.slot_minutes')}
          hint={t('sharing.slot_hint')}
          min={5}
        />
        <NumberField name="longestMinutes" label={t('sharing.longest_minutes')} min={5} />
        <NumberField
          name="bufferMinutes"
          label={t('sharing.buffer_minutes')}
          hint={t('sharing.buffer_hint')}
        />
        <NumberField name="leadHours" label={t('sharing.lead_hours')} hint={t('sharing.lead_hint')} />
        <NumberField
          name="outsidePercent"
          label={t('sharing.outside_percent')}
          hint={t('sharing.outside_hint')}
        />
        <NumberField name="lateHours" label={t('sharing.late_hours')} hint={t('sharing.late_hint')} />
      </div>
      <Field name="atOnce" label={t('sharing.rule.how')} required>
        <Radio.Group
          options={[
            { value: false, label: t('sharing.by_request') },
            { value: true, label: t('sharing.at_once') },
          ]}
        />
      </Field>
      <NumberField name="holdHours" label={t('sharing.hold_hours')} hint={t('sharing.hold_hint')} min={1} />
    </>
  )
}
