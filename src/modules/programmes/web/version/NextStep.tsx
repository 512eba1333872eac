import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { orNull } from '#platform/web/typed.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { decideVersion, giveOpinion, moveVersion, type PlanVersion } from '../../contract/versions.ts'
import { decideVersion as decides, editProgramme, giveOpinion as gives } from '../../policy.ts'
import { checkPlan } from '../../rules/plan.ts'
import { outOfOrder } from '../../rules/prerequisites.ts'
import { MOVES, STEPS, type Step, wantsOf } from '../../rules/steps.ts'
import { OPINIONS, type Opinion } from '../../rules/vocabulary.ts'

/** What the viewer can do with the version next, and what it still wants. */
export function NextStep({ plan }: { plan: PlanVersion }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [signing, setSigning] = useState(false)
  const signs = plan.state === 'review' && may(gives, viewer, plan.facts)
  const open = STEPS.filter(step => MOVES[step].from.includes(plan.state)).filter(step =>
    MOVES[step].by === 'administrator'
      ? may(decides, viewer, plan.facts)
      : may(editProgramme, viewer, plan.facts),
  )
  const facts = {
    ...{ state: plan.state, courses: plan.courses.length, committee: plan.reviewers },
    outOfOrder: outOfOrder(plan.courses).length,
  }
  const forward = open.find(step => step !== 'back')
  const wants = forward ? wantsOf(forward, facts) : []
  return (
    <div className="next-step">
      <div className="programme-actions">
        {open.includes('back') && <StepButton plan={plan} step="back" />}
        {forward && <StepButton plan={plan} step={forward} primary={!signs} blocked={wants.length > 0} />}
        {signs && (
          <Button type="primary" onClick={() => setSigning(true)}>
            {t('programmes.opinion.sign')}
          </Button>
        )}
      </div>
      {wants.map(want => (
        <p key={want} className="caption">
          {t(`error.programmes.want.${want}`)}
        </p>
      ))}
      <SideDrawer open={signing} title={t('programmes.opinion.sign')} onClose={() => setSigning(false)}>
        <OpinionForm plan={plan} onDone={() => setSigning(false)} />
      </SideDrawer>
    </div>
  )
}

type StepProps = { plan: PlanVersion; step: Step; primary?: boolean; blocked?: boolean }

function StepButton({ plan, step, primary, blocked }: StepProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const textOf = useErrorText()
  const move = useCommand(moveVersion)
  const decide = useCommand(decideVersion)
  const word = t(`programmes.step.${step}`)
  const broken = checkPlan(plan.courses, plan.rules).filter(finding => finding.outcome === 'broken').length
  const text = [
    t(`programmes.step.${step}_text`, { cohort: plan.fromCohort }),
    (step === 'send' || step === 'approve') && broken > 0 && t('programmes.step.broken', { count: broken }),
  ]
  const take = async () => {
    const grave = step === 'enact' || step === 'close'
    const sure = { title: word, text: text.filter(Boolean).join(' '), confirm: word, grave }
    if (!(await confirm(sure))) return
    const request = { params: { id: plan.id } }
    try {
      if (step === 'send' || step === 'back')
        await move.run({ ...request, body: { step, version: plan.version } })
      else await decide.run({ ...request, body: { step, version: plan.version } })
      notice(t('programmes.step.done'))
    } catch (error) {
      notice(textOf(error))
    }
  }
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      disabled={blocked}
      loading={move.pending || decide.pending}
      onClick={() => void take()}
    >
      {word}
    </Button>
  )
}

function OpinionForm({ plan, onDone }: { plan: PlanVersion; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const give = useCommand(giveOpinion, ['information.'])
  return (
    <CommandForm<{ opinion: Opinion; comment?: string }>
      initial={{ opinion: 'agree' }}
      submit={t('programmes.opinion.sign')}
      onSend={({ opinion, comment }) =>
        give.run({ params: { id: plan.id }, body: { opinion, comment: orNull(comment) } })
      }
      onDone={() => {
        notice(t('programmes.opinion.signed'))
        onDone()
      }}
    >
      <Field name="opinion" label={t('programmes.plan.opinion')} required>
        <Radio.Group options={OPINIONS.map(value => ({ value, label: t(`programmes.opinion.${value}`) }))} />
      </Field>
      <Field name="comment" label={t('programmes.opinion.comment')} hint={t('programmes.opinion.hint')}>
        <Input.TextArea rows={5} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
