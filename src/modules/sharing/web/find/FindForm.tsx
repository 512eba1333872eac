import { Checkbox, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { PARTS_OF_DAY, type PartOfDay } from '../../rules/vocabulary.ts'
import { DaysFields } from '../series/PatternFields.tsx'
import { useWords, WEEKDAYS } from '../words.ts'
import type { FindValues } from './asked.ts'
import { WishesField } from './WishesField.tsx'

const PARTS = Object.keys(PARTS_OF_DAY) as PartOfDay[]

type Props = { initial: Partial<FindValues>; onFind: (values: FindValues) => void }

/** What is needed, when, and how far it may be. */
export function FindForm({ initial, onFind }: Props) {
  const { t } = useTranslation()
  const words = useWords()
  return (
    <Sheet title={t('sharing.find.needs')}>
      <CommandForm<FindValues>
        unguarded
        initial={initial}
        submit={t('sharing.find.submit')}
        onSend={async values => onFind(values)}
      >
        <Field name="wishes" label={t('sharing.find.wishes')}>
          <WishesField />
        </Field>
        <Field name="people" label={t('sharing.how_many')} required>
          <InputNumber min={1} max={10_000} precision={0} />
        </Field>
        <Field
          name="weekdays"
          label={t('sharing.series.weekdays')}
          rules={[{ type: 'array', min: 1, message: t('problem.required') }]}
        >
          <Checkbox.Group options={WEEKDAYS.map(value => ({ value, label: words.weekday(value) }))} />
        </Field>
        <div className="sharing-pair">
          <Field name="part" label={t('sharing.find.part')} required>
            <Select options={PARTS.map(value => ({ value, label: t(`sharing.find.part.${value}`) }))} />
          </Field>
          <Field name="hours" label={t('sharing.find.length')} required>
            <InputNumber min={0.5} max={12} step={0.5} />
          </Field>
        </div>
        <DaysFields />
        <Field name="km" label={t('sharing.find.km')}>
          <InputNumber min={1} max={5000} precision={0} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}
