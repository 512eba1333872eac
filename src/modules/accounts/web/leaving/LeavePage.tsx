import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getErasure, undoErasure } from '../../contract/leaving.ts'
import { LeaveForm } from './LeaveForm.tsx'

/** The end of the own account: what goes, what stays, and the time to think again. */
export default function LeavePage() {
  const { t } = useTranslation()
  const read = useRead(getErasure, {})
  return (
    <>
      <Loaded read={read}>{erasure => <Head erasure={erasure} />}</Loaded>
      <Columns
        main={
          <>
            <Sheet title={t('accounts.leave.gone')}>
              <p>{t('accounts.leave.gone_text')}</p>
            </Sheet>
            <Sheet title={t('accounts.leave.stays')}>
              <p>{t('accounts.leave.stays_text')}</p>
            </Sheet>
            <Sheet title={t('accounts.leave.again')}>
              <p>{t('accounts.leave.again_text')}</p>
            </Sheet>
          </>
        }
        side={
          read.data?.waiting === null && (
            <Sheet title={t('accounts.leave.submit')}>
              <LeaveForm days={read.data.coolingOffDays} />
            </Sheet>
          )
        }
      />
    </>
  )
}

function Head({ erasure }: { erasure: AnswerOf<typeof getErasure> }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const notice = useNotice()
  const textOf = useErrorText()
  const undo = useCommand(undoErasure)
  const keep = () =>
    undo
      .run({})
      .then(() => notice(t('accounts.leave.undone')))
      .catch(error => notice(textOf(error)))
  const trail = [{ to: '/account', label: t('accounts.account.title') }]
  const { waiting, coolingOffDays: days } = erasure
  if (!waiting)
    return (
      <PageHeader
        title={t('accounts.leave.heading')}
        lead={t('accounts.leave.lead', { days })}
        trail={trail}
      />
    )
  return (
    <PageHeader
      title={t('accounts.leave.heading_waiting', { at: instant(waiting.dueAt) })}
      lead={t('accounts.leave.lead_waiting')}
      trail={trail}
      action={
        <Button type="primary" onClick={() => void keep()} loading={undo.pending}>
          {t('accounts.leave.undo')}
        </Button>
      }
    />
  )
}
