import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { Practice } from '../contract/practice.ts'
import './faculty.css'

type Props = { practice: Practice }

/** What counts, what is missing, and until when it lasts. */
export function CountdownSheet({ practice }: Props) {
  const { t } = useTranslation()
  const { day, distance } = useFormat()
  const { days, needed, missing, countsFrom, keptUntil, enoughUntil } = practice.ledger
  const share = Math.min(100, Math.round((days / needed) * 100))
  return (
    <Sheet title={t('faculty.count.title')}>
      <div className="faculty-measure" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </div>
      <FactList
        facts={[
          {
            label: t('faculty.count.days'),
            value: <span className="figures">{t('faculty.count.of', { days, needed })}</span>,
            note: t('faculty.count.since', { from: day(countsFrom) }),
          },
          missing > 0 && { label: t('faculty.count.missing'), value: t('faculty.days', { count: missing }) },
          keptUntil !== null && {
            label: t('faculty.count.kept'),
            value: day(keptUntil),
            note: distance(keptUntil),
          },
          enoughUntil !== null && {
            label: t('faculty.count.enough'),
            value: day(enoughUntil),
            note: distance(enoughUntil),
          },
        ]}
      />
    </Sheet>
  )
}

/** Which days count no more from when on. */
export function FallsSheet({ practice }: Props) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const { falls } = practice.ledger
  return (
    <Sheet title={t('faculty.falls.title')} note={t('faculty.falls.note')}>
      {falls.length === 0 ? (
        <p>{t('faculty.falls.none')}</p>
      ) : (
        <ul className="line-list">
          {falls.map(fall => (
            <li key={fall.from}>
              <span>
                {t('faculty.span', { from: day(fall.from), until: day(fall.until) })}
                <span className="caption">
                  <br />
                  {t('faculty.falls.one', { days: fall.days, left: fall.left })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}

/** Each calendar year by itself. */
export function YearsSheet({ practice }: Props) {
  const { t } = useTranslation()
  const { yearlyMonths, monthDays } = practice.rules
  const [running] = practice.ledger.years
  return (
    <Sheet
      title={t('faculty.years.title')}
      note={
        <>
          {t('faculty.years.note', {
            ...{ months: yearlyMonths.value, days: yearlyMonths.value * monthDays.value },
          })}{' '}
          {!yearlyMonths.verified && <StatusTag tone="uncertain">{t('faculty.unverified')}</StatusTag>}
        </>
      }
    >
      <ul className="line-list">
        {practice.ledger.years.map(one => {
          const word = one.enough ? 'enough' : one === running ? 'running' : 'short'
          return (
            <li key={one.year}>
              <span className="figures">
                {one.year} · {t('faculty.days', { count: one.days })}
              </span>
              <span className="line-list-end">
                <StatusTag tone={one.enough ? 'agreed' : 'quiet'}>{t(`faculty.years.${word}`)}</StatusTag>
              </span>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

/** The numbers it goes by, and where they come from. */
export function RulesSheet({ practice }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { rules } = practice
  return (
    <Sheet title={t('faculty.rules.title')}>
      <FactList
        facts={(['months', 'years', 'monthDays', 'yearlyMonths'] as const).map(key => ({
          label: t(`faculty.rules.${key}`, { value: rules[key].value }),
          value: rules[key].verified ? (
            <span className="caption">{name(rules[key].source)}</span>
          ) : (
            <StatusTag tone="uncertain">{t('faculty.unverified')}</StatusTag>
          ),
          note: rules[key].verified ? undefined : name(rules[key].source),
        }))}
      />
    </Sheet>
  )
}
