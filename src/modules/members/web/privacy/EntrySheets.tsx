import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { DataPartView, getMyData } from '../../contract.ts'
import type { Asked } from './CorrectionForm.tsx'
import { DataRows } from './DataRows.tsx'
import { useKey } from './use-key.ts'

export type Open = Asked & { notMe: boolean }
type OnOpen = { onOpen: (open: Open) => void }

/** What one organisation has written down, with what can be asked about it. */
export function EntrySheet({ part, onOpen }: { part: DataPartView } & OnOpen) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const key = useKey()
  const { affiliationId, organisation } = part
  if (affiliationId === null || organisation === null) return null
  const asked = { affiliationId, organisation: organisation.name }
  const wasClaimed = part.rows[0]?.some(field => field.name === 'joined_at')
  return (
    <Sheet title={name(organisation.name)} note={key(`data.${part.kind}.note`)}>
      <DataRows part={part} />
      <div className="actions-row">
        <Button onClick={() => onOpen({ ...asked, notMe: false })}>{t('members.data.correct')}</Button>
        <Link to={`/account/readers/${affiliationId}`}>{t('members.data.readers')}</Link>
        {wasClaimed && (
          <Button type="text" onClick={() => onOpen({ ...asked, notMe: true })}>
            {t('members.data.not_me')}
          </Button>
        )}
      </div>
    </Sheet>
  )
}

/** What the platform keeps, of one kind, and for which organisation where it is for one. */
export function PlatformSheet({ part }: { part: DataPartView }) {
  const { name } = useFormat()
  const key = useKey()
  const title = [key(`data.${part.kind}`), part.organisation && name(part.organisation.name)]
  return (
    <Sheet title={title.filter(Boolean).join(' · ')} note={key(`data.${part.kind}.note`)}>
      <DataRows part={part} />
    </Sheet>
  )
}

/** Entries of minor children, about which a guardian may ask the same. */
export function ChildrenSheet({ list, onOpen }: { list: AnswerOf<typeof getMyData>['children'] } & OnOpen) {
  const { t } = useTranslation()
  const { name } = useFormat()
  if (list.length === 0) return null
  return (
    <Sheet title={t('members.data.children')}>
      <ul className="plain-list">
        {list.map(({ id, organisation, name: child }) => (
          <li key={id}>
            <Link to={`/people/${id}`}>{child}</Link>
            <span className="caption">{name(organisation.name)}</span>
            <Link to={`/account/readers/${id}`}>{t('members.data.readers')}</Link>
            <Button
              size="small"
              onClick={() => onOpen({ affiliationId: id, organisation: organisation.name, notMe: false })}
            >
              {t('members.data.correct')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
