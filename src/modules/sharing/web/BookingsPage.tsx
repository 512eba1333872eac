import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { dayOf } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { countBookings, exportBookings, listBookings } from '../contract/bookings.ts'
import { STATUSES } from '../rules/vocabulary.ts'
import { counted, STATUS_TONES, useWords } from './words.ts'

const WHOSE = ['own', 'incoming'] as const
const SHAPE = {
  facets: { whose: WHOSE, status: STATUSES, offer: null },
  sorts: ['latest'],
} as const

/** Own bookings and those asked of the own organisation, the latest time first. */
export default function BookingsPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const words = useWords()
  const list = useListState(SHAPE)
  const query = { whose: list.one('whose'), status: list.one('status'), offer: list.one('offer') }
  const rows = usePaged(listBookings, { query })
  const counts = useRead(countBookings, { query }).data
  return (
    <ListPage
      title={t('sharing.bookings.title')}
      lead={
        <>
          {t('sharing.bookings.lead')} <Link to="/bookings/calendar">{t('sharing.feed.page')}</Link>
        </>
      }
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={false}
      facets={[
        {
          ...{ name: 'whose', label: t('sharing.whose'), single: true },
          options: WHOSE.map(value => ({
            ...{ value, label: t(`sharing.bookings.${value}`) },
            count: counted(counts?.whose, value),
          })),
        },
        ...(query.offer
          ? [
              {
                ...{ name: 'offer', label: t('sharing.one') },
                options: [{ value: query.offer, label: t('sharing.bookings.of_offer') }],
              },
            ]
          : []),
        {
          ...{ name: 'status', label: t('sharing.column.status'), single: true },
          options: STATUSES.map(value => ({
            ...{ value, label: t(`sharing.status.${value}`) },
            count: counted(counts?.statuses, value),
          })),
        },
      ]}
      exports={{
        excel: addressOf(exportBookings, { query: { ...query, format: 'xlsx' } }),
        csv: addressOf(exportBookings, { query: { ...query, format: 'csv' } }),
      }}
      columns={[
        {
          ...{ key: 'title', title: t('sharing.column.title') },
          render: row =>
            row.offers > 1
              ? t('sharing.bookings.and_more', { title: name(row.title), count: row.offers - 1 })
              : name(row.title),
        },
        {
          ...{ key: 'who', title: t('sharing.column.organisation') },
          render: row => name(row.organisation.name),
        },
        {
          ...{ key: 'time', title: t('sharing.column.time') },
          render: row => (
            <span className="figures">{`${day(dayOf(row.from), 'short')} ${words.span(row)}`}</span>
          ),
        },
        {
          ...{ key: 'people', title: t('sharing.column.come'), align: 'end', wideOnly: true },
          render: row => row.people,
        },
        {
          ...{ key: 'status', title: t('sharing.column.status') },
          render: row =>
            row.toAnswer ? (
              <StatusTag tone="act">{t('sharing.to_answer')}</StatusTag>
            ) : (
              <StatusTag tone={STATUS_TONES[row.status]}>{t(`sharing.status.${row.status}`)}</StatusTag>
            ),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/bookings/${row.id}`}
      empty={
        <Empty
          title={t('sharing.bookings.empty')}
          text={t('sharing.bookings.empty_text')}
          action={
            <Link to="/sharing">
              <Button type="primary">{t('sharing.nav')}</Button>
            </Link>
          }
        />
      }
    />
  )
}
