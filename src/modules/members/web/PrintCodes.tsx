import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { createClassCodes } from '#modules/accounts/contract.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import type { OneClass } from '../contract.ts'

/** A sheet of codes for everybody of the class who has no account yet. */
export function PrintCodes({ group }: { group: OneClass }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const textOf = useErrorText()
  const print = useCommand(createClassCodes, ['members.'])
  const waiting = group.members.filter(member => !member.claimed).length
  const run = async () => {
    const title = t('members.codes.title', { count: waiting })
    if (!(await confirm({ title, text: t('members.codes.text'), confirm: t('members.codes.action') }))) return
    try {
      save(await print.run({ body: { classId: group.id } }), `${group.name}.pdf`)
    } catch (error) {
      notice(textOf(error))
    }
  }
  return (
    <Button type="primary" disabled={waiting === 0} loading={print.pending} onClick={() => void run()}>
      {t('members.codes.action')}
    </Button>
  )
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
