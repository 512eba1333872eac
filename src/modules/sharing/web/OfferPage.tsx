import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { getOffer, type Offer } from '../contract/offers.ts'
import { bookOffer } from '../policy.ts'
import { BookForm, type Chosen } from './BookForm.tsx'
import { BookingRules, OfferFacts, OpeningTimes } from './OfferFacts.tsx'
import { OfferSteps } from './OfferSteps.tsx'
import { OutagesSheet } from './outages/OutagesSheet.tsx'
import './sharing.css'
import { WeekSheet } from './WeekSheet.tsx'
import { STATE_TONES } from './words.ts'

/** A time that was proposed by the address. */
function proposedBy(search: URLSearchParams): Chosen | null {
  const [from, until] = [search.get('from'), search.get('until')]
  return from && until && Date.parse(from) < Date.parse(until) ? { from, until } : null
}

/** One offer: what it is, when it is free, by which rules it is booked. */
export default function OfferPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const id = usePageId()
  const viewer = useViewer()
  const [search] = useSearchParams()
  const read = useRead(getOffer, { params: { id } })
  const [chosen, setChosen] = useState<Chosen | null>(() => proposedBy(search))
  const [open, setOpen] = useState(chosen !== null)
  return (
    <DetailPage read={read}>
      {offer => {
        const books = offer.state === 'published' && inAudience(bookOffer, viewer)
        return {
          title: name(offer.title),
          lead: (
            <>
              {offer.state !== 'published' && (
                <>
                  <StatusTag tone={STATE_TONES[offer.state]}>
                    {t(`sharing.state.${offer.state}`)}
                  </StatusTag>{' '}
                </>
              )}
              {`${t(`sharing.kind.${offer.kind}`)} · ${name(offer.organisation.name)}`}
            </>
          ),
          trail: [{ to: '/sharing', label: t('sharing.title') }],
          action: <OfferSteps offer={offer} onBook={books ? () => setOpen(true) : undefined} />,
          main: (
            <>
              <WeekSheet offer={offer} chosen={chosen} onChoose={books ? setChosen : undefined} />
              <About offer={offer} />
              <OutagesSheet offer={offer} />
              <SideDrawer open={open && books} title={t('sharing.book')} onClose={() => setOpen(false)}>
                <BookForm offer={offer} chosen={chosen} />
              </SideDrawer>
            </>
          ),
          side: (
            <>
              <OfferFacts offer={offer} />
              <BookingRules offer={offer} />
              <OpeningTimes offer={offer} />
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

function About({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const text = name(offer.text)
  if (!text && !offer.rules && !offer.safety) return null
  return (
    <>
      {text && (
        <Sheet title={t('sharing.about')}>
          <p className="kept-lines">{text}</p>
        </Sheet>
      )}
      {offer.safety && (
        <Sheet title={t('sharing.safety')} note={t('sharing.safety_note')}>
          <p className="kept-lines">{offer.safety}</p>
        </Sheet>
      )}
      {offer.rules && (
        <Sheet title={t('sharing.house_rules')}>
          <p className="kept-lines">{offer.rules}</p>
        </Sheet>
      )}
    </>
  )
}
