import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import type { planWays, WayToGoal } from '../../contract/planner.ts'
import { CertaintyTag } from './CertaintyTag.tsx'
import { useFigures } from './figures.ts'
import { StepOfWay } from './StepOfWay.tsx'
import { certaintyOfWay } from './supposing.ts'

type Answer = AnswerOf<typeof planWays>

type Doing = {
  /** Whether they are the viewer's own, who can claim for them. */
  own?: boolean | undefined
  /** What can be done with a way. */
  act?: ((way: WayToGoal) => ReactNode) | undefined
}

/** The ways of an answer, the surest first. */
export function Ways({ answer, own, act }: Doing & { answer: Answer }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { time, money } = useFigures()
  const { buckets, worse, cutShort } = answer
  const cut = cutShort && (
    <p className="plan-cut" role="status">
      {t(`overpass.plan.cut_${cutShort}`)}
    </p>
  )
  if (answer.ways.length === 0)
    return (
      <>
        {cut}
        <Empty
          title={t(cutShort ? 'overpass.plan.none_found' : 'overpass.plan.none')}
          text={t('overpass.plan.none_text')}
          action={<Link to="/overpass/map">{t('overpass.map.nav')}</Link>}
        />
      </>
    )
  return (
    <>
      {cut}
      {answer.ways.map((way, n) => (
        <Way key={way.steps.map(step => step.bridgeId).join()} way={way} n={n + 1} own={own} act={act} />
      ))}
      {worse && <Worse way={worse.way} than={answer.ways[worse.than]} n={worse.than + 1} />}
      <p className="caption">
        {t('overpass.plan.buckets', {
          ...{ time: time(buckets.months), credits: number(buckets.credits), money: money(buckets.fen) },
        })}
      </p>
    </>
  )
}

function Way({ way, n, own, act }: Doing & { way: WayToGoal; n: number }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('overpass.plan.way', { n, count: way.steps.length })}>
      <WayTold way={way} own={own} />
      {act?.(way)}
    </Sheet>
  )
}

/** A way in figures and step by step. */
export function WayTold({ way, own = false }: { way: WayToGoal; own?: boolean | undefined }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { time, money } = useFigures()
  const { figures, steps } = way
  const certainty = certaintyOfWay(way)
  // As the steps say it: the figures are rounded up to compare ways.
  const feeFen = steps.reduce((sum, step) => sum + step.feeFen, 0)
  return (
    <>
      <p className="plan-figures">
        <CertaintyTag certainty={certainty} />
        <span>{t('overpass.plan.figure_time', { time: time(figures.months) })}</span>
        <span>
          {t('overpass.plan.figure_cost', {
            cost: feeFen === 0 ? t('overpass.plan.fee_none') : money(feeFen),
          })}
        </span>
        <span>{t('overpass.plan.figure_credit', { credits: number(figures.creditsNotKept) })}</span>
      </p>
      <p>{t(`overpass.plan.means.${certainty === figures.certainty ? certainty : 'supposed'}`)}</p>
      <ol className="plan-steps">
        {steps.map((step, i) => (
          <StepOfWay key={step.bridgeId} step={step} claims={own && i === 0} />
        ))}
      </ol>
    </>
  )
}

/** Why not the obvious way: what another has over it. */
function Worse({ way, than, n }: { way: WayToGoal; than: WayToGoal | undefined; n: number }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const { time, money } = useFigures()
  if (!than) return null
  const [mine, better] = [way.figures, than.figures]
  const reasons = [
    mine.months > better.months && t('overpass.plan.longer', { time: time(mine.months - better.months) }),
    mine.feeFen > better.feeFen && t('overpass.plan.dearer', { money: money(mine.feeFen - better.feeFen) }),
    mine.creditsNotKept > better.creditsNotKept &&
      t('overpass.plan.keeps_less', { credits: number(mine.creditsNotKept - better.creditsNotKept) }),
    mine.certainty !== better.certainty && t('overpass.plan.less_sure'),
  ].filter(each => each !== false)
  return (
    <Sheet title={t('overpass.plan.why_not')}>
      <p>
        {t('overpass.plan.worse', {
          ...{ way: way.steps.map(step => name(step.to.name)).join(' → '), n },
          reasons: reasons.join(t('overpass.plan.comma')),
        })}
      </p>
    </Sheet>
  )
}
