import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { daysAfter, today } from '#platform/contract/days.ts'
import type { OfferInput } from '../../contract/offers.ts'
import { MOST_EXCEPTIONS, MOST_WINDOWS } from '../../rules/vocabulary.ts'
import { endOf, typedEnd } from '../../rules/zone.ts'
import { useWords, WEEKDAYS } from '../words.ts'

type Window = OfferInput['windows'][number]
type Exception = OfferInput['exceptions'][number]
type Props<V> = { value?: V[]; onChange?: (rows: V[]) => void }

/** Weekly windows, each with the days between which it holds. */
export function WindowsField({ value = [], onChange }: Props<Window>) {
  const { t } = useTranslation()
  const words = useWords()
  const change = (at: number, part: Partial<Window>) =>
    onChange?.(value.map((row, i) => (i === at ? { ...row, ...part } : row)))
  const last = value.at(-1)
  const next: Window = last
    ? { ...last, weekday: (last.weekday % 7) + 1 }
    : { weekday: 1, from: '08:00', until: '17:00', fromDate: today(), untilDate: null }
  return (
    <div className="stack">
      {value.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity
        <fieldset key={i} className="sharing-row">
          <legend className="visually-hidden">{t('sharing.window_number', { number: i + 1 })}</legend>
          <Select
            aria-label={t('sharing.weekday')}
            value={row.weekday}
            options={WEEKDAYS.map(one => ({ value: one, label: words.weekday(one) }))}
            onChange={weekday => change(i, { weekday })}
          />
          {(['from', 'until'] as const).map(key => (
            <Input
              key={key}
              type="time"
              aria-label={t(`sharing.${key}`)}
              value={typedEnd(row[key])}
              onChange={({ target: { value: typed } }) =>
                change(i, { [key]: key === 'until' ? endOf(typed) : typed })
              }
            />
          ))}
          {(['fromDate', 'untilDate'] as const).map(key => (
            <Input
              key={key}
              type="date"
              aria-label={t(`sharing.window_${key}`)}
              value={row[key] ?? ''}
              onChange={event => change(i, { [key]: event.target.value })}
            />
          ))}
          <Button
            type="text"
            aria-label={t('sharing.window_remove', { number: i + 1 })}
            onClick={() => onChange?.(value.filter((_, other) => other !== i))}
          >
            {t('sharing.remove')}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button disabled={value.length >= MOST_WINDOWS} onClick={() => onChange?.([...value, next])}>
          {t('sharing.window_add')}
        </Button>
      </div>
    </div>
  )
}

/** Days that are closed, or open as on another weekday. */
export function ExceptionsField({ value = [], onChange }: Props<Exception>) {
  const { t } = useTranslation()
  const words = useWords()
  const change = (at: number, part: Partial<Exception>) =>
    onChange?.(value.map((row, i) => (i === at ? { ...row, ...part } : row)))
  const last = value.at(-1)
  return (
    <div className="stack">
      {value.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity
        <fieldset key={i} className="sharing-row">
          <legend className="visually-hidden">{t('sharing.exception_number', { number: i + 1 })}</legend>
          <Input
            type="date"
            aria-label={t('sharing.day')}
            value={row.day}
            onChange={event => change(i, { day: event.target.value })}
          />
          <Select
            aria-label={t('sharing.exception_what')}
            value={row.worksAs ?? 0}
            options={[
              { value: 0, label: t('sharing.closed') },
              ...WEEKDAYS.map(one => ({
                value: one,
                label: t('sharing.works_as', { weekday: words.weekday(one) }),
              })),
            ]}
            onChange={weekday => change(i, { worksAs: weekday || null })}
          />
          <Button
            type="text"
            aria-label={t('sharing.exception_remove', { number: i + 1 })}
            onClick={() => onChange?.(value.filter((_, other) => other !== i))}
          >
            {t('sharing.remove')}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button
          disabled={value.length >= MOST_EXCEPTIONS}
          onClick={() =>
            onChange?.([...value, { day: last ? daysAfter(last.day || today(), 1) : today(), worksAs: null }])
          }
        >
          {t('sharing.exception_add')}
        </Button>
      </div>
    </div>
  )
}
