import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getMyData, startDataExport } from '../../contract.ts'
import '../members.css'
import { CorrectionForm } from './CorrectionForm.tsx'
import { ChildrenSheet, EntrySheet, type Open, PlatformSheet } from './EntrySheets.tsx'
import { ExportSheet } from './ExportSheet.tsx'
import { MyCorrections } from './MyCorrections.tsx'

/** Everything kept about the reader, by who keeps it, and what they can do about it. */
export default function MyDataPage() {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const notice = useNotice()
  const read = useRead(getMyData, {})
  const start = useCommand(startDataExport)
  const begin = () => start.run({}).catch(error => notice(textOf(error)))
  return (
    <>
      <PageHeader
        title={t('members.data.heading')}
        lead={t('members.data.lead')}
        trail={[{ to: '/account', label: t('accounts.account.title') }]}
        action={
          <Button type="primary" onClick={() => void begin()} loading={start.pending}>
            {t('members.export.start')}
          </Button>
        }
      />
      <Loaded read={read} lines={12}>
        {data => <Kept data={data} />}
      </Loaded>
    </>
  )
}

function Kept({ data }: { data: AnswerOf<typeof getMyData> }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open | null>(null)
  const { parts, children, periods } = data
  const close = () => setOpen(null)
  return (
    <>
      <Columns
        main={parts.map(part =>
          part.affiliationId ? (
            <EntrySheet key={`${part.kind} ${part.affiliationId}`} part={part} onOpen={setOpen} />
          ) : (
            <PlatformSheet key={`${part.kind} ${part.organisation?.id}`} part={part} />
          ),
        )}
        side={
          <>
            <ExportSheet days={periods.exportKept} />
            <MyCorrections />
            <ChildrenSheet list={children} onOpen={setOpen} />
            <More />
          </>
        }
      />
      <SideDrawer
        open={open !== null}
        title={t(open?.notMe ? 'members.correct.not_me_title' : 'members.correct.title')}
        onClose={close}
      >
        {open && (
          <CorrectionForm
            asked={open}
            notMe={open.notMe}
            days={open.notMe ? periods.joiningUndo : periods.correctionAnswer}
            onDone={close}
          />
        )}
      </SideDrawer>
    </>
  )
}

const MORE = [
  ['/account/transfer', 'members.data.to_transfer'],
  ['/account/merge', 'members.data.to_merge'],
  ['/privacy/register', 'members.data.to_register'],
  ['/account/leave', 'members.data.to_leave'],
] as const

function More() {
  const { t } = useTranslation()
  return (
    <Sheet title={t('members.data.more')}>
      <ul className="plain-list">
        {MORE.map(([to, words]) => (
          <li key={to}>
            <Link to={to}>{t(words)}</Link>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
