import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { withdrawClaim, withdrawDispute } from '../contract.ts'

type Props = { what: 'claim'; id: string } | { what: 'dispute'; id: string; version: number }

/** Takes back what one claimed or contested, before anybody has answered. */
export function WithdrawButton(props: Props) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const textOf = useErrorText()
  const claim = useCommand(withdrawClaim)
  const dispute = useCommand(withdrawDispute)
  const ask = async () => {
    const words = {
      title: t(`records.withdraw.${props.what}`),
      text: t(`records.withdraw.${props.what}_text`),
    }
    if (!(await confirm({ ...words, confirm: t('records.withdraw.do'), grave: true }))) return
    const sent =
      props.what === 'claim'
        ? claim.run({ params: { id: props.id } })
        : dispute.run({ params: { id: props.id }, body: { version: props.version } })
    await sent.then(
      () => notice(t('records.withdraw.done')),
      error => notice(textOf(error)),
    )
  }
  return (
    <Button type="text" size="small" loading={claim.pending || dispute.pending} onClick={() => void ask()}>
      {t(`records.withdraw.${props.what}`)}
    </Button>
  )
}
