import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { PagedLines } from '#platform/web/ui/PagedLines.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { listStays, type StayRow } from '../contract/stays.ts'
import { STAY_TONES } from './words.ts'

/** The stays of a teacher, the latest first; each leads to what was done there. */
export function StaysSheet({ teacherId, action }: { teacherId: string; action?: ReactNode }) {
  const { t } = useTranslation()
  const list = usePaged(listStays, { params: { id: teacherId }, query: {} })
  return (
    <Sheet title={t('faculty.stays.title')}>
      <PagedLines
        list={list}
        rowKey={row => row.id}
        empty={
          <Empty title={t('faculty.stays.empty')} text={t('faculty.stays.empty_text')} action={action} />
        }
      >
        {row => <Line row={row} />}
      </PagedLines>
    </Sheet>
  )
}

function Line({ row }: { row: StayRow }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const facts = [
    t('faculty.span', { from: day(row.from, 'short'), until: day(row.until, 'short') }),
    t('faculty.days', { count: row.days }),
    row.files > 0 && t('faculty.files', { count: row.files }),
  ]
  return (
    <>
      <span>
        <Link to={`/faculty/stays/${row.id}`}>{name(row.host.name)}</Link>
        <br />
        <span className="caption figures">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <span className="line-list-end">
        <StayTag row={row} />
      </span>
    </>
  )
}

/** What has become of a stay. */
export function StayTag({ row }: { row: Pick<StayRow, 'state' | 'corrected'> }) {
  const { t } = useTranslation()
  if (row.corrected) return <StatusTag tone="quiet">{t('faculty.corrected')}</StatusTag>
  return <StatusTag tone={STAY_TONES[row.state]}>{t(`faculty.stay.${row.state}`)}</StatusTag>
}
