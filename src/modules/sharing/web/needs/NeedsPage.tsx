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
import { countNeeds, exportNeeds, listNeeds, NEEDS_OF, type NeedRow } from '../../contract/needs.ts'
import { createNeed } from '../../policy.ts'
import { NEED_STATES, OFFER_KINDS } from '../../rules/vocabulary.ts'
import { counted, NEED_TONES, useWords } from '../words.ts'

const SHAPE = {
  facets: { whose: NEEDS_OF, kind: OFFER_KINDS, state: NEED_STATES },
  sorts: ['newest'],
} as const

/** What members look for, the newest first. */
export default function NeedsPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  const viewer = useViewer()
  const list = useListState(SHAPE)
  const query = {
    q: list.q || undefined,
    ...{ whose: list.one('whose'), kind: list.one('kind'), state: list.one('state') },
  }
  const rows = usePaged(listNeeds, { query })
  const counts = useRead(countNeeds, { query }).data
  const begin = inAudience(createNeed, viewer) && (
    <Link to="/sharing/needs/new">
      <Button type="primary">{t('sharing.needs.new')}</Button>
    </Link>
  )
  return (
    <ListPage
      title={t('sharing.needs.title')}
      lead={
        <>
          {t('sharing.needs.lead')} <Link to="/sharing">{t('sharing.title')}</Link>
        </>
      }
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('sharing.needs.search')}
      facets={[
        {
          ...{ name: 'whose', label: t('sharing.whose'), single: true },
          options: NEEDS_OF.map(value => ({
            ...{ value, label: t(`sharing.needs.${value}`) },
            count: counted(counts?.whose, value),
          })),
        },
        {
          ...{ name: 'kind', label: t('sharing.column.kind'), single: true },
          options: OFFER_KINDS.map(value => ({
            ...{ value, label: t(`sharing.kind.${value}`) },
            count: counted(counts?.kinds, value),
          })),
        },
        {
          ...{ name: 'state', label: t('sharing.column.state'), single: true },
          options: NEED_STATES.map(value => ({
            ...{ value, label: t(`sharing.needs.state.${value}`) },
            count: counted(counts?.states, value),
          })),
        },
      ]}
      exports={{
        excel: addressOf(exportNeeds, { query: { ...query, format: 'xlsx' } }),
        csv: addressOf(exportNeeds, { query: { ...query, format: 'csv' } }),
      }}
      columns={[
        { key: 'title', title: t('sharing.column.title'), render: row => name(row.title) },
        {
          ...{ key: 'who', title: t('sharing.needs.organisation') },
          render: row => name(row.organisation.name),
        },
        {
          ...{ key: 'kind', title: t('sharing.column.kind'), wideOnly: true },
          render: row => t(`sharing.kind.${row.kind}`),
        },
        { key: 'when', title: t('sharing.needs.when'), render: row => words.every(row) },
        {
          ...{ key: 'people', title: t('sharing.column.come'), align: 'end', wideOnly: true },
          render: row => row.people,
        },
        { key: 'state', title: t('sharing.column.state'), render: row => <State need={row} /> },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/sharing/needs/${row.id}`}
      action={begin}
      empty={<Empty title={t('sharing.needs.empty')} text={t('sharing.needs.empty_text')} action={begin} />}
    />
  )
}

function State({ need }: { need: NeedRow }) {
  const { t } = useTranslation()
  if (need.state === 'open' && need.matches > 0)
    return <StatusTag tone="agreed">{t('sharing.needs.matches', { count: need.matches })}</StatusTag>
  return <StatusTag tone={NEED_TONES[need.state]}>{t(`sharing.needs.state.${need.state}`)}</StatusTag>
}
