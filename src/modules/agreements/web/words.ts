import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { hanNumber } from '../rules/clause-number.ts'

type Term = {
  fromDate: string
  untilDate: string | null
  fromCohort: number | null
  untilCohort: number | null
}

/** How days, years of entry and clauses of an agreement are said in the reader's language. */
export function useTermWords() {
  const { t } = useTranslation()
  const { day, language } = useFormat()
  return {
    days: ({ fromDate, untilDate }: Pick<Term, 'fromDate' | 'untilDate'>) =>
      untilDate
        ? t('agreements.days', { from: day(fromDate), until: day(untilDate) })
        : t('agreements.days_open', { from: day(fromDate) }),
    cohorts: ({ fromCohort, untilCohort }: Pick<Term, 'fromCohort' | 'untilCohort'>) => {
      if (fromCohort === null)
        return untilCohort === null ? null : t('agreements.cohorts_until', { until: untilCohort })
      return untilCohort === null
        ? t('agreements.cohorts_open', { from: fromCohort })
        : t('agreements.cohorts', { from: fromCohort, until: untilCohort })
    },
    clause: (number: number, title: string) =>
      t('agreements.clause_titled', { number: language === 'zh' ? hanNumber(number) : number, title }),
  }
}
