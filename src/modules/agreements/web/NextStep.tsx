import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import type { AgreementVersion } from '../contract/versions.ts'
import { editVersion, followVersion, signVersion } from '../policy.ts'
import { AmendForm } from './AmendForm.tsx'
import { EndingForm } from './EndingForm.tsx'
import { SignForm } from './SignForm.tsx'
import { useSteps } from './use-steps.ts'

/** What the viewer can do with the version next. */
export function NextStep({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'sign' | 'amend' | 'end' | null>(null)
  const { take, pending } = useSteps(version)
  const { state, facts } = version
  const keeps = may(editVersion, viewer, facts)
  const own = version.parties.find(party => party.organisationId === viewer?.organisationId)
  const signs = state === 'review' && own?.signature === null && may(signVersion, viewer, facts)
  const follows = version.signedOn !== null && may(followVersion, viewer, facts)
  const ends = follows && state === 'signed' && !version.endings.some(one => one.state === 'proposed')
  const close = () => setOpen(null)
  return (
    <div className="agreement-actions">
      {state === 'draft' && keeps && (
        <Link to={`/agreement-versions/${version.id}/edit`}>
          <Button type="primary">{t('agreements.continue')}</Button>
        </Link>
      )}
      {signs && (
        <Button type="primary" onClick={() => setOpen('sign')}>
          {t('agreements.sign')}
        </Button>
      )}
      {state === 'review' && keeps && (
        <>
          <Button loading={pending} onClick={() => void take('back')}>
            {t('agreements.step.back')}
          </Button>
          <Button loading={pending} onClick={() => void take('withdraw')}>
            {t('agreements.step.withdraw')}
          </Button>
        </>
      )}
      {ends && <Button onClick={() => setOpen('end')}>{t('agreements.propose_ending')}</Button>}
      {follows && (
        <Button type={state === 'signed' ? 'primary' : 'default'} onClick={() => setOpen('amend')}>
          {t('agreements.amend')}
        </Button>
      )}
      <SideDrawer open={open === 'sign'} title={t('agreements.sign')} onClose={close}>
        <SignForm version={version} onDone={close} />
      </SideDrawer>
      <SideDrawer open={open === 'amend'} title={t('agreements.amend')} onClose={close}>
        <AmendForm version={version} onDone={id => void navigate(`/agreement-versions/${id}/edit`)} />
      </SideDrawer>
      <SideDrawer open={open === 'end'} title={t('agreements.propose_ending')} onClose={close}>
        <EndingForm version={version} onDone={close} />
      </SideDrawer>
    </div>
  )
}
