import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  type Application,
  type admitApplicant,
  askCompletion,
  checkApplication,
  rejectApplicant,
} from '../../contract.ts'
import { afterStep } from '../../rules/applications.ts'
import { AdmitForm } from './AdmitForm.tsx'

export type Invitation = AnswerOf<typeof admitApplicant>['invitation']
type Drawer = 'ask' | 'admit' | 'reject'

/** What the secretariat can do with an application now. */
export function NextStep({
  application,
  onInvited,
}: {
  application: Application
  onInvited: (invitation: Invitation) => void
}) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const notice = useNotice()
  const confirm = useConfirm()
  const check = useCommand(checkApplication, ['information.'])
  const [drawer, setDrawer] = useState<Drawer | null>(null)
  const { id, state, version } = application
  const can = (step: Parameters<typeof afterStep>[1]) => afterStep(state, step) !== null
  if (!can('rejected')) return null
  const onCheck = async () => {
    const title = t('members.application.check_title')
    const text = t('members.application.check_text')
    if (!(await confirm({ title, text, confirm: t('members.application.check') }))) return
    await check.run({ params: { id }, body: { version } }).then(
      () => notice(t('members.application.checked')),
      () => {},
    )
  }
  const close = () => setDrawer(null)
  return (
    <section className="sheet">
      <div className="actions-row">
        {can('admitted') && (
          <Button type="primary" onClick={() => setDrawer('admit')}>
            {t('members.application.admit')}
          </Button>
        )}
        {can('checked') && (
          <Button type="primary" loading={check.pending} onClick={() => void onCheck()}>
            {t('members.application.check')}
          </Button>
        )}
        {can('asked') && <Button onClick={() => setDrawer('ask')}>{t('members.application.ask')}</Button>}
        <Button onClick={() => setDrawer('reject')}>{t('members.application.reject')}</Button>
      </div>
      {check.error !== null && (
        <p role="alert" className="attention">
          {textOf(check.error)}
        </p>
      )}
      <SideDrawer
        open={drawer !== null}
        title={drawer ? t(`members.application.${drawer}_title`) : ''}
        onClose={close}
      >
        {drawer === 'ask' && <AskForm application={application} onDone={close} />}
        {drawer === 'reject' && <RejectForm application={application} onDone={close} />}
        {drawer === 'admit' && (
          <AdmitForm
            application={application}
            onDone={invitation => {
              onInvited(invitation)
              close()
            }}
          />
        )}
      </SideDrawer>
    </section>
  )
}

type FormProps = { application: Application; onDone: () => void }

function AskForm({ application: { id, version }, onDone }: FormProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const ask = useCommand(askCompletion, ['information.'])
  return (
    <CommandForm<{ note: string }>
      submit={t('members.application.ask_send')}
      onSend={({ note }) => ask.run({ params: { id }, body: { note, version } })}
      onDone={() => {
        notice(t('members.application.asked'))
        onDone()
      }}
    >
      <p>{t('members.application.ask_text')}</p>
      <Field name="note" label={t('members.application.note')} required>
        <Input.TextArea rows={6} maxLength={3000} />
      </Field>
    </CommandForm>
  )
}

type Rejection = { decidedOn: string; resolution?: string; note: string }

function RejectForm({ application: { id, version }, onDone }: FormProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const reject = useCommand(rejectApplicant, ['information.'])
  return (
    <CommandForm<Rejection>
      submit={t('members.application.reject')}
      onSend={({ decidedOn, resolution, note }) =>
        reject.run({
          params: { id },
          body: { decidedOn, note, version, votes: null, resolution: resolution?.trim() || null },
        })
      }
      onDone={() => {
        notice(t('members.application.rejected'))
        onDone()
      }}
    >
      <p>{t('members.application.reject_text')}</p>
      <Field name="note" label={t('members.application.reason')} required>
        <Input.TextArea rows={5} maxLength={3000} />
      </Field>
      <Field name="decidedOn" label={t('members.application.decided_on')} required>
        <Input type="date" />
      </Field>
      <Field name="resolution" label={t('members.application.resolution')}>
        <Input maxLength={100} />
      </Field>
    </CommandForm>
  )
}
