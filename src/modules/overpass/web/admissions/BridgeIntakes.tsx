import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { type BridgeRow, listIntakes } from '../../contract.ts'
import { openIntake } from '../../policy.ts'
import { IntakesTable } from './IntakesTable.tsx'
import { OpenIntakeForm } from './OpenIntakeForm.tsx'

/** The intakes of a bridge; its receiving school opens them here. */
export function BridgeIntakes({ bridge }: { bridge: BridgeRow & { inForce: boolean } }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [opening, setOpening] = useState(false)
  const clauseId = bridge.grounds.clauseId
  const rows = usePaged(listIntakes, { query: { clause: clauseId } })
  const receivingOrganisationId = bridge.to.organisation?.id
  if (bridge.to.kind !== 'programme' || !receivingOrganisationId) return null
  const opens = bridge.inForce && may(openIntake, viewer, { receivingOrganisationId })
  return (
    <Sheet
      title={t('overpass.intake.on_bridge')}
      aside={opens && <Button onClick={() => setOpening(true)}>{t('overpass.intake.open')}</Button>}
    >
      {rows.error !== null ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : rows.isLoading ? (
        <Skeleton lines={2} />
      ) : rows.rows.length === 0 ? (
        <Empty
          title={t('overpass.intake.none')}
          text={t(opens ? 'overpass.intake.none_text' : 'overpass.intake.none_learner')}
        />
      ) : (
        <IntakesTable label={t('overpass.intake.on_bridge')} rows={rows.rows} />
      )}
      {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
      <SideDrawer open={opening} title={t('overpass.intake.open')} onClose={() => setOpening(false)}>
        <OpenIntakeForm clauseId={clauseId} />
      </SideDrawer>
    </Sheet>
  )
}
