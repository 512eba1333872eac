import { useTranslation } from 'react-i18next'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import '../sharing.css'
import { FeedSheet } from './FeedSheet.tsx'

/** One's own bookings in one's own calendar. */
export default function OwnFeedPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader
        title={t('sharing.feed.page')}
        lead={t('sharing.feed.page_lead')}
        trail={[{ to: '/bookings', label: t('sharing.bookings.title') }]}
      />
      <div className="stack">
        <FeedSheet />
      </div>
    </>
  )
}
