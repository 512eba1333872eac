import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { listAgreements } from '../../contract/agreements.ts'
import '../agreements.css'
import { STATUS_TONES } from '../values.ts'

const SHOWN = 5

/** What an organisation has agreed with others, as far as the reader may read it; nothing where there is nothing. */
export function AgreementsSheet({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { rows } = usePaged(listAgreements, { query: { party: organisationId, limit: SHOWN } })
  if (rows.length === 0) return null
  return (
    <Sheet
      title={t('agreements.title')}
      aside={<Link to={`/agreements?party=${organisationId}`}>{t('agreements.all')}</Link>}
    >
      <ul className="line-list">
        {rows.map(row => (
          <li key={row.id}>
            <Link to={`/agreements/${row.agreementId}?version=${row.id}`}>{name(row.title)}</Link>
            <StatusTag tone={STATUS_TONES[row.status]}>{t(`agreements.status.${row.status}`)}</StatusTag>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
