import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { countOffers, listOffers } from '../contract/offers.ts'
import { createOffer, findSets, listBookings, readBalance } from '../policy.ts'
import { OFFER_KINDS, OFFER_STATES } from '../rules/vocabulary.ts'
import { counted, STATE_TONES, useWords } from './words.ts'

const SHAPE = {
  facets: { whose: ['own'], kind: OFFER_KINDS, state: OFFER_STATES, owner: null },
  sorts: ['newest'],
} as const

/** What members share, the newest first. */
export default function CataloguePage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  const viewer = useViewer()
  const list = useListState(SHAPE)
  const query = {
    q: list.q || undefined,
    ...{ whose: list.one('whose'), kind: list.one('kind'), state: list.one('state') },
    owner: list.one('owner'),
  }
  const rows = usePaged(listOffers, { query })
  const counts = useRead(countOffers, { query }).data
  const chosen = rows.rows.find(row => row.organisation.id === query.owner)?.organisation
  const begin = inAudience(createOffer, viewer) && (
    <Link to="/sharing/offers/new">
      <Button type="primary">{t('sharing.new')}</Button>
    </Link>
  )
  return (
    <ListPage
      title={t('sharing.title')}
      lead={
        <>
          {t('sharing.lead')} <Link to="/sharing/needs">{t('sharing.needs.link')}</Link>{' '}
          {inAudience(findSets, viewer) && <Link to="/sharing/find">{t('sharing.find.title')}</Link>}{' '}
          {inAudience(listBookings, viewer) && <Link to="/bookings">{t('sharing.bookings.title')}</Link>}{' '}
          {inAudience(readBalance, viewer) && <Link to="/sharing/balance">{t('sharing.balance.title')}</Link>}
        </>
      }
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('sharing.search')}
      facets={[
        {
          ...{ name: 'whose', label: t('sharing.whose'), single: true },
          options: [{ value: 'own', label: t('sharing.whose_own'), count: counted(counts?.whose, 'own') }],
        },
        ...(query.owner
          ? [
              {
                ...{ name: 'owner', label: t('sharing.owner') },
                options: [{ value: query.owner, label: chosen ? name(chosen.name) : t('sharing.owner') }],
              },
            ]
          : []),
        {
          ...{ name: 'kind', label: t('sharing.column.kind'), single: true },
          options: OFFER_KINDS.map(value => ({
            ...{ value, label: t(`sharing.kind.${value}`) },
            count: counted(counts?.kinds, value),
          })),
        },
        {
          ...{ name: 'state', label: t('sharing.column.state'), single: true },
          options: OFFER_STATES.map(value => ({
            ...{ value, label: t(`sharing.state.${value}`) },
            count: counted(counts?.states, value),
          })),
        },
      ]}
      columns={[
        { key: 'title', title: t('sharing.column.title'), render: row => name(row.title) },
        { key: 'kind', title: t('sharing.column.kind'), render: row => t(`sharing.kind.${row.kind}`) },
        {
          ...{ key: 'owner', title: t('sharing.owner') },
          render: row => name(row.organisation.name),
        },
        {
          ...{ key: 'region', title: t('sharing.column.region'), wideOnly: true },
          render: row => row.region && name(row.region),
        },
        {
          ...{ key: 'capacity', title: t('sharing.column.people'), align: 'end', wideOnly: true },
          render: row => row.capacity,
        },
        { key: 'fee', title: t('sharing.column.fee'), wideOnly: true, render: row => words.fee(row) },
        {
          ...{ key: 'how', title: t('sharing.column.how') },
          render: row =>
            row.state === 'published' ? (
              t(row.atOnce ? 'sharing.at_once' : 'sharing.by_request')
            ) : (
              <StatusTag tone={STATE_TONES[row.state]}>{t(`sharing.state.${row.state}`)}</StatusTag>
            ),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/sharing/offers/${row.id}`}
      action={begin}
      empty={<Empty title={t('sharing.empty')} text={t('sharing.empty_text')} action={begin} />}
    />
  )
}
