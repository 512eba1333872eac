import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listKeptNotices, listNotices, type NoticeRow, type STATES } from '../contract/notices.ts'
import { writeNotices } from '../policy.ts'
import './notices.css'

type Show = 'all' | 'unread' | 'kept'

/** Notices addressed to the reader, unread ones first; authors find their own here too. */
export default function NoticesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const writes = may(writeNotices, useViewer(), undefined)
  const [search, setSearch] = useSearchParams()
  const asked = search.get('show')
  const show: Show = asked === 'unread' || (asked === 'kept' && writes) ? asked : 'all'
  return (
    <>
      <PageHeader
        title={t('information.notices.title')}
        action={
          writes && (
            <Button type="primary" onClick={() => void navigate('/notices/new')}>
              {t('information.notices.write')}
            </Button>
          )
        }
      />
      <div className="stack">
        <div>
          <Segmented<Show>
            aria-label={t('information.notices.show')}
            value={show}
            onChange={value => setSearch(value === 'all' ? {} : { show: value }, { replace: true })}
            options={(writes ? (['all', 'unread', 'kept'] as const) : (['all', 'unread'] as const)).map(
              value => ({
                value,
                label: t(`information.notices.show.${value}`),
              }),
            )}
          />
        </div>
        {show === 'kept' ? <KeptList /> : <ReadList show={show} />}
      </div>
    </>
  )
}

type List = Pick<
  ReturnType<typeof usePaged>,
  'isLoading' | 'error' | 'retry' | 'hasMore' | 'more' | 'isLoadingMore'
>

function Listed({
  list,
  count,
  empty,
  children,
}: {
  list: List
  count: number
  empty: string
  children: React.ReactNode
}) {
  const { t } = useTranslation()
  if (list.isLoading) return <Skeleton lines={8} />
  if (list.error && count === 0) return <ErrorState error={list.error} onRetry={list.retry} />
  if (count === 0) return <Empty title={empty} text={t('information.notices.empty.text')} />
  return (
    <Sheet>
      <ul className="notice-list">{children}</ul>
      {list.hasMore && (
        <Button onClick={list.more} loading={list.isLoadingMore}>
          {t('action.more')}
        </Button>
      )}
    </Sheet>
  )
}

function ReadList({ show }: { show: 'all' | 'unread' }) {
  const { t } = useTranslation()
  const list = usePaged(listNotices, { query: { show } })
  return (
    <Listed list={list} count={list.rows.length} empty={t('information.notices.empty.title')}>
      {list.rows.map(row => (
        <ReadLine key={row.id} row={row} />
      ))}
    </Listed>
  )
}

function ReadLine({ row }: { row: NoticeRow }) {
  const { t } = useTranslation()
  const { name, distance, day } = useFormat()
  return (
    <li data-unread={!row.read || undefined}>
      <div>
        <Link to={`/notices/${row.id}`}>{name(row.title)}</Link>
        <p className="caption">
          {[
            name(row.sender.group ?? row.sender.organisation),
            distance(row.publishedAt),
            row.heldOn && t('information.notices.held_on', { day: day(row.heldOn) }),
            row.revision > 1 && t('information.notices.revision', { revision: row.revision }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {!row.read && <StatusTag tone="uncertain">{t('information.notices.unread')}</StatusTag>}
    </li>
  )
}

export const STATE_TONES: Record<(typeof STATES)[number], Tone> = {
  draft: 'uncertain',
  published: 'agreed',
  withdrawn: 'quiet',
  over: 'quiet',
}

function KeptList() {
  const { t } = useTranslation()
  const { name, distance } = useFormat()
  const list = usePaged(listKeptNotices, {})
  return (
    <Listed list={list} count={list.rows.length} empty={t('information.notices.kept_empty.title')}>
      {list.rows.map(row => (
        <li key={row.id}>
          <div>
            <Link to={`/notices/${row.id}`}>{name(row.title)}</Link>
            <p className="caption">
              {[row.sender.name, distance(row.publishedAt ?? row.createdAt)].join(' · ')}
            </p>
          </div>
          <StatusTag tone={STATE_TONES[row.state]}>{t(`information.notices.state.${row.state}`)}</StatusTag>
        </li>
      ))}
    </Listed>
  )
}
