import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { getOffer } from '../../contract/offers.ts'
import '../sharing.css'
import { RepeatForm } from './RepeatForm.tsx'

/** Books an offer, alone or with others, for every week: date by date before it is asked for. */
export default function RepeatPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const id = usePageId()
  const read = useRead(getOffer, { params: { id } })
  return (
    <DetailPage read={read}>
      {offer => ({
        title: t('sharing.series.of', { title: name(offer.title) }),
        lead: t('sharing.series.lead'),
        trail: [
          { to: '/sharing', label: t('sharing.title') },
          { to: `/sharing/offers/${id}`, label: name(offer.title) },
        ],
        main: <RepeatForm offer={offer} />,
      })}
    </DetailPage>
  )
}
