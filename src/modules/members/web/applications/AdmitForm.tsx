import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type Application, admitApplicant, POSITIONS, type Position } from '../../contract.ts'
import type { Invitation } from './NextStep.tsx'

type Values = {
  decidedOn: string
  resolution: string
  votes?: { for?: string; against?: string; abstained?: string }
  position: Position
  startsOn: string
  number?: string
  code?: string
}

/** Votes as they were typed; null where none were counted. */
function votesOf(votes: Values['votes']) {
  const typed = [votes?.for, votes?.against, votes?.abstained]
  if (typed.every(one => !one)) return null
  const [yes = 0, no = 0, abstained = 0] = typed.map(one => Number(one || 0))
  return { for: yes, against: no, abstained }
}

/** The council's decision to admit, as its minutes have it. */
export function AdmitForm({
  application: { id, version, known },
  onDone,
}: {
  application: Application
  onDone: (invitation: Invitation) => void
}) {
  const { t } = useTranslation()
  const notice = useNotice()
  const admit = useCommand(admitApplicant, ['information.'])
  const send = async (values: Values) => {
    const { decidedOn, resolution, votes, position, startsOn } = values
    const number = orNull(values.number)
    const code = orNull(values.code)?.toUpperCase() ?? null
    const body = { decidedOn, resolution, votes: votesOf(votes), position, startsOn, number, code, version }
    const made = await admit.run({ params: { id }, body })
    notice(t('members.application.admitted', { number: made.number }))
    onDone(made.invitation)
  }
  return (
    <CommandForm<Values>
      initial={{ position: 'member' }}
      submit={t('members.application.admit_send')}
      onSend={send}
    >
      <p>{t('members.application.admit_text')}</p>
      <Field name="decidedOn" label={t('members.application.decided_on')} required>
        <Input type="date" />
      </Field>
      <Field name="resolution" label={t('members.application.resolution')} required>
        <Input maxLength={100} />
      </Field>
      <Field name={['votes', 'for']} label={t('members.application.votes_for')}>
        <Input type="number" min={0} max={9999} />
      </Field>
      <Field name={['votes', 'against']} label={t('members.application.votes_against')}>
        <Input type="number" min={0} max={9999} />
      </Field>
      <Field
        name={['votes', 'abstained']}
        label={t('members.application.votes_abstained')}
        hint={t('members.application.votes_hint')}
      >
        <Input type="number" min={0} max={9999} />
      </Field>
      <Field name="position" label={t('members.field.group_position')} required>
        <Select options={POSITIONS.map(value => ({ value, label: t(`members.position.${value}`) }))} />
      </Field>
      <Field name="startsOn" label={t('members.field.joined')} required>
        <Input type="date" />
      </Field>
      <Field
        name="number"
        label={t('members.application.number')}
        hint={t('members.application.number_hint')}
      >
        <Input maxLength={40} autoComplete="off" />
      </Field>
      {!known && (
        <Field name="code" label={t('members.field.code')} hint={t('members.application.code_hint')}>
          <Input maxLength={12} autoComplete="off" />
        </Field>
      )}
    </CommandForm>
  )
}
