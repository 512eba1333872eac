import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { type Course, getVersion, type PlanVersion } from '../../contract/versions.ts'
import { editProgramme } from '../../policy.ts'
import { checkPlan } from '../../rules/plan.ts'
import { cohortWords } from '../ProgrammePage.tsx'
import '../programmes.css'
import { usePageId } from '#platform/web/page-id.ts'
import { STATE_TONES } from '../values.ts'
import { Board } from './Board.tsx'
import { Committee } from './Committee.tsx'
import { CourseForm } from './CourseForm.tsx'
import { CourseView } from './CourseView.tsx'
import { Diagnoses } from './Diagnoses.tsx'
import { Findings } from './Findings.tsx'
import { NextStep } from './NextStep.tsx'
import { Outline, Papers } from './Outline.tsx'

type Open = { course: Course | null; semester: number }

/** One version of a programme: the plan by semester, the rules it is held against, its committee and next step. */
export default function VersionPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const read = useRead(getVersion, { params: { id: usePageId() } })
  const [open, setOpen] = useState<Open | null>(null)
  // What the board shows while a move is on its way; the rules follow it at once.
  const [shown, setShown] = useState<Course[] | null>(null)
  const edits = (plan: PlanVersion) => plan.state === 'draft' && may(editProgramme, viewer, plan.facts)
  return (
    <DetailPage read={read}>
      {plan => ({
        title: t('programmes.version_of', { programme: name(plan.programme.name), number: plan.number }),
        lead: (
          <>
            {name(plan.organisation.name)} · {cohortWords(t, plan)}{' '}
            <StatusTag tone={STATE_TONES[plan.state]}>{t(`programmes.state.${plan.state}`)}</StatusTag>
          </>
        ),
        trail: [
          { to: '/programmes', label: t('programmes.title') },
          { to: `/programmes/${plan.programme.id}`, label: name(plan.programme.name) },
        ],
        action: <NextStep plan={plan} />,
        main: (
          <>
            {plan.state === 'review' && <Committee plan={plan} edits={false} />}
            <Board
              plan={plan}
              edits={edits(plan)}
              onShow={setShown}
              onOpen={(course, semester) => setOpen({ course, semester })}
            />
            {plan.state !== 'review' && <Committee plan={plan} edits={edits(plan)} />}
            {(plan.state === 'in_force' || plan.diagnoses.length > 0) && <Diagnoses plan={plan} />}
            <SideDrawer
              open={open !== null}
              title={open?.course ? name(open.course.name) : t('programmes.course.add')}
              onClose={() => setOpen(null)}
            >
              {open && edits(plan) && (
                <CourseForm
                  plan={plan}
                  course={open.course}
                  semester={open.semester}
                  onDone={() => setOpen(null)}
                />
              )}
              {open?.course && !edits(plan) && <CourseView plan={plan} course={open.course} />}
            </SideDrawer>
          </>
        ),
        side: (
          <>
            <Sheet title={t('programmes.rules')} note={t('programmes.rules_note')}>
              <Findings plan={plan} findings={checkPlan(shown ?? plan.courses, plan.rules)} />
            </Sheet>
            <Outline plan={plan} edits={edits(plan)} />
            <Papers plan={plan} />
          </>
        ),
      })}
    </DetailPage>
  )
}
