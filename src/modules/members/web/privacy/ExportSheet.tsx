import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useLive } from '#platform/web/live.ts'
import { useRead } from '#platform/web/query.ts'
import { Progress } from '#platform/web/ui/Progress.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type DataExport, getDataExport, listDataExports } from '../../contract.ts'

const POLL_MS = 3000
const HOUR_MS = 3_600_000
const KILOBYTE = 1024
const isRunning = (copy: DataExport) =>
  copy.readyAt === null && Date.now() - Date.parse(copy.createdAt) < HOUR_MS

/** The copies a person has had made: under way, ready to download, gone. */
export function ExportSheet({ days }: { days: number }) {
  const { t } = useTranslation()
  const running = useRead(listDataExports, {}).data?.rows.some(isRunning)
  const read = useRead(listDataExports, {}, { refetchInterval: running ? POLL_MS : false })
  useLive('task.changed', () => void read.refetch())
  return (
    <Sheet title={t('members.export.title')} note={t('members.export.note', { days })}>
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="caption">{t('members.export.none')}</p>
          ) : (
            <ul className="plain-list">
              {rows.map(copy => (
                <li key={copy.id}>
                  <Copy copy={copy} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Sheet>
  )
}

function Copy({ copy }: { copy: DataExport }) {
  const { t } = useTranslation()
  const { instant, number } = useFormat()
  if (copy.readyAt === null && isRunning(copy))
    return <Progress label={t('members.export.gathering')} done={0} total={null} />
  if (copy.readyAt === null) return <span>{t('members.export.failed')}</span>
  const size = `${number(Math.max(1, Math.round((copy.size ?? 0) / KILOBYTE)))} KB`
  const until = copy.expiresAt ? t('members.export.until', { at: instant(copy.expiresAt) }) : ''
  return (
    <>
      <span>{t('members.export.ready', { at: instant(copy.readyAt), size })}</span>
      <span className="caption">{copy.gone ? t('members.export.gone') : until}</span>
      {!copy.gone && (
        <a href={addressOf(getDataExport, { params: { id: copy.id } })} download>
          {t('members.export.get')}
        </a>
      )}
    </>
  )
}
