import { useTranslation } from 'react-i18next'
import { getTask } from '#modules/house/contract.ts'
import { TASK_TOPIC } from '#platform/contract/task.ts'
import { useLive } from '#platform/web/live.ts'
import { useRead } from '#platform/web/query.ts'
import { Progress } from '#platform/web/ui/Progress.tsx'
import type { OneImport } from '../../contract.ts'

const WORDS = ['members.import.reading', 'members.import.checking', 'members.import.writing'] as const

/** How far the preview or the writing is, and the way to stop it. */
export function WorkUnderWay({ roster, onCancel }: { roster: OneImport; onCancel: () => Promise<unknown> }) {
  const { t } = useTranslation()
  const read = useRead(
    getTask,
    { params: { id: roster.taskId ?? '' } },
    { enabled: roster.taskId !== null, refetchInterval: 2000 },
  )
  useLive(TASK_TOPIC, event => {
    if (event?.taskId === roster.taskId) void read.refetch()
  })
  const task = read.data
  const word = WORDS.find(known => known === task?.message)
  const label = t(word ?? (roster.state === 'applying' ? 'members.import.writing' : 'members.import.reading'))
  return (
    <div role="status">
      <Progress label={label} done={task?.done ?? 0} total={task?.total ?? null} onCancel={onCancel} />
    </div>
  )
}
