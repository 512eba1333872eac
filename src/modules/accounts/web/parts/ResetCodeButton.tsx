import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { Dialog } from '#platform/web/ui/Dialog.tsx'
import { createResetCode } from '../../contract/recovery.ts'
import { CodeShown } from '../CodeShown.tsx'

/** For somebody who has an account without e-mail and has forgotten the password. */
export function ResetCodeButton({ affiliationId, name }: { affiliationId: string; name: string }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const create = useCommand(createResetCode)
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<AnswerOf<typeof createResetCode> | null>(null)
  const [problem, setProblem] = useState('')
  const close = () => {
    setOpen(false)
    setMade(null)
    setProblem('')
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('accounts.reset.button')}</Button>
      <Dialog open={open} title={t('accounts.reset.title', { name })} onClose={close}>
        {made ? (
          <CodeShown
            text={t('accounts.reset.made')}
            code={made.code}
            copy={made.link}
            expiresAt={made.expiresAt}
            onDone={close}
          />
        ) : (
          <>
            <p>{t('accounts.reset.text')}</p>
            <p role="alert" className="attention">
              {problem}
            </p>
            <div className="dialog-actions">
              <Button onClick={close}>{t('action.cancel')}</Button>
              <Button
                type="primary"
                loading={create.pending}
                onClick={() =>
                  void create
                    .run({ body: { affiliationId } })
                    .then(setMade, error => setProblem(textOf(error)))
                }
              >
                {t('accounts.reset.make')}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  )
}
