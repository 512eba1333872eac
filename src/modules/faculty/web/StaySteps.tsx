import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { agreeToStay, answerStay, type Stay, withdrawStay } from '../contract/stays.ts'
import { answerStay as answerPermission, keepStay } from '../policy.ts'
import { CHANGEABLE } from '../rules/vocabulary.ts'
import './faculty.css'
import { ReasonForm } from './ReasonForm.tsx'

/** What the viewer can do with a stay: its teacher, or whoever confirms it. */
export function StaySteps({ stay }: { stay: Stay }) {
  const viewer = useViewer()
  if (may(keepStay, viewer, stay.facts)) return <OwnSteps stay={stay} />
  if (stay.state === 'asked' && may(answerPermission, viewer, stay.facts)) return <HostSteps stay={stay} />
  return null
}

function OwnSteps({ stay }: { stay: Stay }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const agree = useCommand(agreeToStay, ['information.'])
  const withdraw = useCommand(withdrawStay, ['information.'])
  const request = { params: { id: stay.id }, body: { version: stay.version } }
  const takeBack = async () => {
    const sure = await confirm({
      ...{ title: t('faculty.stay.withdraw_title'), text: t('faculty.stay.withdraw_text') },
      ...{ confirm: t('faculty.stay.withdraw'), grave: true },
    })
    if (!sure || !(await attempt(() => withdraw.run(request)))) return
    notice(t('faculty.stay.withdrawn_done'))
    void navigate('/faculty/practice')
  }
  if (stay.state === 'confirmed') {
    const correctable = !stay.correctedBy || stay.correctedBy.state === 'refused'
    if (!correctable) return null
    return (
      <Link to={`/faculty/practice/new?corrects=${stay.id}`}>
        <Button>{t('faculty.stay.correct')}</Button>
      </Link>
    )
  }
  if (!CHANGEABLE.includes(stay.state)) return null
  return (
    <div className="faculty-actions">
      <Button onClick={() => void takeBack()} loading={withdraw.pending}>
        {t('faculty.stay.withdraw')}
      </Button>
      <Link to={`/faculty/stays/${stay.id}/edit`}>
        <Button type={stay.state === 'refused' ? 'primary' : 'default'}>{t('faculty.stay.change')}</Button>
      </Link>
      {stay.state === 'corrected' && (
        <Button
          type="primary"
          loading={agree.pending}
          onClick={async () => {
            if (await attempt(() => agree.run(request))) notice(t('faculty.stay.agreed'))
          }}
        >
          {t('faculty.stay.agree')}
        </Button>
      )}
    </div>
  )
}

function HostSteps({ stay }: { stay: Stay }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const answer = useCommand(answerStay, ['information.'])
  const [open, setOpen] = useState<'correct' | 'refuse' | null>(null)
  const params = { id: stay.id }
  const { version } = stay
  const agree = async () => {
    const sure = await confirm({
      ...{ title: t('faculty.answer.confirm_title'), text: t('faculty.answer.confirm_text') },
      ...{ confirm: t('faculty.answer.confirm') },
    })
    if (sure && (await attempt(() => answer.run({ params, body: { answer: 'confirm', version } }))))
      notice(t('faculty.answer.confirmed'))
  }
  const done = (word: 'corrected' | 'refused') => () => {
    notice(t(`faculty.answer.${word}`))
    setOpen(null)
  }
  const close = () => setOpen(null)
  return (
    <div className="faculty-actions">
      <Button onClick={() => setOpen('refuse')}>{t('faculty.answer.refuse')}</Button>
      <Button onClick={() => setOpen('correct')}>{t('faculty.answer.correct')}</Button>
      <Button type="primary" loading={answer.pending} onClick={() => void agree()}>
        {t('faculty.answer.confirm')}
      </Button>
      <SideDrawer open={open === 'refuse'} title={t('faculty.answer.refuse')} onClose={close}>
        <ReasonForm
          submit={t('faculty.answer.refuse')}
          text={t('faculty.answer.refuse_text')}
          onSend={note => answer.run({ params, body: { answer: 'refuse', note, version } })}
          onDone={done('refused')}
        />
      </SideDrawer>
      <SideDrawer open={open === 'correct'} title={t('faculty.answer.correct')} onClose={close}>
        <CommandForm<{ from?: string; until?: string; note?: string }>
          initial={{ from: stay.from, until: stay.until }}
          submit={t('faculty.answer.correct')}
          onSend={({ from = '', until = '', note = '' }) =>
            answer.run({ params, body: { answer: 'correct', from, until, note, version } })
          }
          onDone={done('corrected')}
        >
          <p>{t('faculty.answer.correct_text')}</p>
          <div className="faculty-pair">
            <Field name="from" label={t('faculty.field.from')} required>
              <Input type="date" />
            </Field>
            <Field name="until" label={t('faculty.field.until')} required>
              <Input type="date" />
            </Field>
          </div>
          <Field name="note" label={t('faculty.reason')} hint={t('faculty.reason_hint')} required>
            <Input.TextArea rows={3} maxLength={1000} />
          </Field>
        </CommandForm>
      </SideDrawer>
    </div>
  )
}
