import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { RequestError } from '#platform/contract/client.ts'
import { api } from '#platform/web/api.ts'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { openShared } from '../contract.ts'
import { SharedView } from './SharedView.tsx'
import { useOpened } from './use-opened.ts'

/** One record that a learner shows to the own organisation. */
export default function SharedWithUsRecordPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { shared, error, retry } = useOpened(id, () => api(openShared, { params: { id } }))
  const trail = [{ to: '/shared-with-us', label: t('records.with_us.title') }]
  if (shared) return <SharedView shared={shared} trail={trail} />
  if (!error) return <Skeleton lines={8} />
  return error instanceof RequestError && [400, 404].includes(error.status) ? (
    <Empty title={t('records.shared.over')} text={t('records.shared.over_text')} />
  ) : (
    <ErrorState error={error} onRetry={retry} />
  )
}
