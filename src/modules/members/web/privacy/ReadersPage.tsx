import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#platform/contract/days.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listReaders, type Reader } from '../../contract.ts'
import '../members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { useKey } from './use-key.ts'

const PAGE = 100

/** Who has read one entry, day by day. */
export default function ReadersPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const list = usePaged(listReaders, { params: { id: usePageId() }, query: { limit: PAGE } })
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />
  const first = list.first as AnswerOf<typeof listReaders> | undefined
  if (!first) return <Skeleton lines={9} />
  const none = list.rows.length === 0
  return (
    <>
      <PageHeader
        title={t('members.readers.heading', { name: first.entry.name })}
        lead={t('members.readers.lead', { organisation: name(first.entry.organisation.name) })}
        trail={[{ to: '/account/data', label: t('members.data.title') }]}
      />
      <div className="stack">
        {none && !list.hasMore && (
          <Empty title={t('members.readers.empty')} text={t('members.readers.empty_text')} />
        )}
        {none && list.hasMore && <p>{t('members.readers.more_behind')}</p>}
        {daysOf(list.rows).map(([day, deeds]) => (
          <Day key={day} date={day} deeds={deeds} />
        ))}
      </div>
      {list.hasMore && (
        <Button onClick={list.more} loading={list.isLoadingMore}>
          {t('members.readers.earlier')}
        </Button>
      )}
    </>
  )
}

type Deed = { row: Reader; times: number }

/** Readings by the day of the group's zone; the same deed of the same reader on a day is one line. */
function daysOf(rows: readonly Reader[]): [string, Deed[]][] {
  const days = new Map<string, Map<string, Deed>>()
  for (const row of rows) {
    const day = dayOf(row.at)
    const deeds = days.get(day) ?? new Map<string, Deed>()
    const same = [row.endpoint, row.role, row.name, row.organisation?.id].join(' ')
    const before = deeds.get(same)
    deeds.set(same, { row: before?.row ?? row, times: (before?.times ?? 0) + 1 })
    days.set(day, deeds)
  }
  return [...days].map(([day, deeds]) => [day, [...deeds.values()]])
}

function Day({ date, deeds }: { date: string; deeds: Deed[] }) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const key = useKey()
  const who = ({ role, name: named }: Reader) => {
    if (!role) return t('members.readers.program')
    return named
      ? `${named} · ${t(`role.${role}`)}`
      : t('members.readers.someone', { role: t(`role.${role}`) })
  }
  const how = ({ row, times }: Deed) => [
    row.organisation && name(row.organisation.name),
    key(`reading.${row.endpoint}`, t('reading.other')),
    times > 1 && t('members.readers.times', { count: times }),
  ]
  return (
    <Sheet title={day(date)}>
      <ul className="plain-list">
        {deeds.map(deed => (
          <li key={deed.row.id}>
            <span>{who(deed.row)}</span>
            <span className="caption">{how(deed).filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
