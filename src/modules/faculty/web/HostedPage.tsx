import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import { countHosted, listHosted, type StayRow } from '../contract/stays.ts'
import { StayTag } from './StaysSheet.tsx'

const STATES = ['asked', 'corrected', 'confirmed', 'refused'] as const
const SHAPE = { facets: { state: STATES }, sorts: ['latest'] } as const

/** Stays that the own organisation confirms: of teachers who came, or of its own at hosts outside. */
export default function HostedPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const list = useListState(SHAPE)
  const isSchool = useViewer()?.role === 'school_admin'
  const query = { state: list.one('state') }
  const rows = usePaged(listHosted, { query })
  const counts = useRead(countHosted, { query }).data
  const ofState = (value: string) => counts?.states.find(one => one.value === value)?.count ?? 0
  const open = ofState('asked')
  return (
    <ListPage
      title={
        counts === undefined
          ? t('faculty.hosted.title')
          : open > 0
            ? t('faculty.hosted.to_confirm', { count: open })
            : t('faculty.hosted.none')
      }
      lead={
        <>
          {counts && t('faculty.hosted.lead', { teachers: counts.teachers, days: counts.days })}{' '}
          <Link to="/faculty/given">{t('faculty.teachers.to_given')}</Link>
        </>
      }
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={false}
      facets={[
        {
          ...{ name: 'state', label: t('faculty.hosted.state'), single: true },
          options: STATES.map(value => ({ value, label: t(`faculty.stay.${value}`), count: ofState(value) })),
        },
      ]}
      columns={[
        { key: 'teacher', title: t('faculty.hosted.teacher'), render: row => row.teacher.name },
        { key: 'school', title: t('faculty.hosted.school'), render: row => name(row.school.name) },
        // A company is the host of all of them; a school confirms its own teachers' stays at hosts outside.
        ...(isSchool
          ? [
              {
                ...{ key: 'host', title: t('faculty.hosted.host') },
                render: (row: StayRow) => name(row.host.name),
              },
            ]
          : []),
        {
          ...{ key: 'days', title: t('faculty.hosted.days') },
          render: row => (
            <span className="figures">
              {t('faculty.span', { from: day(row.from, 'short'), until: day(row.until, 'short') })}
            </span>
          ),
        },
        {
          ...{ key: 'count', title: t('faculty.hosted.count'), align: 'end' },
          render: row => t('faculty.days', { count: row.days }),
        },
        { key: 'state', title: t('faculty.hosted.state'), render: row => <StayTag row={row} /> },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/faculty/stays/${row.id}`}
      empty={<Empty title={t('faculty.hosted.empty')} text={t('faculty.hosted.empty_text')} />}
    />
  )
}
