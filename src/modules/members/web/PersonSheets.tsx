import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Timeline } from '#platform/web/ui/Timeline.tsx'
import type { Person } from '../contract.ts'

/** Guardians of a student, or students of a guardian; nothing where there is none to show. */
export function Relatives({ title, people }: { title: string; people: Person['guardians'] }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  if (people.length === 0) return null
  return (
    <Sheet title={title}>
      <ul className="plain-list">
        {people.map(person => (
          <li key={person.id}>
            <Link to={`/people/${person.id}`}>{person.name}</Link>
            <span className="caption">
              {t(`members.relation.${person.relation}`)}
              {person.endsOn && ` · ${t('members.state.ended_on', { day: day(person.endsOn, 'short') })}`}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

export function Others({ others }: { others: Person['others'] }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  if (others.length === 0) return null
  return (
    <Sheet title={t('members.others')}>
      <ul className="plain-list">
        {others.map(other => (
          <li key={other.id}>
            <Link to={`/people/${other.id}`}>
              {t(`role.${other.role}`)} · {name(other.organisation.name)}
            </Link>
            <span className="caption">
              {day(other.startsOn, 'short')} – {other.endsOn ? day(other.endsOn, 'short') : t('members.now')}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

/** What happened to an entry; actions that other modules wrote have their words there. */
export function History({ history }: { history: Person['history'] }) {
  const { t } = useTranslation()
  if (history.length === 0) return null
  const words = (action: string) => {
    const key = `audit.${action}`
    return i18next.exists(key) ? String(t(key as never)) : t('members.history.other')
  }
  return (
    <Sheet title={t('members.history')}>
      <Timeline
        label={t('members.history')}
        moments={history.map(entry => ({
          id: `${entry.at} ${entry.action}`,
          at: entry.at,
          title: words(entry.action),
          detail: entry.by,
        }))}
      />
    </Sheet>
  )
}
