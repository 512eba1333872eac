import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { Practice } from '../contract/practice.ts'
import { clipped, lengthOf } from '../rules/ledger.ts'
import './faculty.css'

/** The years that count as a line, with the days of practice on it; the list below says the same in words. */
export function TimeStrip({ practice }: { practice: Practice }) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const { countsFrom: from, days } = practice.ledger
  const until = today()
  const whole = lengthOf({ from, until })
  const share = (part: number) => `${(part / whole) * 100}%`
  const place = (at: string) => share(lengthOf({ from, until: at }) - 1)
  const first = Number(from.slice(0, 4))
  const years = Array.from({ length: Number(until.slice(0, 4)) - first }, (_, i) => first + i + 1)
  const bars = practice.spans.flatMap(span =>
    clipped([span], { from, until }).map(part => ({ ...span, part })),
  )
  return (
    <Sheet title={t('faculty.strip.title')} note={t('faculty.strip.note', { from: day(from) })}>
      <div
        className="faculty-strip"
        role="img"
        aria-label={t('faculty.strip.label', { from: day(from), days, runs: practice.spans.length })}
      >
        {bars.map(({ id, part, host }) => (
          <span
            key={id}
            className="faculty-bar"
            title={t('faculty.strip.one', {
              ...{ host: name(host), from: day(part.from), until: day(part.until) },
            })}
            style={{ left: place(part.from), width: share(lengthOf(part)) }}
          />
        ))}
        {years.map(year => (
          <span key={year} className="faculty-tick" style={{ left: place(`${year}-01-01`) }}>
            {year}
          </span>
        ))}
      </div>
    </Sheet>
  )
}
