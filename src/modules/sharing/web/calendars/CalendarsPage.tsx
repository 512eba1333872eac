import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { getOffer } from '../../contract/offers.ts'
import { editOffer } from '../../policy.ts'
import '../sharing.css'
import { FeedSheet } from './FeedSheet.tsx'
import { OutsideSheet } from './OutsideSheet.tsx'

/** An offer in one's own calendar, and for its keepers the outside calendars that block it. */
export default function CalendarsPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const id = usePageId()
  const viewer = useViewer()
  const read = useRead(getOffer, { params: { id } })
  return (
    <DetailPage read={read}>
      {offer => ({
        title: t('sharing.calendars.of', { title: name(offer.title) }),
        lead: t('sharing.calendars.lead'),
        trail: [
          { to: '/sharing', label: t('sharing.title') },
          { to: `/sharing/offers/${id}`, label: name(offer.title) },
        ],
        main: (
          <>
            {may(editOffer, viewer, { organisationId: offer.organisation.id }) && (
              <OutsideSheet offerId={id} />
            )}
            <FeedSheet offerId={id} />
          </>
        ),
      })}
    </DetailPage>
  )
}
