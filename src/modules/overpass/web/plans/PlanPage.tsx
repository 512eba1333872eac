import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { dayOf } from '#platform/contract/days.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { getPlan, leaveWay } from '../../contract/plans.ts'
import '../planner/planner.css'
import { WayTold } from '../planner/Ways.tsx'
import { AdviserSheet } from './AdviserSheet.tsx'
import { Changes } from './Changes.tsx'
import { NotesSheet } from './NotesSheet.tsx'
import { OtherWays } from './OtherWays.tsx'
import './plans.css'
import { VerdictTag } from './VerdictTag.tsx'

export type Plan = AnswerOf<typeof getPlan>

/** A followed way: what has changed and what that means, before and now, and those who work on it. */
export default function PlanPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const read = useRead(getPlan, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {plan => ({
        title: t(`overpass.follow.heading.${plan.verdict}`, { to: name(plan.to.name) }),
        lead: t('overpass.follow.of', { name: plan.learner, day: day(dayOf(plan.keptAt)) }),
        trail: [{ to: '/overpass/plans', label: t('overpass.plans.title') }],
        main: (
          <>
            {plan.changed && <Changes plan={plan} />}
            <TheWay plan={plan} />
            {plan.as !== 'guardian' && plan.verdict !== 'arrived' && <OtherWays plan={plan} />}
          </>
        ),
        side: (
          <>
            <AdviserSheet plan={plan} />
            <NotesSheet plan={plan} />
            {plan.as === 'learner' && <Leave plan={plan} />}
          </>
        ),
      })}
    </DetailPage>
  )
}

function TheWay({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const { way, now, changed } = plan
  const own = plan.as === 'learner'
  const both = changed && now !== null
  return (
    <Sheet
      title={t(both || now ? 'overpass.follow.way' : 'overpass.follow.before')}
      aside={<VerdictTag verdict={plan.verdict} />}
    >
      {both ? (
        <div className="plan-both">
          <section>
            <h3>{t('overpass.follow.now')}</h3>
            <WayTold way={now} own={own} />
          </section>
          <section>
            <h3>{t('overpass.follow.before')}</h3>
            <WayTold way={way} />
          </section>
        </div>
      ) : (
        <WayTold way={now ?? way} own={own && now !== null} />
      )}
    </Sheet>
  )
}

function Leave({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const notice = useNotice()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const leave = useCommand(leaveWay, ['information.'], { leaves: true })
  const word = t('overpass.follow.leave')
  const run = async () => {
    const words = { title: t('overpass.follow.leave_title'), text: t('overpass.follow.leave_text') }
    if (!(await confirm({ ...words, confirm: word, grave: true }))) return
    const { id, version } = plan
    if (!(await attempt(() => leave.run({ params: { id }, body: { version } })))) return
    notice(t('overpass.follow.left'))
    void navigate('/overpass/plans')
  }
  return (
    <Button loading={leave.pending} onClick={() => void run()}>
      {word}
    </Button>
  )
}
