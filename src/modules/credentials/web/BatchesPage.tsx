import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listBatches } from '../contract.ts'
import './credentials.css'
import { BATCH_TONES } from './tones.ts'

/** Each decision to issue, the latest first. */
export default function BatchesPage() {
  const { t } = useTranslation()
  const { name, distance } = useFormat()
  const list = usePaged(listBatches, {})
  return (
    <>
      <PageHeader
        title={t('credentials.batches.title')}
        trail={[{ to: '/credentials/issued', label: t('credentials.issued.title') }]}
      />
      {list.isLoading && <Skeleton lines={6} />}
      {list.error !== null && list.rows.length === 0 && (
        <ErrorState error={list.error} onRetry={list.retry} />
      )}
      {!list.isLoading && list.error === null && list.rows.length === 0 && (
        <Empty
          title={t('credentials.batches.empty')}
          text={t('credentials.batches.empty_text')}
          action={<Link to="/credentials/issue">{t('credentials.issue.title')}</Link>}
        />
      )}
      {list.rows.length > 0 && (
        <Sheet>
          <ul className="badge-list">
            {list.rows.map(row => (
              <li key={row.id}>
                <div>
                  <Link to={`/credentials/batches/${row.id}`}>{name(row.template.name)}</Link>
                  <p className="caption">
                    {[
                      t('credentials.batch.lead', { by: row.by, total: row.total }),
                      row.level,
                      distance(row.createdAt),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <StatusTag tone={BATCH_TONES[row.state]}>
                  {t(`credentials.batch.state.${row.state}`)}
                </StatusTag>
              </li>
            ))}
          </ul>
          {list.hasMore && (
            <Button onClick={list.more} loading={list.isLoadingMore}>
              {t('action.more')}
            </Button>
          )}
        </Sheet>
      )}
    </>
  )
}
