import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { type AgreementVersion, moveVersion } from '../contract/versions.ts'
import type { Step } from '../rules/steps.ts'

/** Sends a draft, takes it back or gives it up, after asking; true when it is done. */
export function useSteps(version: Pick<AgreementVersion, 'id' | 'version'>) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const attempt = useAttempt()
  const move = useCommand(moveVersion, ['information.'])
  const take = async (step: Step): Promise<boolean> => {
    const word = t(`agreements.step.${step}`)
    const sure = { title: word, text: t(`agreements.step.${step}_text`), confirm: word }
    if (!(await confirm({ ...sure, grave: step === 'withdraw' }))) return false
    const done = await attempt(() =>
      move.run({ params: { id: version.id }, body: { step, version: version.version } }),
    )
    if (done) notice(t(`agreements.step.${step}_done`))
    return done
  }
  return { take, pending: move.pending }
}
