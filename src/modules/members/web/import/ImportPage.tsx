import './import.css'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { TASK_TOPIC } from '#platform/contract/task.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useLive } from '#platform/web/live.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type Step, Wizard } from '#platform/web/ui/Wizard.tsx'
import {
  cancelImport,
  confirmImport,
  getImport,
  type ImportSettings,
  type OneImport,
  previewImport,
} from '../../contract.ts'
import { endsMany } from '../../rules/roster/endings.ts'
import { missingFields } from '../../rules/roster/fields.ts'
import { ColumnsStep } from './ColumnsStep.tsx'
import { type Answers, PreviewStep } from './PreviewStep.tsx'
import { ResultStep } from './ResultStep.tsx'
import { STEPS, stepOf } from './steps.ts'
import { WorkUnderWay } from './WorkUnderWay.tsx'

/** Events tell at once; asking again now and then mends a lost one. */
const ASK_AGAIN_MS = 3000

export default function ImportPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const [watching, setWatching] = useState(true)
  const read = useRead(getImport, { params: { id } }, { refetchInterval: watching && ASK_AGAIN_MS })
  const busy = read.data?.state === 'previewing' || read.data?.state === 'applying'
  if (read.data && busy !== watching) setWatching(busy)
  useLive(TASK_TOPIC, event => {
    if (event?.taskId === read.data?.taskId && event?.state !== 'running') void read.refetch()
  })
  return (
    <>
      <PageHeader
        title={read.data?.fileName ?? t('members.import.title')}
        lead={t('members.import.title')}
        trail={[
          { to: '/people', label: t('members.people.title') },
          { to: '/people/imports', label: t('members.import.history') },
        ]}
      />
      <Loaded read={read} lines={8}>
        {roster => <ImportSteps key={roster.id} roster={roster} />}
      </Loaded>
    </>
  )
}

function ImportSteps({ roster }: { roster: OneImport }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const preview = useCommand(previewImport)
  const apply = useCommand(confirmImport)
  const cancel = useCommand(cancelImport)
  const [settings, setSettings] = useState<ImportSettings>(roster.settings)
  const [answers, setAnswers] = useState<Answers>({ leaveOutBad: false, endMany: false })
  /** The person has gone back from the preview to the columns. */
  const [mending, setMending] = useState(false)
  const params = { id: roster.id }
  const state = roster.state
  const open = state !== 'done' && state !== 'cancelled'
  const at = mending && (state === 'ready' || state === 'failed') ? 1 : stepOf(state)
  const failure = preview.error ?? apply.error ?? cancel.error

  const attempt = async (work: () => Promise<unknown>) => {
    for (const command of [preview, apply, cancel]) command.reset()
    await work().catch(() => {})
    return false
  }
  const makePreview = (chosen?: ImportSettings) =>
    attempt(async () => {
      await preview.run({ params, body: chosen ? { settings: chosen } : {} })
      setMending(false)
      setAnswers({ leaveOutBad: false, endMany: false })
    })
  const giveUp = async () => {
    const question = {
      title: t('members.import.cancel'),
      text: t('members.import.cancel_sure'),
      confirm: t('members.import.cancel'),
      grave: true,
    }
    if (await confirm(question)) await attempt(() => cancel.run({ params }))
  }

  const columns = (
    <ColumnsStep
      roster={roster}
      settings={settings}
      onChange={next => {
        preview.reset()
        setSettings(next)
      }}
    />
  )
  const working = state === 'previewing' || state === 'applying'
  const inPreview = working ? (
    <WorkUnderWay roster={roster} onCancel={() => cancel.run({ params })} />
  ) : (
    <PreviewStep
      roster={roster}
      answers={answers}
      onAnswer={setAnswers}
      onAgain={() => makePreview()}
      stale={failedWith(apply.error, 'import.stale')}
    />
  )
  const steps: Step[] = [
    { key: STEPS[0], title: t('members.import.step.file'), content: null },
    {
      key: STEPS[1],
      title: t('members.import.step.columns'),
      content: columns,
      next: t('members.import.make_preview'),
      ready: missingFields(settings.columns.map(column => column.field)).length === 0,
      onNext: () => makePreview(settings),
    },
    {
      key: STEPS[2],
      title: t('members.import.step.preview'),
      content: inPreview,
      next: t('members.import.confirm'),
      ready: mayConfirm(roster, answers),
      onNext: () => attempt(() => apply.run({ params, body: answers })),
      final: working,
    },
    {
      key: STEPS[3],
      title: t('members.import.step.result'),
      content: <ResultStep roster={roster} />,
      final: true,
    },
  ]
  return (
    <>
      <Wizard
        at={at}
        steps={steps}
        busy={preview.pending || apply.pending || cancel.pending}
        onMove={to => {
          if (to === 0) navigate('/people/import')
          if (to === 1) setMending(true)
        }}
      />
      {failure !== null && (
        <p role="alert" className="attention">
          {textOf(failure)}
        </p>
      )}
      {open && !working && (
        <p>
          <Button type="text" danger onClick={() => void giveUp()}>
            {t('members.import.cancel')}
          </Button>
        </p>
      )}
      {state === 'cancelled' && (
        <p>
          <Link to="/people/import">{t('members.import.new')}</Link>
        </p>
      )}
    </>
  )
}

function mayConfirm({ state, counts }: OneImport, answers: Answers): boolean {
  if (state !== 'ready' || !counts) return false
  if (counts.added + counts.changed + counts.back + counts.ended === 0) return false
  return (counts.bad === 0 || answers.leaveOutBad) && (!endsMany(counts) || answers.endMany)
}

function failedWith(error: unknown, code: string): boolean {
  return error instanceof Error && error.message === code
}
