import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getPreview } from '../contract/files.ts'
import { countItems, exportItems, type ItemRow, listItems } from '../contract/items.ts'
import { bringItem, readBalances, readReceipts, readRequests } from '../policy.ts'
import { LICENCES } from '../rules/licences.ts'
import { KINDS, LEVELS } from '../rules/vocabulary.ts'
import { STATUS_TONES } from './values.ts'
import './library.css'

const SHAPE = {
  facets: {
    whose: ['own', 'trash'],
    kind: KINDS,
    software: null,
    level: LEVELS,
    licence: LICENCES,
    owner: null,
  },
  sorts: ['newest', 'title'],
} as const

/** What schools and companies share, and what is one's own organisation's. */
export default function LibraryPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const list = useListState(SHAPE)
  const query = {
    q: list.q || undefined,
    ...{ whose: list.one('whose'), kind: list.one('kind'), software: list.one('software') },
    ...{ level: list.one('level'), licence: list.one('licence'), owner: list.one('owner') },
  }
  const rows = usePaged(listItems, { query: { ...query, sort: list.sort } })
  const counts = useRead(countItems, { query }).data
  const brings = inAudience(bringItem, viewer)
  const begin = brings && (
    <Link to="/library/new">
      <Button type="primary">{t('library.new')}</Button>
    </Link>
  )
  const worded = (values: { value: string; count: number }[] | undefined, key: (value: string) => string) =>
    (values ?? []).map(one => ({ ...one, label: key(one.value) }))
  return (
    <ListPage
      title={t('library.heading')}
      lead={<Around />}
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('library.search')}
      facets={[
        ...(brings
          ? [
              {
                name: 'whose',
                label: t('library.whose'),
                single: true,
                options: worded(counts?.whose, value => t(`library.whose_${value as 'own'}`)),
              },
            ]
          : []),
        {
          name: 'kind',
          label: t('library.column.kind'),
          single: true,
          options: worded(counts?.kinds, value => t(`library.kind.${value as 'model'}`)),
        },
        {
          name: 'software',
          label: t('library.column.software'),
          single: true,
          options: worded(counts?.software, value => value),
        },
        {
          name: 'level',
          label: t('library.column.level'),
          single: true,
          options: worded(counts?.levels, value => t(`library.level.${value as 'beginner'}`)),
        },
        {
          name: 'licence',
          label: t('library.column.licence'),
          single: true,
          options: worded(counts?.licences, value => t(`library.licence.${value as 'cc0'}`)),
        },
        {
          name: 'owner',
          label: t('library.column.owner'),
          single: true,
          options: (counts?.owners ?? []).map(({ label, ...one }) => ({ ...one, label: name(label) })),
        },
      ]}
      sorts={SHAPE.sorts.map(value => ({ value, label: t(`library.sort.${value}`) }))}
      exports={{
        excel: addressOf(exportItems, { query: { ...query, sort: list.sort, format: 'xlsx' } }),
        csv: addressOf(exportItems, { query: { ...query, sort: list.sort, format: 'csv' } }),
      }}
      columns={[
        { key: 'title', title: t('library.column.title'), render: row => <Named row={row} /> },
        {
          key: 'kind',
          title: t('library.column.kind'),
          wideOnly: true,
          render: row => t(`library.kind.${row.kind}`),
        },
        { key: 'owner', title: t('library.column.owner'), render: row => name(row.owner.name) },
        {
          key: 'licence',
          title: t('library.column.licence'),
          wideOnly: true,
          render: row => t(`library.licence.${row.licence}`),
        },
        {
          key: 'status',
          title: t('library.column.status'),
          render: row => (
            <StatusTag tone={STATUS_TONES[row.status]}>{t(`library.status.${row.status}`)}</StatusTag>
          ),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/library/${row.id}`}
      action={begin}
      empty={<Empty title={t('library.empty')} text={t('library.empty_text')} action={begin} />}
    />
  )
}

/** The title with its small picture, where there is one. */
function Named({ row }: { row: ItemRow }) {
  const { name } = useFormat()
  return (
    <span className="library-named">
      {row.pictureId ? (
        <img
          src={addressOf(getPreview, { params: { id: row.pictureId, kind: 'thumb' } })}
          alt=""
          loading="lazy"
          width={64}
          height={48}
        />
      ) : (
        <span className="library-no-picture" aria-hidden="true" />
      )}
      {name(row.title)}
    </span>
  )
}

/** The neighbouring pages of the library that the viewer may open. */
function Around() {
  const { t } = useTranslation()
  const viewer = useViewer()
  return (
    <>
      {t('library.lead')}{' '}
      <span className="library-around">
        {inAudience(readRequests, viewer) && <Link to="/library/requests">{t('library.requests')}</Link>}
        {inAudience(readReceipts, viewer) && <Link to="/library/receipts">{t('library.receipts')}</Link>}
        {inAudience(readBalances, viewer) && <Link to="/library/balance">{t('library.balance.title')}</Link>}
      </span>
    </>
  )
}
