import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import type { WayToGoal } from '../../contract/planner.ts'
import { changeWay, planAgain } from '../../contract/plans.ts'
import { Ways } from '../planner/Ways.tsx'
import type { Plan } from './PlanPage.tsx'

/** The ways there are today under the same question, for learner and adviser to choose from. */
export function OtherWays({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const [looking, setLooking] = useState(false)
  return (
    <>
      <Sheet title={t('overpass.follow.others')} note={t('overpass.follow.others_note')}>
        {!looking && (
          <Button type={plan.verdict === 'gone' ? 'primary' : 'default'} onClick={() => setLooking(true)}>
            {t('overpass.follow.look')}
          </Button>
        )}
      </Sheet>
      {looking && <Found plan={plan} onTaken={() => setLooking(false)} />}
    </>
  )
}

function Found({ plan, onTaken }: { plan: Plan; onTaken: () => void }) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const notice = useNotice()
  const read = useRead(planAgain, { params: { id: plan.id } })
  const change = useCommand(changeWay, ['overpass.', 'information.'])
  const followed = plan.way.steps.map(step => step.bridgeId).join()
  const take = async (way: WayToGoal) => {
    const body = { bridgeIds: way.steps.map(step => step.bridgeId), version: plan.version }
    if (!(await attempt(() => change.run({ params: { id: plan.id }, body })))) return
    notice(t('overpass.follow.taken'))
    onTaken()
  }
  return (
    <Loaded read={read}>
      {answer => (
        <Ways
          answer={answer}
          act={way =>
            way.steps.map(step => step.bridgeId).join() === followed ? null : (
              <Button loading={change.pending} onClick={() => void take(way)}>
                {t('overpass.follow.take')}
              </Button>
            )
          }
        />
      )}
    </Loaded>
  )
}
