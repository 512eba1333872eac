import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { getPractice } from '../contract/practice.ts'
import { CountdownSheet, FallsSheet, RulesSheet, YearsSheet } from './PracticeSheets.tsx'
import { StatusSheet } from './StatusSheet.tsx'
import { StaysSheet } from './StaysSheet.tsx'
import { TimeStrip } from './TimeStrip.tsx'
import { useHeadline } from './words.ts'

/** A teacher's own enterprise practice: how far they have come, and what falls out when. */
export default function PracticePage() {
  const { t } = useTranslation()
  const headline = useHeadline()
  const id = useViewer()?.affiliationId ?? ''
  const read = useRead(getPractice, { params: { id } })
  const add = (
    <Link to="/faculty/practice/new">
      <Button type="primary">{t('faculty.practice.add')}</Button>
    </Link>
  )
  return (
    <DetailPage read={read}>
      {practice => {
        const { waiting, ledger, rules } = practice
        return {
          title: headline(practice),
          lead: (
            <>
              {t('faculty.practice.lead', {
                ...{ years: rules.years.value, months: rules.months.value, needed: ledger.needed },
              })}{' '}
              {waiting.stays > 0 &&
                t('faculty.practice.waiting', { count: waiting.stays, days: waiting.days })}
            </>
          ),
          action: add,
          main: (
            <>
              <TimeStrip practice={practice} />
              <StaysSheet
                teacherId={id}
                action={<Link to="/faculty/practice/new">{t('faculty.practice.add')}</Link>}
              />
              <FallsSheet practice={practice} />
            </>
          ),
          side: (
            <>
              <CountdownSheet practice={practice} />
              <YearsSheet practice={practice} />
              <StatusSheet practice={practice} />
              <RulesSheet practice={practice} />
            </>
          ),
        }
      }}
    </DetailPage>
  )
}
