import { useTranslation } from 'react-i18next'
import { useRead } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { listOwnConsents } from '../../contract.ts'
import '../members.css'
import { ConsentRows } from './ConsentRows.tsx'

/** Everything one is asked to consent to, for oneself and for one's children. */
export default function OwnConsentsPage() {
  const { t } = useTranslation()
  const read = useRead(listOwnConsents, {})
  const waiting = (read.data?.rows ?? []).filter(row => row.waitsForMe).length
  return (
    <>
      <PageHeader
        title={
          waiting > 0 ? t('members.consents.title_waiting', { count: waiting }) : t('members.consents.title')
        }
        lead={t('members.consents.lead')}
      />
      <Loaded read={read}>
        {({ rows }) => (
          <Sheet>
            <ConsentRows rows={rows} withStudent />
          </Sheet>
        )}
      </Loaded>
    </>
  )
}
