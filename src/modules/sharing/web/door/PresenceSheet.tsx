import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { confirmPresence, type Door, exportDoor } from '../../contract/door.ts'
import { stepsOf } from '../../rules/door.ts'
import { VisitorLine } from './VisitorLine.tsx'

type Props = { id: string; door: Door; onAdd: () => void }

/** Who was there: ticked as they sign in, or by hand, and confirmed. */
export function PresenceSheet({ id, door, onAdd }: Props) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const { visitors, confirmed } = door
  const arrived = visitors.filter(one => one.arrivedAt !== null).length
  return (
    <Sheet
      title={t('sharing.door.people')}
      note={
        confirmed
          ? t('sharing.door.confirmed', { by: confirmed.by, at: instant(confirmed.at) })
          : visitors.length > 0 && t('sharing.door.count', { expected: visitors.length, arrived })
      }
      aside={
        door.phase !== 'none' &&
        visitors.length > 0 && (
          <span className="line-list-end">
            <Button type="link" onClick={onAdd}>
              {t('sharing.door.add')}
            </Button>
            <a href={addressOf(exportDoor, { params: { id }, query: { format: 'xlsx' } })} download>
              {t('action.export_excel')}
            </a>
          </span>
        )
      }
    >
      {visitors.length === 0 ? (
        <Empty
          title={t('sharing.door.empty')}
          text={t('sharing.door.empty_text')}
          action={door.phase !== 'none' && <Button onClick={onAdd}>{t('sharing.door.add')}</Button>}
        />
      ) : (
        <Presence id={id} door={door} />
      )}
    </Sheet>
  )
}

/** What somebody has ticked stays as they ticked it while others go on signing in. */
function Presence({ id, door }: Omit<Props, 'onAdd'>) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const notice = useNotice()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const save = useCommand(confirmPresence, ['information.', 'records.'])
  const [ticks, setTicks] = useState<Record<string, boolean>>({})
  const [briefed, setBriefed] = useState(false)
  const [reason, setReason] = useState('')
  const reasonId = useId()
  const { visitors, confirmed, phase, version } = door
  const begun = phase !== 'none' && Date.parse(door.from) <= Date.now()
  const isHere = (one: Door['visitors'][number]) => ticks[one.id] ?? one.present ?? one.arrivedAt !== null
  const present = visitors.filter(isHere)
  const toBrief = present.filter(one => !one.briefed).length
  const lines = visitors.map(one => ({ ...one, learner: false, outcomeId: null, entered: 0 }))
  const { corrects } = stepsOf(lines, new Set(present.map(one => one.id)))
  const send = async () => {
    const word = t(confirmed ? 'sharing.door.correct' : 'sharing.door.confirm')
    const text = t('sharing.door.confirm_text', { count: present.length, hours: number(door.hours) })
    if (!(await confirm({ title: word, text, confirm: word }))) return
    const body = {
      ...{ present: present.map(one => one.id), briefed, version },
      reason: corrects ? orNull(reason) : null,
    }
    if (!(await attempt(() => save.run({ params: { id }, body })))) return
    setTicks({})
    setBriefed(false)
    setReason('')
    notice(t('sharing.door.done', { present: present.length }))
  }
  return (
    <>
      {begun && (
        <div className="door-all">
          <Checkbox
            checked={present.length === visitors.length}
            indeterminate={present.length > 0 && present.length < visitors.length}
            onChange={({ target }) =>
              setTicks(Object.fromEntries(visitors.map(one => [one.id, target.checked])))
            }
          >
            {t('sharing.door.all')}
          </Checkbox>
          <span className="caption">{t('sharing.door.by_hand')}</span>
        </div>
      )}
      <ul className="line-list">
        {visitors.map(one => (
          <VisitorLine
            key={one.id}
            bookingId={id}
            visitor={one}
            here={begun ? isHere(one) : null}
            safety={door.safety.length > 0}
            confirmedAt={confirmed?.at ?? null}
            onTick={here => setTicks(known => ({ ...known, [one.id]: here }))}
          />
        ))}
      </ul>
      {begun ? (
        <div className="door-confirm">
          {toBrief > 0 && (
            <Checkbox checked={briefed} onChange={({ target }) => setBriefed(target.checked)}>
              {t('sharing.door.briefed', { count: toBrief })}
            </Checkbox>
          )}
          {corrects && (
            <div className="door-reason">
              <label htmlFor={reasonId}>{t('sharing.door.reason')}</label>
              <Input.TextArea
                id={reasonId}
                rows={2}
                maxLength={1000}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
              <span className="caption">{t('sharing.door.reason_hint')}</span>
            </div>
          )}
          <Button
            type={door.phase === 'open' && !door.code ? 'default' : 'primary'}
            loading={save.pending}
            onClick={() => void send()}
          >
            {t(confirmed ? 'sharing.door.correct' : 'sharing.door.confirm')}
          </Button>
        </div>
      ) : (
        phase !== 'none' && <p className="caption">{t('sharing.door.not_begun')}</p>
      )}
    </>
  )
}
