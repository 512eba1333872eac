import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { Contact } from '../../contract.ts'
import { Names } from '../Names.tsx'

/** People who agreed to be turned to, each with what for and how. */
export function ContactList({ rows, named }: { rows: readonly Contact[]; named?: boolean }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  return (
    <ul className="plain-list">
      {rows.map(row => (
        <li key={row.id}>
          <span>
            <strong>
              <Names row={row} />
            </strong>
            <span className="caption block">
              {[name(row.purpose), row.position && name(row.position), named && name(row.organisation.name)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <span className="contact-ways">
            {row.email && <a href={`mailto:${row.email}`}>{row.email}</a>}
            {row.phone && <a href={`tel:${row.phone.replaceAll(/[^\d+]/g, '')}`}>{row.phone}</a>}
            <span className="caption">{t(`members.contact.audience.${row.audience}`)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
