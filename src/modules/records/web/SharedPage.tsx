import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { RequestError } from '#platform/contract/client.ts'
import { api } from '#platform/web/api.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { openLink } from '../contract.ts'
import { SharedView } from './SharedView.tsx'
import { useOpened } from './use-opened.ts'

/** What a secret link shows; what follows `#` reaches no log. */
export default function SharedPage() {
  const { t } = useTranslation()
  const token = useLocation().hash.slice(1)
  const { shared, error, retry } = useOpened(token, () => api(openLink, { body: { token } }))
  if (shared) return <SharedView shared={shared} />
  if (!error) return <Skeleton lines={8} />
  if (!(error instanceof RequestError && [400, 404].includes(error.status)))
    return <ErrorState error={error} onRetry={retry} />
  return (
    <>
      <meta name="robots" content="noindex" />
      <PageHeader title={t('records.shared.title')} />
      <Empty title={t('records.shared.over')} text={t('records.shared.over_text')} />
    </>
  )
}
