import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { getPractice } from '../contract/practice.ts'
import { CountdownSheet, FallsSheet, RulesSheet, YearsSheet } from './PracticeSheets.tsx'
import { StatusForm } from './StatusForm.tsx'
import { StatusSheet } from './StatusSheet.tsx'
import { StaysSheet } from './StaysSheet.tsx'
import { TimeStrip } from './TimeStrip.tsx'
import { useHeadline } from './words.ts'

/** One teacher as their school's administrators see them: practice, and the status that they enter. */
export default function TeacherPage() {
  const { t } = useTranslation()
  const headline = useHeadline()
  const id = usePageId()
  const read = useRead(getPractice, { params: { id } })
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <DetailPage read={read}>
      {practice => {
        const { teacher, waiting } = practice
        return {
          title: teacher.name,
          lead: [
            ...(teacher.number ? [t('faculty.teacher.lead', { number: teacher.number })] : []),
            headline(practice),
            ...(waiting.stays > 0
              ? [t('faculty.practice.waiting', { count: waiting.stays, days: waiting.days })]
              : []),
          ].join(' · '),
          trail: [{ to: '/faculty', label: t('faculty.teachers.title') }],
          action: (
            <Button type="primary" onClick={() => setOpen(true)}>
              {t('faculty.status.add')}
            </Button>
          ),
          main: (
            <>
              <TimeStrip practice={practice} />
              <StaysSheet teacherId={id} />
              <FallsSheet practice={practice} />
              <SideDrawer open={open} title={t('faculty.status.add')} onClose={close}>
                <StatusForm teacherId={id} onDone={close} />
              </SideDrawer>
            </>
          ),
          side: (
            <>
              <CountdownSheet practice={practice} />
              <StatusSheet practice={practice} keeps />
              <YearsSheet practice={practice} />
              <RulesSheet practice={practice} />
            </>
          ),
        }
      }}
    </DetailPage>
  )
}
