import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { planWays, readMap, type WayToGoal } from '../../contract/planner.ts'
import { keepWay } from '../../contract/plans.ts'
import { type Asked, queryOf, useAsked } from './asked.ts'
import { useFigures } from './figures.ts'
import './planner.css'
import { QuestionForm } from './QuestionForm.tsx'
import { Ways } from './Ways.tsx'

/** Where I stand, where I want to go, and the best ways there with their reasons. */
export default function OverpassPage() {
  const { t } = useTranslation()
  const [asked, change] = useAsked()
  const read = useRead(readMap, {})
  const role = useViewer()?.role
  const isLearner = role === 'student' || role === 'resident'
  const lacking = asked.goal === '' ? 'empty' : isLearner ? 'nowhere' : 'choose_start'
  return (
    <>
      <PageHeader
        title={t('overpass.plan.title')}
        lead={
          <>
            {t('overpass.plan.lead')} <Link to="/overpass/map">{t('overpass.map.nav')}</Link>{' '}
            <Link to="/overpass/plans">{t(isLearner ? 'overpass.plans.link' : 'overpass.plans.title')}</Link>
          </>
        }
      />
      <Loaded read={read}>
        {map => (
          <div className="plan-page">
            <Standing map={map} from={asked.from} />
            <QuestionForm map={map} asked={asked} onChange={change} />
            <section aria-live="polite">
              {asked.goal === '' || (map.here.length === 0 && asked.from === '') ? (
                <Empty title={t(`overpass.plan.${lacking}`)} text={t(`overpass.plan.${lacking}_text`)} />
              ) : (
                <Answer asked={asked} own={isLearner && asked.from === ''} />
              )}
            </section>
          </div>
        )}
      </Loaded>
    </>
  )
}

function Answer({ asked, own }: { asked: Asked; own: boolean }) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const notice = useNotice()
  const navigate = useNavigate()
  const keep = useCommand(keepWay, ['overpass.'])
  const { from: _, ...question } = queryOf(asked)
  const follow = async (way: WayToGoal) => {
    const body = { ...question, bridgeIds: way.steps.map(step => step.bridgeId) }
    const kept = await keep.run({ body })
    notice(t('overpass.plan.kept'))
    await navigate(`/overpass/plans/${kept.id}`)
  }
  const read = useRead(planWays, { query: queryOf(asked) })
  return (
    <Loaded read={read}>
      {answer => (
        <>
          {asked.whatIf.length > 0 && answer.ways.length > 0 && (
            <p className="plan-cut">{t('overpass.plan.supposed')}</p>
          )}
          <Ways
            answer={answer}
            own={own}
            act={
              own
                ? way => (
                    <Button loading={keep.pending} onClick={() => void attempt(() => follow(way))}>
                      {t('overpass.plan.keep')}
                    </Button>
                  )
                : undefined
            }
          />
        </>
      )}
    </Loaded>
  )
}

function Standing({ map, from }: { map: AnswerOf<typeof readMap>; from: string }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { time } = useFigures()
  const howFar = ({ monthsLeft, cohort, ended }: (typeof map.here)[number]) => {
    if (ended) return ` · ${t('overpass.plan.gone')}`
    if (monthsLeft > 0) return ` · ${t('overpass.plan.left', { time: time(monthsLeft) })}`
    // Without a year of entry nobody knows.
    return cohort === null ? '' : ` · ${t('overpass.plan.full_time_over')}`
  }
  const start = map.places.find(place => place.id === from)
  if (start) return <p>{t('overpass.plan.newcomer', { programme: name(start.name) })}</p>
  if (map.here.length === 0 || from !== '') return null
  return (
    <Sheet title={t('overpass.plan.here')}>
      <ul className="plan-here">
        {map.here.map(standing => (
          <li key={standing.place.id}>
            <strong>{name(standing.place.name)}</strong> {name(standing.place.organisation.name)}
            {standing.cohort !== null && ` · ${t('overpass.plan.cohort', { year: standing.cohort })}`}
            {howFar(standing)}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
