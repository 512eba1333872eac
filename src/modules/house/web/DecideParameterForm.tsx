import { Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { isWhole } from '#platform/contract/parameter.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { decideParameter, type ParameterRow } from '../contract.ts'
import { useParameterWords } from './parameter-words.ts'

type Decision = { value: number; validFrom: string; source?: { zh?: string; en?: string } }
type Props = { groupId: string; parameter: ParameterRow; onDone: () => void }

/** A group's own number from a day on, with what it rests on. */
export function DecideParameterForm({ groupId, parameter, onDone }: Props) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const notice = useNotice()
  const words = useParameterWords()
  const decide = useCommand(decideParameter)
  const { name, unit, least, most } = parameter
  const range = { least: words.value(parameter, least), most: words.value(parameter, most) }
  return (
    <>
      <p className="caption">{t('house.parameters.decide_lead')}</p>
      <CommandForm<Decision>
        initial={{ validFrom: today() }}
        submit={t('house.parameters.decide')}
        onSend={async ({ value, validFrom, source }) => {
          await decide.run({
            params: { id: groupId, name },
            body: {
              ...{ value, validFrom },
              source: { zh: source?.zh?.trim() ?? '', en: source?.en?.trim() ?? '' },
            },
          })
          notice(t('house.parameters.decided', { day: day(validFrom) }))
        }}
        onDone={onDone}
      >
        <Field
          name="value"
          label={t('house.parameters.new_value')}
          hint={t('house.parameters.range', range)}
          required
        >
          <InputNumber precision={isWhole(unit) ? 0 : 3} />
        </Field>
        <Field name="validFrom" label={t('house.parameters.from')} required>
          <Input type="date" min={today()} />
        </Field>
        <Field
          name={['source', 'zh']}
          label={t('house.parameters.source_zh')}
          hint={t('house.parameters.source_hint')}
          required
        >
          <Input.TextArea lang="zh" maxLength={500} autoSize={{ minRows: 2 }} />
        </Field>
        <Field name={['source', 'en']} label={t('house.parameters.source_en')} required>
          <Input.TextArea lang="en" maxLength={500} autoSize={{ minRows: 2 }} />
        </Field>
      </CommandForm>
    </>
  )
}
