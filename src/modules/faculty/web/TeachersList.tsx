import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { countTeachers, exportTeachers, listTeachers, type TeacherRow } from '../contract/teachers.ts'
import { LEVELS, PRACTICE_STATES } from '../rules/vocabulary.ts'
import { PRACTICE_TONES } from './words.ts'

const LEVEL_FACET = [...LEVELS, 'none'] as const
const SHAPE = { facets: { state: PRACTICE_STATES, level: LEVEL_FACET }, sorts: ['name'] } as const
const counted = (all: readonly { value: string; count: number }[] | undefined, value: string) =>
  all?.find(one => one.value === value)?.count ?? 0

/** The teachers of the own school: how far each has come, and their status. */
export function TeachersList() {
  const { t } = useTranslation()
  const list = useListState(SHAPE)
  const query = { q: list.q || undefined, state: list.one('state'), level: list.one('level') }
  const rows = usePaged(listTeachers, { query })
  const counts = useRead(countTeachers, { query }).data
  const all = useRead(countTeachers, { query: {} }).data
  return (
    <ListPage
      title={
        all
          ? t('faculty.teachers.heading', { count: counted(all.states, 'enough'), total: all.total })
          : t('faculty.teachers.title')
      }
      lead={
        <>
          <Link to="/faculty/hosted">{t('faculty.teachers.to_hosted')}</Link>
          {' · '}
          <Link to="/faculty/given">{t('faculty.teachers.to_given')}</Link>
        </>
      }
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('faculty.teachers.search')}
      facets={[
        {
          ...{ name: 'state', label: t('faculty.teachers.state'), single: true },
          options: PRACTICE_STATES.map(value => ({
            ...{ value, label: t(`faculty.state.${value}`), count: counted(counts?.states, value) },
          })),
        },
        {
          ...{ name: 'level', label: t('faculty.teachers.level'), single: true },
          options: LEVEL_FACET.map(value => ({
            ...{ value, count: counted(counts?.levels, value) },
            label: value === 'none' ? t('faculty.teachers.no_level') : t(`faculty.level.${value}`),
          })),
        },
      ]}
      exports={{
        excel: addressOf(exportTeachers, { query: { ...query, format: 'xlsx' } }),
        csv: addressOf(exportTeachers, { query: { ...query, format: 'csv' } }),
      }}
      columns={[
        { key: 'name', title: t('faculty.column.name'), render: row => row.name },
        { key: 'number', title: t('faculty.column.number'), render: row => row.number, wideOnly: true },
        {
          ...{ key: 'days', title: t('faculty.column.days'), align: 'end' },
          render: row => <span className="figures">{`${row.days} / ${row.needed}`}</span>,
        },
        { key: 'state', title: t('faculty.column.state'), render: row => <State row={row} /> },
        {
          ...{ key: 'year', title: t('faculty.column.this_year'), align: 'end', wideOnly: true },
          render: row => row.thisYear,
        },
        {
          ...{ key: 'waiting', title: t('faculty.column.waiting'), align: 'end', wideOnly: true },
          render: row => row.waiting || '',
        },
        {
          ...{ key: 'level', title: t('faculty.column.level') },
          render: row => row.level && t(`faculty.level.${row.level}`),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/faculty/teachers/${row.id}`}
      empty={
        <Empty
          title={t('faculty.teachers.empty')}
          text={t('faculty.teachers.empty_text')}
          action={<Link to="/people/import">{t('faculty.teachers.import')}</Link>}
        />
      }
    />
  )
}

function State({ row }: { row: TeacherRow }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const note =
    row.state === 'enough'
      ? row.enoughUntil && t('faculty.teachers.until', { day: day(row.enoughUntil, 'short') })
      : row.state === 'short' && t('faculty.teachers.missing', { count: row.needed - row.days })
  return (
    <>
      <StatusTag tone={PRACTICE_TONES[row.state]}>{t(`faculty.state.${row.state}`)}</StatusTag>{' '}
      {note && <span className="caption figures">{note}</span>}
    </>
  )
}
