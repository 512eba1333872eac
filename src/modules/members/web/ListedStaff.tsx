import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { listDirectory } from '../contract.ts'

/** Whom partners of the same groups can turn to. */
export function ListedStaff({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(listDirectory, { query: { organisation: organisationId } })
  return (
    <Sheet title={t('members.organisation.contacts')} note={t('members.organisation.contacts_note')}>
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="caption">{t('members.organisation.no_contacts')}</p>
          ) : (
            <ul className="plain-list">
              {rows.map(row => (
                <li key={row.id}>
                  <Link to={`/people/${row.id}`}>{row.name}</Link>
                  <span className="caption">{row.position ? name(row.position) : t(`role.${row.role}`)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Sheet>
  )
}
