import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { type BridgeRow, listBridges } from '../contract.ts'
import { claimCredit } from '../policy.ts'
import './overpass.css'

/** Bridges that signed agreements promise; for learners first those that are there for them. */
export default function BridgesPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const [search] = useSearchParams()
  const mine = search.get('mine') === 'yes'
  const rows = usePaged(listBridges, { query: mine ? { mine: 'yes' } : {} })
  const isLearner = inAudience(claimCredit, viewer)
  const other = (
    <Link to={mine ? '/bridges' : '/bridges?mine=yes'}>
      {t(mine ? 'overpass.bridges.see_all' : 'overpass.bridges.see_mine')}
    </Link>
  )
  const from = (row: BridgeRow) =>
    row.from.map(name).join(t('overpass.say.comma')) || t('overpass.bridges.everybody')
  return (
    <>
      <PageHeader
        title={t(mine ? 'overpass.bridges.title_mine' : 'overpass.bridges.title')}
        lead={
          <>
            {t('overpass.bridges.lead')} {isLearner && other}
          </>
        }
        trail={isLearner ? [{ to: '/credit', label: t('overpass.credit.nav') }] : undefined}
      />
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.isLoading && <Skeleton lines={6} />}
      {!rows.isLoading && rows.error === null && rows.rows.length === 0 && !rows.hasMore && (
        <Empty
          title={t('overpass.bridges.empty')}
          text={t('overpass.bridges.empty_text')}
          action={mine ? other : undefined}
        />
      )}
      {(rows.rows.length > 0 || rows.hasMore) && (
        <Sheet>
          <DataTable
            label={t('overpass.bridges.title')}
            columns={[
              {
                ...{ key: 'to', title: t('overpass.field.target') },
                render: row => name(row.to.name),
              },
              {
                ...{ key: 'school', title: t('overpass.field.school'), wideOnly: true },
                render: row => row.to.organisation && name(row.to.organisation.name),
              },
              { key: 'from', title: t('overpass.field.from'), render: from, wideOnly: true },
              { key: 'way', title: t('overpass.field.way'), render: row => t(`overpass.way.${row.way}`) },
              {
                ...{ key: 'mine', title: t('overpass.field.for_you') },
                render: row =>
                  row.mine && <StatusTag tone="agreed">{t('overpass.bridges.for_you')}</StatusTag>,
              },
            ]}
            rows={rows.rows}
            rowKey={row => row.grounds.clauseId}
            rowLink={row => `/bridges/${row.grounds.clauseId}`}
          />
          {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
        </Sheet>
      )}
    </>
  )
}
