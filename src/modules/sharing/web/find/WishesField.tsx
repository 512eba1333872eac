import { Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { MOST_WISHES, OFFER_KINDS } from '../../rules/vocabulary.ts'
import type { WishValue } from './asked.ts'

type Props = { value?: WishValue[]; onChange?: (wishes: WishValue[]) => void }

/** What is needed at the same time: each by kind, words and how many. */
export function WishesField({ value = [], onChange }: Props) {
  const { t } = useTranslation()
  const change = (at: number, part: WishValue) =>
    onChange?.(value.map((row, i) => (i === at ? { ...row, ...part } : row)))
  return (
    <div>
      {value.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity
        <fieldset key={i} className="sharing-row">
          <legend className="visually-hidden">{t('sharing.find.wish', { number: i + 1 })}</legend>
          <Select
            aria-label={t('sharing.find.kind')}
            allowClear
            placeholder={t('sharing.find.any_kind')}
            value={row.kind}
            options={OFFER_KINDS.map(kind => ({ value: kind, label: t(`sharing.kind.${kind}`) }))}
            onChange={kind => change(i, { kind })}
          />
          <Input
            aria-label={t('sharing.find.words')}
            placeholder={t('sharing.find.words_hint')}
            maxLength={60}
            value={row.words}
            onChange={event => change(i, { words: event.target.value })}
          />
          <InputNumber
            aria-label={t('sharing.find.count')}
            min={1}
            max={10_000}
            precision={0}
            value={row.units}
            onChange={units => change(i, { units })}
          />
          {value.length > 1 && (
            <Button
              type="text"
              aria-label={t('sharing.find.remove', { number: i + 1 })}
              onClick={() => onChange?.(value.filter((_, other) => other !== i))}
            >
              {t('sharing.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      {value.length < MOST_WISHES && (
        <Button onClick={() => onChange?.([...value, { units: 1 }])}>{t('sharing.find.add')}</Button>
      )}
    </div>
  )
}
