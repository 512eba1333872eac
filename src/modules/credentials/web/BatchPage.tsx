import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { cancelTask, getTask } from '#modules/house/contract.ts'
import { TASK_TOPIC } from '#platform/contract/task.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useLive } from '#platform/web/live.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Progress } from '#platform/web/ui/Progress.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { type Batch, getBatch, withdrawBatch } from '../contract.ts'
import './credentials.css'
import { BATCH_TONES } from './tones.ts'

/** One decision to issue: how far its signing is, and until when it can be taken back. */
export default function BatchPage() {
  const { t } = useTranslation()
  const { name, day, instant, distance } = useFormat()
  const { id = '' } = useParams()
  const read = useRead(getBatch, { params: { id } })
  return (
    <DetailPage read={read}>
      {batch => ({
        title: t('credentials.batch.title', { name: name(batch.template.name) }),
        lead: t('credentials.batch.lead', { by: batch.by, total: batch.total }),
        trail: [
          { to: '/credentials/issued', label: t('credentials.issued.title') },
          { to: '/credentials/batches', label: t('credentials.batches.title') },
        ],
        main: (
          <Sheet
            title={t('credentials.batch.how')}
            aside={
              <StatusTag tone={BATCH_TONES[batch.state]}>
                {t(`credentials.batch.state.${batch.state}`)}
              </StatusTag>
            }
          >
            {batch.state === 'signing' && batch.taskId && (
              <Signing batch={batch} taskId={batch.taskId} onEnd={() => void read.refetch()} />
            )}
            {batch.state === 'waiting' && (
              <p>{t('credentials.batch.waiting', { distance: distance(batch.deliverAt) })}</p>
            )}
            {batch.state === 'delivered' && <p>{t('credentials.batch.delivered')}</p>}
            {batch.state === 'withdrawn' && <p>{t('credentials.batch.withdrawn')}</p>}
            <FactList
              facts={[
                { label: t('credentials.field.level'), value: batch.level },
                { label: t('credentials.field.awarded'), value: day(batch.awardedOn) },
                batch.state !== 'withdrawn' && {
                  label: t('credentials.field.delivered'),
                  value: instant(batch.deliverAt),
                },
              ]}
            />
            <div className="tool-row">
              {batch.state !== 'withdrawn' && (
                <Link to={`/credentials/issued?batch=${batch.id}`}>{t('credentials.batch.list')}</Link>
              )}
              {batch.state === 'waiting' && <Withdraw batch={batch} />}
            </div>
          </Sheet>
        ),
      })}
    </DetailPage>
  )
}

function Signing({ batch, taskId, onEnd }: { batch: Batch; taskId: string; onEnd: () => void }) {
  const { t } = useTranslation()
  const task = useRead(getTask, { params: { id: taskId } }, { refetchInterval: 1500 })
  const cancel = useCommand(cancelTask)
  useLive(TASK_TOPIC, event => {
    if (event?.taskId === taskId) void task.refetch()
  })
  const ended = task.data !== undefined && !['waiting', 'running'].includes(task.data.state)
  useEffect(() => {
    if (ended) onEnd()
  }, [ended, onEnd])
  return (
    <div role="status">
      <Progress
        label={t('credentials.batch.signing')}
        done={task.data?.done ?? batch.signed}
        total={batch.total}
        onCancel={() => cancel.run({ params: { id: taskId } })}
      />
      <p className="caption">{t('credentials.batch.signing_text')}</p>
    </div>
  )
}

function Withdraw({ batch: { id, version, total } }: { batch: Batch }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const notice = useNotice()
  const withdraw = useCommand(withdrawBatch)
  const ask = async () => {
    const sure = await confirm({
      title: t('credentials.batch.withdraw_title', { total }),
      text: t('credentials.batch.withdraw_text'),
      confirm: t('credentials.batch.withdraw'),
      grave: true,
    })
    if (!sure) return
    await withdraw.run({ params: { id }, body: { version } }).then(
      () => notice(t('credentials.batch.withdrawn_now')),
      () => {},
    )
  }
  return (
    <>
      <Button danger loading={withdraw.pending} onClick={() => void ask()}>
        {t('credentials.batch.withdraw')}
      </Button>
      {withdraw.error !== null && (
        <p role="alert" className="attention">
          {textOf(withdraw.error)}
        </p>
      )}
    </>
  )
}
