import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type Person, reopenPerson } from '../contract.ts'

/** Takes an end back. */
export function ReopenButton({ person }: { person: Person }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const reopen = useCommand(reopenPerson)
  const run = () =>
    reopen.run({ params: { id: person.id }, body: { version: person.version } }).then(
      () => notice(t('members.reopened')),
      error => notice(textOf(error)),
    )
  return (
    <Button loading={reopen.pending} onClick={() => void run()}>
      {t('members.person.reopen')}
    </Button>
  )
}
