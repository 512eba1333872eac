import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { Group } from '../../contract.ts'

/** Positions that a group's page says before its list of members. */
export const PARTS = ['authority', 'organiser', 'chair_unit'] as const

/** Who approved a group, who organises it and who leads it, before anything else about it. */
export function Behind({ group }: { group: Group }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  return (
    <Sheet title={t('members.group.behind')}>
      <dl className="behind">
        {PARTS.map(part => {
          const who = group.list.filter(member => member.position === part)
          return (
            <div key={part}>
              <dt className="caption">{t(`members.group.${part}`)}</dt>
              {who.map(({ membershipId, organisation }) => (
                <dd key={membershipId}>
                  <Link to={`/organisations/${organisation.id}`}>{name(organisation.name)}</Link>
                </dd>
              ))}
              {who.length === 0 && <dd className="caption">{t('members.group.not_said')}</dd>}
            </div>
          )
        })}
      </dl>
    </Sheet>
  )
}
