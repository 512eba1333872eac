import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { nameVisitors, type Visitor } from '../../contract/door.ts'
import { clockOf } from '../../rules/zone.ts'

type Props = {
  bookingId: string
  visitor: Visitor
  /** Null while it cannot be said yet. */
  here: boolean | null
  safety: boolean
  confirmedAt: string | null
  onTick: (here: boolean) => void
}

/** One of those expected: whether they are there, and how that is known. */
export function VisitorLine({ bookingId, visitor, here, safety, confirmedAt, onTick }: Props) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const change = useCommand(nameVisitors)
  const { id, name, number, role, ofClass, arrivedAt, present, briefed } = visitor
  const removable = !ofClass && !arrivedAt && present === null
  const takeOff = () =>
    attempt(() => change.run({ params: { id: bookingId }, body: { add: [], remove: [id] } }))
  const known = (
    <>
      {name}{' '}
      <span className="caption">
        {[number, role !== 'student' && t(`role.${role}`)].filter(Boolean).join(' · ')}
      </span>
    </>
  )
  const late = arrivedAt !== null && confirmedAt !== null && present === null
  return (
    <li>
      {here === null ? (
        <span>{known}</span>
      ) : (
        <Checkbox
          checked={here}
          aria-label={t('sharing.door.here', { name })}
          onChange={({ target }) => onTick(target.checked)}
        >
          {known}
        </Checkbox>
      )}
      <span className="line-list-end">
        {arrivedAt && (
          <span className="caption">{t('sharing.door.at', { at: clockOf(Date.parse(arrivedAt)) })}</span>
        )}
        {late && <StatusTag tone="uncertain">{t('sharing.door.after')}</StatusTag>}
        {safety && arrivedAt && !briefed && (
          <StatusTag tone="uncertain">{t('sharing.door.not_briefed')}</StatusTag>
        )}
        {!ofClass && <span className="caption">{t('sharing.door.named')}</span>}
        {removable && (
          <Button
            type="link"
            aria-label={t('sharing.door.remove', { name })}
            loading={change.pending}
            onClick={() => void takeOff()}
          >
            {t('sharing.remove')}
          </Button>
        )}
      </span>
    </li>
  )
}
