import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { orNull } from '#platform/web/typed.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { decideMembership, getCertificate, leaveGroup, type Organisation } from '../contract.ts'
import { endMembership, leaveGroup as leavePermission, readMembership } from '../policy.ts'
import { canFollow, DECIDED_STEPS, type DecidedStep, membershipState } from '../rules/memberships.ts'

type Membership = Organisation['memberships'][number]
type Step = DecidedStep | 'left'
type Props = { membership: Membership; organisationId: string }

/** What either side can do with a membership: its certificate, the group's decisions, leaving. */
export function MembershipActions({ membership, organisationId }: Props) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [step, setStep] = useState<Step | null>(null)
  const state = membershipState(membership)
  const subject = { groupId: membership.group.id, organisationId }
  const steps: Step[] = [
    ...(may(endMembership, viewer, subject) ? DECIDED_STEPS : []),
    ...(may(leavePermission, viewer, subject) ? (['left'] as const) : []),
  ].filter(one => canFollow(state, one))
  const hasCertificate = state === 'member' && membership.number && may(readMembership, viewer, subject)
  const words = (one: Step) =>
    t(one === 'left' ? 'members.membership.leave' : `members.membership.step.${one}`)
  if (steps.length === 0 && !hasCertificate) return null
  return (
    <div className="actions-row">
      {hasCertificate && (
        <a href={addressOf(getCertificate, { params: { id: membership.id } })}>
          {t('members.certificate.download')}
        </a>
      )}
      {steps.map(one => (
        <Button key={one} size="small" onClick={() => setStep(one)}>
          {words(one)}
        </Button>
      ))}
      <SideDrawer open={step !== null} title={step ? words(step) : ''} onClose={() => setStep(null)}>
        {step && <StepForm membership={membership} step={step} onDone={() => setStep(null)} />}
      </SideDrawer>
    </div>
  )
}

type Values = { day: string; reason?: string; resolution?: string }
type FormProps = { membership: Membership; step: Step; onDone: () => void }

function StepForm({ membership, step, onDone }: FormProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const leave = useCommand(leaveGroup)
  const decide = useCommand(decideMembership)
  const { id, version, startsOn } = membership
  const send = ({ day, reason, resolution }: Values) =>
    step === 'left'
      ? leave.run({ params: { id }, body: { day, reason: orNull(reason), version } })
      : decide.run({
          params: { id },
          body: { step, day, reason: reason ?? '', resolution: orNull(resolution), version },
        })
  return (
    <CommandForm<Values>
      submit={t(step === 'left' ? 'members.membership.leave' : `members.membership.step.${step}`)}
      onSend={send}
      onDone={() => {
        notice(t('members.membership.done'))
        onDone()
      }}
    >
      <p>{t(step === 'left' ? 'members.membership.leave_text' : 'members.membership.decide_text')}</p>
      <Field name="day" label={t('members.membership.day')} required>
        <Input type="date" min={membership.suspendedOn ?? startsOn} />
      </Field>
      <Field name="reason" label={t('members.membership.reason')} required={step !== 'left'}>
        <Input.TextArea rows={4} maxLength={3000} />
      </Field>
      {step !== 'left' && (
        <Field name="resolution" label={t('members.application.resolution')}>
          <Input maxLength={100} />
        </Field>
      )}
    </CommandForm>
  )
}
