import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { inAudience, may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { PagedLines } from '#platform/web/ui/PagedLines.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getOffer, type Offer } from '../../contract/offers.ts'
import { listOutages } from '../../contract/outages.ts'
import { editOffer, reportFault } from '../../policy.ts'
import '../sharing.css'
import { OutageLine } from './OutageLine.tsx'
import { ReportForm } from './ReportForm.tsx'
import { StopForm } from './StopForm.tsx'

/** Faults and maintenance of one offer: reported, out of use, over. */
export default function OutagesPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const id = usePageId()
  const read = useRead(getOffer, { params: { id } })
  return (
    <DetailPage read={read}>
      {offer => ({
        title: t('sharing.outages.of', { title: name(offer.title) }),
        lead: t('sharing.outages.lead'),
        trail: [
          { to: '/sharing', label: t('sharing.title') },
          { to: `/sharing/offers/${id}`, label: name(offer.title) },
        ],
        action: <Steps offer={offer} />,
        main: <List offer={offer} />,
      })}
    </DetailPage>
  )
}

function Steps({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [search] = useSearchParams()
  const [open, setOpen] = useState<'report' | 'plan' | null>(null)
  const used = useRead(listOutages, { params: { id: offer.id }, query: {} }).data?.mayReport ?? false
  const reports = used && inAudience(reportFault, viewer)
  const keeps = may(editOffer, viewer, { organisationId: offer.organisation.id })
  const close = () => setOpen(null)
  return (
    <div className="sharing-actions">
      {reports && (
        <Button type={keeps ? 'default' : 'primary'} onClick={() => setOpen('report')}>
          {t('sharing.outages.report')}
        </Button>
      )}
      {keeps && (
        <Button type="primary" onClick={() => setOpen('plan')}>
          {t('sharing.outages.plan')}
        </Button>
      )}
      <SideDrawer open={open === 'report'} title={t('sharing.outages.report')} onClose={close}>
        <ReportForm offer={offer} bookingId={search.get('booking')} onDone={close} />
      </SideDrawer>
      <SideDrawer open={open === 'plan'} title={t('sharing.outages.plan')} onClose={close}>
        <StopForm offer={offer} onDone={close} />
      </SideDrawer>
    </div>
  )
}

function List({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const keeps = may(editOffer, useViewer(), { organisationId: offer.organisation.id })
  const list = usePaged(listOutages, { params: { id: offer.id }, query: {} })
  return (
    <Sheet>
      <PagedLines
        list={list}
        rowKey={outage => outage.id}
        className="sharing-set"
        empty={<Empty title={t('sharing.outages.none')} text={t('sharing.outages.none_text')} />}
      >
        {outage => <OutageLine offer={offer} outage={outage} keeps={keeps} />}
      </PagedLines>
    </Sheet>
  )
}
