import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { downloadRecord, listMine, RECORD_FORMATS } from '../contract.ts'
import { Badge } from './Badge.tsx'
import { ownOfIssued } from './own-picture.ts'
import { STATE_TONES } from './tones.ts'

/** What the reader, or their child, has been given. */
export default function MinePage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const viewer = useViewer()
  const mine = usePaged(listMine, {})
  const verify = <Link to="/verify">{t('credentials.mine.verify')}</Link>
  return (
    <>
      <PageHeader title={t('credentials.mine.title')} lead={t('credentials.mine.lead')} />
      {mine.isLoading && <Skeleton lines={6} />}
      {mine.error !== null && mine.rows.length === 0 && (
        <ErrorState error={mine.error} onRetry={mine.retry} />
      )}
      {!mine.isLoading && mine.error === null && mine.rows.length === 0 && (
        <Empty title={t('credentials.mine.empty')} text={t('credentials.mine.empty_text')} action={verify} />
      )}
      {mine.rows.length > 0 && (
        <Columns
          main={
            <Sheet>
              <ul className="badge-list held-list">
                {mine.rows.map(row => (
                  <li key={row.id}>
                    <Badge
                      small
                      {...row}
                      own={ownOfIssued(row)}
                      name={name(row.name)}
                      organisation={name(row.issuer)}
                    />
                    <div>
                      <Link to={`/credentials/${row.id}`}>{name(row.name)}</Link>
                      <p className="caption">
                        {[
                          viewer?.role === 'guardian' && row.learner,
                          row.level,
                          name(row.issuer),
                          day(row.awardedOn),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </p>
                    </div>
                    <StatusTag tone={STATE_TONES[row.state]}>{t(`credentials.state.${row.state}`)}</StatusTag>
                  </li>
                ))}
              </ul>
              {mine.hasMore && (
                <Button onClick={mine.more} loading={mine.isLoadingMore}>
                  {t('action.more')}
                </Button>
              )}
              <p className="held-verify">{verify}</p>
            </Sheet>
          }
          side={
            viewer?.role !== 'guardian' && (
              <Sheet title={t('credentials.mine.record')} note={t('credentials.mine.record_note')}>
                <div className="format-list">
                  {RECORD_FORMATS.map(format => (
                    <Button key={format} href={addressOf(downloadRecord, { query: { format } })} download>
                      {t(`credentials.one.format.${format}`)}
                    </Button>
                  ))}
                </div>
              </Sheet>
            )
          }
        />
      )}
    </>
  )
}
