import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { weekdayOf } from '#platform/contract/days.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import type { SeriesDate } from '../../contract/series.ts'
import { useWords } from '../words.ts'

type Props = {
  dates: readonly SeriesDate[] | undefined
  error: unknown
  without: ReadonlySet<string>
  onChange: (without: ReadonlySet<string>) => void
}

/** Every date of the pattern with what becomes of it; each that can be had may be left out. */
export function DatesField({ dates, error, without, onChange }: Props) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const textOf = useErrorText()
  const words = useWords()
  const why = useWhy()
  if (error) return <p role="alert">{textOf(error)}</p>
  if (!dates) return <p className="caption">{t('sharing.series.dates_wait')}</p>
  if (dates.length === 0) return <p className="caption">{t('sharing.series.dates_none')}</p>
  const toggle = (of: string) => {
    const next = new Set(without)
    if (!next.delete(of)) next.add(of)
    onChange(next)
  }
  // What was ticked shows at once; what it changes for the other dates, when the answer is there.
  const chosen = ({ day: of, state }: SeriesDate) =>
    !without.has(of) && (state === 'free' || state === 'left_out')
  const free = dates.filter(chosen).length
  return (
    <>
      <p aria-live="polite">
        <strong>{t('sharing.series.can_be_had', { count: free, all: dates.length })}</strong>
      </p>
      <ul className="line-list">
        {dates.map(date => (
          <li key={date.day}>
            <Checkbox
              checked={chosen(date)}
              disabled={date.state !== 'free' && !without.has(date.day)}
              onChange={() => toggle(date.day)}
            >
              <span className="figures">{`${day(date.day, 'short')} ${words.weekday(weekdayOf(date.day))}`}</span>
            </Checkbox>
            <span className="line-list-end sharing-why" data-free={date.state === 'free' || undefined}>
              {why(date)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What becomes of a date, in words. */
function useWhy() {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const words = useWords()
  return ({ state, refusal, standsFor, worksAs }: SeriesDate): string => {
    if (refusal) {
      const { code, values, offer } = refusal
      const term = code === 'term_over' || code === 'term_ahead'
      const said = term ? { ...values, day: day(String(values.day)) } : values
      const key = code === 'taken' ? 'sharing.series.taken' : (`error.sharing.refused.${code}` as const)
      return t(key, { ...said, offer: name(offer) })
    }
    if (state === 'moved_away')
      return t('sharing.series.moved_away', { weekday: worksAs === null ? '' : words.weekday(worksAs) })
    if (state === 'free' && standsFor !== null)
      return t('sharing.series.stands_for', { weekday: words.weekday(standsFor) })
    return state === 'refused' ? '' : t(`sharing.series.${state}`)
  }
}
