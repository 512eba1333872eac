import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRead } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { Offer } from '../../contract/offers.ts'
import { listOutages } from '../../contract/outages.ts'
import { OutageLine } from './OutageLine.tsx'

/** The latest faults and maintenance of an offer, and the way to all of them. */
export function OutagesSheet({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const rows = useRead(listOutages, { params: { id: offer.id }, query: { limit: 3 } }).data?.rows ?? []
  return (
    <Sheet
      title={t('sharing.outages.title')}
      note={rows.length === 0 && t('sharing.outages.none_text')}
      aside={<Link to={`/sharing/offers/${offer.id}/outages`}>{t('sharing.outages.link')}</Link>}
    >
      {rows.length > 0 && (
        <ul className="line-list">
          {rows.map(outage => (
            <li key={outage.id}>
              <OutageLine offer={offer} outage={outage} keeps={false} />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
