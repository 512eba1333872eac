import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { RequestError } from '#platform/contract/client.ts'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import {
  completeApplication,
  type OwnApplication,
  readOwnApplication,
  withdrawApplication,
} from '../../contract.ts'
import { AddDocument } from './AddDocument.tsx'
import { ApplicationState, DocumentList, Steps } from './parts.tsx'

const OPEN = ['submitted', 'incomplete', 'checked']

/** How one's own application stands; the secret in the address opens it, and reaches no log. */
export default function OwnApplicationPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const token = useLocation().hash.slice(1)
  const [application, setApplication] = useState<OwnApplication | null>(null)
  const [error, setError] = useState<unknown>(null)
  const read = () =>
    api(readOwnApplication, { body: { token } }).then(
      answer => {
        setApplication(answer)
        setError(null)
      },
      problem => setError(problem),
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another application
  useEffect(() => void read(), [token])
  if (error instanceof RequestError && [400, 404].includes(error.status))
    return (
      <>
        <PageHeader title={t('members.own.title')} />
        <Empty title={t('members.own.missing')} text={t('members.own.missing_text')} />
      </>
    )
  if (error) return <ErrorState error={error} onRetry={() => void read()} />
  if (!application) return <Skeleton lines={8} />
  const words = { name: name(application.name), group: name(application.group.name) }
  return (
    <>
      <PageHeader title={t('members.own.title')} lead={t('members.own.lead', words)} />
      <Columns
        main={
          <>
            {application.state === 'incomplete' && (
              <Answer application={application} token={token} onDone={read} />
            )}
            <Sheet title={t('members.application.documents')}>
              <DocumentList documents={application.documents} />
              {application.ticket && <AddDocument ticket={application.ticket} onDone={read} />}
            </Sheet>
            <Steps steps={application.steps} />
          </>
        }
        side={<Facts application={application} token={token} onDone={read} />}
        first="side"
      />
    </>
  )
}

type Part = { application: OwnApplication; token: string; onDone: () => void }

function Facts({ application, token, onDone }: Part) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const confirm = useConfirm()
  const notice = useNotice()
  const withdraw = useCommand(withdrawApplication)
  const ask = async () => {
    const title = t('members.own.withdraw_title')
    const text = t('members.own.withdraw_text')
    if (!(await confirm({ title, text, confirm: t('members.own.withdraw'), grave: true }))) return
    await withdraw.run({ body: { token, note: null } }).then(
      () => notice(t('members.own.withdrawn')),
      () => {},
    )
    onDone()
  }
  return (
    <Sheet title={t('members.facts')}>
      <FactList
        facts={[
          { label: t('members.application.reference'), value: application.reference },
          {
            label: t('members.application.state'),
            value: <ApplicationState state={application.state} />,
          },
          { label: t('members.application.submitted_at'), value: instant(application.submittedAt) },
        ]}
      />
      {OPEN.includes(application.state) && (
        <Button onClick={() => void ask()} loading={withdraw.pending}>
          {t('members.own.withdraw')}
        </Button>
      )}
    </Sheet>
  )
}

function Answer({ application, token, onDone }: Part) {
  const { t } = useTranslation()
  const notice = useNotice()
  const complete = useCommand(completeApplication)
  const asked = application.steps.findLast(step => step.kind === 'asked')
  return (
    <Sheet title={t('members.own.answer_title')} note={t('members.own.answer_text')}>
      <p className="kept-lines">{asked?.note}</p>
      <CommandForm<{ note: string }>
        submit={t('members.own.answer_send')}
        onSend={({ note }) => complete.run({ body: { token, note } })}
        onDone={() => {
          notice(t('members.own.answered'))
          onDone()
        }}
      >
        <Field name="note" label={t('members.own.answer')} required>
          <Input.TextArea rows={4} maxLength={3000} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}
