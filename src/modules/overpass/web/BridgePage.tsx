import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { inAudience, may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getBridge } from '../contract.ts'
import { claimCredit, seeEntrants, seeReadiness } from '../policy.ts'
import { BridgeIntakes } from './admissions/BridgeIntakes.tsx'
import { GroundsSheet, Sentences } from './Grounds.tsx'
import { OfferSheet } from './Offer.tsx'
import { ReadinessSheet } from './Readiness.tsx'
import './overpass.css'
import { EntrantsSheet } from './towards/EntrantsSheet.tsx'

/** A bridge: its rule in sentences, and for whom it is there, what it would recognise and the claim itself. */
export default function BridgePage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { id = '' } = useParams()
  const viewer = useViewer()
  const read = useRead(getBridge, { params: { id } })
  return (
    <DetailPage read={read}>
      {bridge => ({
        title: t('overpass.bridge.heading', { to: name(bridge.to.name) }),
        lead: [t(`overpass.way.${bridge.way}`), bridge.to.organisation && name(bridge.to.organisation.name)]
          .filter(Boolean)
          .join(' · '),
        trail: [{ to: '/bridges', label: t('overpass.bridges.nav') }],
        main: (
          <>
            {bridge.mine && inAudience(claimCredit, viewer) && <OfferSheet id={id} />}
            <BridgeIntakes bridge={bridge} />
            {bridge.to.organisation &&
              may(seeEntrants, viewer, { receivingOrganisationId: bridge.to.organisation.id }) && (
                <EntrantsSheet id={id} />
              )}
            {inAudience(seeReadiness, viewer) && <ReadinessSheet id={id} />}
            <Sheet title={t('overpass.bridge.rule')} note={t('overpass.bridge.rule_note')}>
              <Sentences sentences={bridge.sentences} />
            </Sheet>
          </>
        ),
        side: <GroundsSheet grounds={bridge.grounds} until={bridge.untilCohort} inForce={bridge.inForce} />,
      })}
    </DetailPage>
  )
}
