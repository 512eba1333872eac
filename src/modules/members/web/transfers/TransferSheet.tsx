import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { type OwnTransfer, stopTransfer } from '../../contract.ts'
import { TRANSFER_TONE } from '../privacy/tones.ts'

/** One move: where to, what it waits for, what was sent. */
export function TransferSheet({ row, onAgree }: { row: OwnTransfer; onAgree: () => void }) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const from = row.from ? name(row.from.name) : t('members.transfer.from_none')
  const { sent } = row
  return (
    <Sheet
      title={name(row.to.name)}
      note={[row.forChild && row.learner, t('members.transfer.move', { from }), day(row.createdAt)]
        .filter(Boolean)
        .join(' · ')}
    >
      <StatusTag tone={TRANSFER_TONE[row.state]}>{t(`members.transfer.${row.state}`)}</StatusTag>
      <WaitsFor row={row} />
      <FactList
        facts={[
          { label: t('members.transfers.reason'), value: row.reason },
          sent && { label: t('members.correct.name'), value: sent.name },
          sent && { label: t('members.transfer.birth_date'), value: sent.birthDate && day(sent.birthDate) },
          sent && {
            label: t('members.transfer.former_school'),
            value: sent.formerSchool && name(sent.formerSchool),
          },
          sent && { label: t('members.transfer.former_class'), value: sent.formerClass },
          sent && { label: t('members.transfer.message'), value: sent.message },
        ]}
      />
      <Actions row={row} onAgree={onAgree} />
    </Sheet>
  )
}

function WaitsFor({ row }: { row: OwnTransfer }) {
  const { t } = useTranslation()
  if (row.state !== 'proposed') return null
  if (!row.mayAgree) return <p>{t('members.transfer.waits_guardian')}</p>
  return (
    <p>
      {row.startedBy === 'school'
        ? t('members.transfer.by_school')
        : t('members.transfer.by_ward', { name: row.learner })}
    </p>
  )
}

function Actions({ row, onAgree }: { row: OwnTransfer; onAgree: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const textOf = useErrorText()
  const command = useCommand(stopTransfer, ['house.'])
  if (row.state !== 'proposed' && row.state !== 'sent') return null
  const words = t(row.mayAgree ? 'members.transfer.decline' : 'members.transfer.take_back')
  const stop = async () => {
    const question = { title: t('members.transfer.stop_title'), text: t('members.transfer.stop_text') }
    if (!(await confirm({ ...question, confirm: words }))) return
    await command
      .run({ params: { id: row.id }, body: { version: row.version } })
      .then(() => notice(t('members.transfer.stopped')))
      .catch(error => notice(textOf(error)))
  }
  return (
    <div className="actions-row">
      {row.mayAgree && (
        <Button type="primary" onClick={onAgree}>
          {t('members.transfer.agree')}
        </Button>
      )}
      <Button onClick={() => void stop()}>{words}</Button>
    </div>
  )
}
