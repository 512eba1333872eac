import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { agreeToTransfer, listMyTransfers, type OwnTransfer } from '../../contract.ts'
import '../members.css'
import { chosenOf, SendFields, type Sending } from './SendFields.tsx'
import { StartForm } from './StartForm.tsx'
import { TransferSheet } from './TransferSheet.tsx'

/** One's own moves between schools, and a child's. */
export default function MyTransfersPage() {
  const { t } = useTranslation()
  const read = useRead(listMyTransfers, {})
  const [open, setOpen] = useState<'start' | OwnTransfer | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <PageHeader
        title={t('members.transfer.heading')}
        lead={t('members.transfer.lead')}
        trail={[{ to: '/account/data', label: t('members.data.title') }]}
        action={
          <Button type="primary" onClick={() => setOpen('start')}>
            {t('members.transfer.start')}
          </Button>
        }
      />
      <Loaded read={read}>
        {({ rows, entries }) => (
          <div className="stack">
            {rows.length === 0 && (
              <Empty title={t('members.transfer.empty')} text={t('members.transfer.empty_text')} />
            )}
            {rows.map(row => (
              <TransferSheet key={row.id} row={row} onAgree={() => setOpen(row)} />
            ))}
            <SideDrawer
              open={open !== null}
              title={t(open === 'start' ? 'members.transfer.start' : 'members.transfer.agree')}
              onClose={close}
            >
              {open === 'start' && <StartForm entries={entries} onDone={close} />}
              {open !== null && open !== 'start' && <AgreeForm row={open} onDone={close} />}
            </SideDrawer>
          </div>
        )}
      </Loaded>
    </>
  )
}

function AgreeForm({ row, onDone }: { row: OwnTransfer; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const agree = useCommand(agreeToTransfer, ['house.'])
  return (
    <CommandForm<Sending>
      submit={t('members.transfer.agree')}
      onSend={({ send, message }) =>
        agree.run({
          params: { id: row.id },
          body: { send: chosenOf(send), message: message?.trim() || null, version: row.version },
        })
      }
      onDone={() => {
        notice(t('members.transfer.agreed'))
        onDone()
      }}
    >
      <SendFields hasEntry />
    </CommandForm>
  )
}
