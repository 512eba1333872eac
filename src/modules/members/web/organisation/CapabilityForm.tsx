import { Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { bilingualOrNull, orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { addCapability, type Capability, type CapabilityInput, changeCapabilityText } from '../../contract.ts'
import { CAPABILITY_KINDS, DIRECTIONS } from '../../rules/capabilities.ts'

type Values = {
  direction: CapabilityInput['direction']
  kind: CapabilityInput['kind']
  title: { zh: string; en?: string | null }
  note?: { zh?: string | null; en?: string | null } | null
  validUntil?: string | null
}

const bodyOf = ({ direction, kind, title, note, validUntil }: Values): CapabilityInput => ({
  ...{ direction, kind, validUntil: orNull(validUntil), note: bilingualOrNull(note) },
  title: { zh: title.zh, en: orNull(title.en) },
})

type Props = { organisationId: string; capability: Capability | null; onDone: () => void }

export function CapabilityForm({ organisationId, capability, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const add = useCommand(addCapability)
  const change = useCommand(changeCapabilityText)
  const send = (values: Values): Promise<unknown> =>
    capability
      ? change.run({
          params: { id: capability.id },
          body: { ...bodyOf(values), version: capability.version },
        })
      : add.run({ params: { id: organisationId }, body: bodyOf(values) })
  return (
    <CommandForm<Values>
      initial={capability ?? { direction: 'offered' }}
      submit={t(capability ? 'action.save' : 'members.capability.add')}
      onSend={send}
      onDone={() => {
        notice(t('web.form.saved'))
        onDone()
      }}
    >
      <Field name="direction" label={t('members.capability.direction')} required>
        <Radio.Group
          options={DIRECTIONS.map(value => ({ value, label: t(`members.capability.${value}`) }))}
        />
      </Field>
      <Field name="kind" label={t('members.capability.kind')} required>
        <Select
          options={CAPABILITY_KINDS.map(value => ({ value, label: t(`members.capability.${value}`) }))}
        />
      </Field>
      <Field name={['title', 'zh']} label={t('members.capability.name_zh')} required>
        <Input maxLength={120} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('members.capability.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name={['note', 'zh']} label={t('members.capability.note_zh')}>
        <Input.TextArea rows={3} maxLength={2000} lang="zh" />
      </Field>
      <Field name={['note', 'en']} label={t('members.capability.note_en')}>
        <Input.TextArea rows={3} maxLength={4000} lang="en" />
      </Field>
      <Field
        name="validUntil"
        label={t('members.capability.valid_until')}
        hint={t('members.capability.valid_hint')}
      >
        <Input type="date" min={today()} />
      </Field>
    </CommandForm>
  )
}
