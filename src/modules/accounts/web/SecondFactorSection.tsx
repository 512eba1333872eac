import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useCommand } from '#platform/web/query.ts'
import { Dialog } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { confirmTotp, disableTotp, enrolTotp, renewRecoveryCodes } from '../contract/security.ts'
import { Enrolment } from './Enrolment.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

type Asking = 'enrol' | 'disable' | 'renew' | null
type Props = { on: boolean; codesLeft: number; hasPassword: boolean }

export function SecondFactorSection({ on, codesLeft, hasPassword }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const enrol = useCommand(enrolTotp)
  const confirm = useCommand(confirmTotp)
  const disable = useCommand(disableTotp)
  const renew = useCommand(renewRecoveryCodes)
  const [asking, setAsking] = useState<Asking>(null)
  const [begun, setBegun] = useState<AnswerOf<typeof enrolTotp> | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)

  const send = async (password: string) => {
    const request = { body: { password } }
    if (asking === 'enrol') setBegun(await enrol.run(request))
    if (asking === 'renew') setCodes((await renew.run(request)).recoveryCodes)
    if (asking === 'disable') {
      await disable.run(request)
      notice(t('accounts.factor.is_off'))
    }
    setAsking(null)
  }
  const onConfirm = async (code: string) => {
    await confirm.run({ body: { code } })
    setCodes(begun?.recoveryCodes ?? [])
    setBegun(null)
  }
  return (
    <Sheet
      title={t('accounts.factor.section')}
      note={t('accounts.factor.note')}
      aside={
        <StatusTag tone={on ? 'agreed' : 'quiet'}>
          {on ? t('accounts.factor.on') : t('accounts.factor.off')}
        </StatusTag>
      }
    >
      {on && <p>{t('accounts.factor.codes_left', { count: codesLeft })}</p>}
      <div className="section-actions">
        {!on && (
          <Button disabled={!hasPassword} onClick={() => setAsking('enrol')}>
            {t('accounts.factor.enrol')}
          </Button>
        )}
        {on && <Button onClick={() => setAsking('renew')}>{t('accounts.factor.renew')}</Button>}
        {on && (
          <Button danger onClick={() => setAsking('disable')}>
            {t('accounts.factor.disable')}
          </Button>
        )}
      </div>
      <PasswordDialog
        open={asking !== null}
        title={t(asking ? `accounts.factor.${asking}` : 'accounts.factor.enrol')}
        text={t('accounts.factor.password_first')}
        submit={t('accounts.factor.go_on')}
        onSend={send}
        onClose={() => setAsking(null)}
      />
      <Dialog open={begun !== null} title={t('accounts.factor.enrol')} onClose={() => setBegun(null)}>
        {begun && <Enrolment qr={begun.qr} secret={begun.key} onConfirm={onConfirm} />}
      </Dialog>
      <Dialog open={codes !== null} title={t('accounts.factor.codes_title')}>
        {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      </Dialog>
    </Sheet>
  )
}
