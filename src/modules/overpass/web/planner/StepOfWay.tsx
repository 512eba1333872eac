import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import type { StepOfWay as Step } from '../../contract/planner.ts'
import { sumCredits } from '../../rules/credits.ts'
import { CertaintyTag } from './CertaintyTag.tsx'
import { useFigures } from './figures.ts'
import { certaintyOf } from './supposing.ts'

type Props = {
  step: Step
  /** Whether the viewer can claim the credit it counts on: their own, along a bridge from where they stand. */
  claims: boolean
}

/** One step of a way: where to, what it rests on, what is there and what is missing, credit line by line. */
export function StepOfWay({ step, claims }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { to, basis } = step
  const certainty = certaintyOf(step)
  return (
    <li className="plan-step" data-certainty={certainty}>
      <h4>
        <span>{name(to.name)}</span>
        <CertaintyTag certainty={certainty} />
      </h4>
      <p className="caption">
        {name(to.organisation.name)}
        {to.level && ` · ${t(`programmes.level.${to.level}`)}`}
      </p>
      <When step={step} />
      <Basis step={step} />
      {step.intake && <Apply intake={step.intake} />}
      {step.because.length > 0 && (
        <p>{step.because.map(each => t(`overpass.plan.because.${each}`)).join(' ')}</p>
      )}
      {basis.kind === 'clause' && step.targetCredits > 0 && <Credit step={step} />}
      {claims && <Claim step={step} />}
      <Requirements step={step} />
      <Gaps step={step} />
    </li>
  )
}

/** When it begins, how long it takes and what it costs, no surer than it is known. */
function When({ step }: { step: Step }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const { time, money } = useFigures()
  const [start, end] = [day(step.startsOn), day(step.endsOn)]
  if (step.basis.kind === 'occupation') return <p>{t('overpass.plan.step_from', { start })}</p>
  if (step.basis.kind === 'default')
    return (
      <p>
        {t('overpass.plan.step_expected', { start, end })}{' '}
        {t('overpass.plan.step_cost', { time: time(step.months), fee: t('overpass.plan.fee_unknown') })}
      </p>
    )
  const fee = step.feeFen === 0 ? t('overpass.plan.fee_unnamed') : money(step.feeFen)
  return (
    <p>
      {step.months === 0
        ? t('overpass.plan.step_from', { start })
        : t('overpass.plan.step_time', { start, end })}{' '}
      {step.intakeAssumed && t('overpass.plan.intake_assumed')}{' '}
      {step.months === 0
        ? t('overpass.plan.step_fee', { fee })
        : t('overpass.plan.step_cost', { time: time(step.months), fee })}{' '}
      {step.gaps.some(gap => gap.courses.length > 0) && t('overpass.plan.fee_courses')}
    </p>
  )
}

/** What the step rests on: a clause to look up, or words that promise nothing. */
function Basis({ step: { basis, bridgeId, untilCohort, untilDay, automatic } }: { step: Step }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  if (basis.kind === 'occupation') return <p className="plan-guess">{t('overpass.plan.basis_occupation')}</p>
  if (basis.kind === 'default')
    return (
      <div className="plan-guess">
        <p>{t('overpass.plan.basis_expected')}</p>
        <p className="caption">
          {t('overpass.plan.source', { source: name(basis.source) })}
          {!basis.verified && ` ${t('overpass.plan.unverified')}`}
        </p>
      </div>
    )
  return (
    <p>
      <Link to={`/bridges/${bridgeId}`}>
        {t('overpass.plan.basis_clause', { title: name(basis.title), clause: basis.clause })}
      </Link>{' '}
      {untilCohort !== null && t('overpass.plan.until_cohort', { year: untilCohort })}{' '}
      {untilDay !== null && t('overpass.plan.until_day', { day: day(untilDay) })}{' '}
      {t(automatic ? 'overpass.plan.automatic' : 'overpass.plan.decided')}
    </p>
  )
}

function Apply({ intake }: { intake: NonNullable<Step['intake']> }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  return (
    <p>
      <Link to={`/intakes/${intake.id}`}>{t('overpass.apply.step', { day: day(intake.closesOn) })}</Link>
    </p>
  )
}

/** Opens the claim with exactly the outcomes and courses that the step counted on. */
function Claim({ step: { basis, bridgeId, recognised } }: { step: Step }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const counted = recognised.filter(line => line.outcomeId !== null)
  if (basis.kind !== 'clause' || counted.length === 0) return null
  const credits = sumCredits(counted.map(line => line.credits))
  return (
    <p>
      <Link
        to={`/bridges/${bridgeId}?claim=${counted.map(line => `${line.outcomeId}:${line.course.id}`).join()}`}
      >
        {t('overpass.follow.claim', { credits: number(credits) })}
      </Link>
    </p>
  )
}

function Credit({ step }: { step: Step }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  return (
    <details className="plan-more">
      <summary>
        {t('overpass.plan.credit', {
          recognised: number(step.recognisedCredits),
          possible: number(step.recognisableCredits),
        })}
      </summary>
      {step.recognised.length > 0 && (
        <ul>
          {step.recognised.map(({ course, credits, by }) => (
            <li key={`${course.id}${by.name.zh}`}>
              {t(`overpass.plan.recognised_${by.kind}`, {
                ...{ course: name(course.name), credits: number(credits), by: name(by.name) },
              })}
            </li>
          ))}
        </ul>
      )}
      {step.missing.length > 0 && (
        <>
          <p>{t('overpass.plan.still_to_take', { count: step.missing.length })}</p>
          <ul>
            {step.missing.map(course => (
              <li key={course.id}>
                {t('overpass.plan.course_credits', {
                  ...{ course: name(course.name), credits: number(course.credits) },
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

function Requirements({ step: { requirements } }: { step: Step }) {
  const { t } = useTranslation()
  const { language, name } = useFormat()
  if (requirements.length === 0) return null
  const met = requirements.filter(each => each.is === 'leaf' && each.met).length
  const all = requirements.filter(each => each.is === 'leaf').length
  return (
    <details className="plan-more">
      <summary>{t('overpass.plan.requirements', { met, count: all })}</summary>
      <ul>
        {requirements.map(each => (
          <li
            key={`${each.depth}${each.is}${each.met}${each.text.zh}`}
            style={{ marginInlineStart: each.depth * 20 }}
          >
            <strong>{t(each.met ? 'overpass.plan.met' : 'overpass.plan.not_met')}</strong>{' '}
            {each.is === 'leaf' ? each.text[language] : t(`overpass.plan.group_${each.is}`)}
            {each.by && ` ${t(`overpass.plan.by_${each.by.kind}`, { by: name(each.by.name) })}`}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Gaps({ step: { gaps } }: { step: Step }) {
  const { t } = useTranslation()
  const { language, name } = useFormat()
  const { time } = useFigures()
  if (gaps.length === 0) return null
  return (
    <div>
      <p>{t('overpass.plan.gaps', { count: gaps.length })}</p>
      <ul>
        {gaps.map(({ text, courses }) => (
          <li key={text.zh}>
            {text[language]}
            {courses.map(course => (
              <span key={course.id}>
                {' '}
                {t('overpass.plan.gap_course', {
                  ...{ course: name(course.name), school: name(course.organisation) },
                  ...{ semester: course.semester, time: time(course.months) },
                })}
              </span>
            ))}
            {courses.length === 0 && ` ${t('overpass.plan.gap_own')}`}
          </li>
        ))}
      </ul>
    </div>
  )
}
