import './oneroster.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { getTask } from '#modules/house/contract.ts'
import { TASK_TOPIC } from '#platform/contract/task.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useLive } from '#platform/web/live.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Progress } from '#platform/web/ui/Progress.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { cancelOneRoster, confirmOneRoster, getOneRoster, type OneRosterImport } from '../../contract.ts'
import { endsMany } from '../../rules/oneroster/endings.ts'
import { OneRosterChanges } from './OneRosterChanges.tsx'
import { OneRosterCounts, OneRosterNotes } from './OneRosterCounts.tsx'
import { OneRosterProblems } from './OneRosterProblems.tsx'
import { OneRosterState } from './OneRosterState.tsx'

/** Events tell at once; asking again now and then mends a lost one. */
const ASK_AGAIN_MS = 3000

/** One set: what it would change, what is wrong with it, and the yes to it. */
export default function OneRosterPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const [watching, setWatching] = useState(true)
  const read = useRead(getOneRoster, { params: { id } }, { refetchInterval: watching && ASK_AGAIN_MS })
  const busy = read.data?.state === 'previewing' || read.data?.state === 'applying'
  if (read.data && busy !== watching) setWatching(busy)
  useLive(TASK_TOPIC, event => {
    if (event?.taskId === read.data?.taskId && event?.state !== 'running') void read.refetch()
  })
  return (
    <>
      <PageHeader
        title={read.data?.fileName ?? t('members.oneroster.title')}
        lead={t('members.oneroster.title')}
        trail={[
          { to: '/people', label: t('members.people.title') },
          { to: '/people/import/oneroster', label: t('members.oneroster.title') },
        ]}
      />
      <Loaded read={read} lines={8}>
        {roster => <RosterSheet roster={roster} />}
      </Loaded>
    </>
  )
}

function RosterSheet({ roster }: { roster: OneRosterImport }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const { state } = roster
  const ended = state === 'done' || state === 'failed' || state === 'cancelled'
  return (
    <Sheet
      title={t(state === 'done' ? 'members.oneroster.result' : 'members.oneroster.preview')}
      aside={<OneRosterState state={state} broken={roster.problems > 0} />}
    >
      {(state === 'previewing' || state === 'applying') && <Work roster={roster} />}
      {roster.error && (
        <p role="alert" className="attention">
          {textOf(Object.assign(new Error(roster.error.code), roster.error))}
        </p>
      )}
      {state === 'ready' && roster.problems > 0 && (
        <OneRosterProblems id={roster.id} count={roster.problems} />
      )}
      {roster.counts && <OneRosterCounts counts={roster.counts} />}
      {(state === 'ready' || state === 'done') && <OneRosterChanges roster={roster} />}
      <OneRosterNotes notes={roster.notes} />
      {state === 'ready' && <Decision roster={roster} />}
      {(ended || roster.problems > 0) && (
        <p>
          <Link to="/people/import/oneroster">{t('members.oneroster.again')}</Link>
        </p>
      )}
    </Sheet>
  )
}

function Work({ roster }: { roster: OneRosterImport }) {
  const { t } = useTranslation()
  const cancel = useCommand(cancelOneRoster)
  const read = useRead(
    getTask,
    { params: { id: roster.taskId ?? '' } },
    { enabled: roster.taskId !== null, refetchInterval: 2000 },
  )
  useLive(TASK_TOPIC, event => {
    if (event?.taskId === roster.taskId) void read.refetch()
  })
  const { done = 0, total = null, message } = read.data ?? {}
  const label =
    message === 'members.oneroster.checking'
      ? t('members.oneroster.checking')
      : roster.state === 'applying'
        ? t('members.oneroster.writing')
        : t('members.oneroster.reading')
  return (
    <div role="status">
      <Progress
        label={label}
        done={done}
        total={total}
        onCancel={() => cancel.run({ params: { id: roster.id } })}
      />
    </div>
  )
}

function Decision({ roster }: { roster: OneRosterImport }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const ask = useConfirm()
  const apply = useCommand(confirmOneRoster)
  const cancel = useCommand(cancelOneRoster)
  const params = { id: roster.id }
  const counts = roster.counts ?? []
  const nothing = counts.every(one => one.added + one.changed + one.back + one.ended === 0)
  const failure = apply.error ?? cancel.error
  const confirm = async () => {
    const many = endsMany(counts)
    const question = many && {
      title: t('members.oneroster.confirm'),
      text: t('members.oneroster.confirm_many', many),
      confirm: t('members.oneroster.confirm_many_yes'),
      grave: true,
    }
    if (question && !(await ask(question))) return
    await apply.run({ params, body: { endMany: many !== null } }).catch(() => {})
  }
  return (
    <>
      {roster.problems === 0 && (
        <p className="caption">
          {nothing ? t('members.oneroster.nothing') : t('members.oneroster.ended_hint')}
        </p>
      )}
      {failure !== null && (
        <p role="alert" className="attention">
          {textOf(failure)}
        </p>
      )}
      <div className="oneroster-actions">
        {roster.problems === 0 && (
          <Button type="primary" loading={apply.pending} onClick={() => void confirm()}>
            {t('members.oneroster.confirm')}
          </Button>
        )}
        <Button
          type="text"
          danger
          loading={cancel.pending}
          onClick={() => cancel.run({ params }).catch(() => {})}
        >
          {t('members.oneroster.cancel')}
        </Button>
      </div>
    </>
  )
}
