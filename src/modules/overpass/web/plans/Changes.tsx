import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { acceptWay, type ChangeOfWay } from '../../contract/plans.ts'
import type { Certainty } from '../../rules/planner/world.ts'
import { useFigures } from '../planner/figures.ts'
import type { Plan } from './PlanPage.tsx'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What has changed, in words, and what it means for whoever follows the way. */
export function Changes({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const say = useWords(plan)
  const attempt = useAttempt()
  const notice = useNotice()
  const accept = useCommand(acceptWay, ['overpass.', 'information.'])
  const { id, version, verdict, changes, changedAt, now } = plan
  const run = async () => {
    if (await attempt(() => accept.run({ params: { id }, body: { version } })))
      notice(t('overpass.follow.accepted'))
  }
  return (
    <Sheet
      title={t('overpass.follow.what')}
      note={changedAt ? t('overpass.follow.since', { day: day(dayOf(changedAt)) }) : undefined}
    >
      <div className="plan-changes">
        {changes.length > 0 && (
          <ul>
            {changes.map(change => (
              <li key={`${change.what}${change.toId}${change.text?.zh}`}>{say(change)}</li>
            ))}
          </ul>
        )}
        <p>
          <strong>
            {t(`overpass.follow.means.${verdict}`, {
              count: changes.filter(change => change.what === 'gap_new').length,
            })}
          </strong>
        </p>
        {now !== null && plan.as !== 'guardian' && (
          <Button type="primary" loading={accept.pending} onClick={() => void run()}>
            {t('overpass.follow.accept')}
          </Button>
        )}
      </div>
    </Sheet>
  )
}

function useWords({ way }: Plan): (change: ChangeOfWay) => string {
  const { t } = useTranslation()
  const { name, day, number, language } = useFormat()
  const { money } = useFigures()
  const value = ({ what }: ChangeOfWay, text: string | null): string => {
    if (text === null) return t('overpass.follow.open_ended')
    if (DAY.test(text)) return day(text)
    if (what === 'fee') return text === '0' ? t('overpass.plan.fee_unnamed') : money(Number(text))
    if (what === 'credits') return number(Number(text))
    if (what === 'certainty') return t(`overpass.plan.certainty.${text as Certainty}`)
    return what === 'until' ? t('overpass.plan.cohort', { year: text }) : text
  }
  return change => {
    const to = way.steps.find(step => step.to.id === change.toId)?.to
    return t(`overpass.follow.change.${change.what}`, {
      ...{ to: to ? name(to.name) : '—', text: change.text?.[language] ?? '' },
      ...{ before: value(change, change.before), now: value(change, change.now) },
    })
  }
}
