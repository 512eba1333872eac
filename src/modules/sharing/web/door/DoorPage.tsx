import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { type Door, getDoor, openDoor } from '../../contract/door.ts'
import '../sharing.css'
import { useWords } from '../words.ts'
import { DoorCode } from './DoorCode.tsx'
import './door.css'
import { NameVisitors } from './NameVisitors.tsx'
import { PresenceSheet } from './PresenceSheet.tsx'

/** While the door is open, who came is read anew so often. */
const READ_AGAIN_MS = 10_000

/** The door of a booking: the code to hold up, and who is there. */
export default function DoorPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  const id = usePageId()
  const [isOpen, setOpen] = useState(false)
  const read = useRead(getDoor, { params: { id } }, { refetchInterval: isOpen ? READ_AGAIN_MS : false })
  const showsCode = Boolean(read.data?.code)
  if (showsCode !== isOpen) setOpen(showsCode)
  const [adds, setAdds] = useState(false)
  return (
    <DetailPage read={read}>
      {door => ({
        title: t('sharing.door.title'),
        lead: t('sharing.door.lead', { title: name(door.title), time: words.time(door) }),
        trail: [{ to: `/bookings/${id}`, label: t('sharing.booking') }],
        main: (
          <>
            <Before id={id} door={door} onRead={read.refetch} />
            <PresenceSheet id={id} door={door} onAdd={() => setAdds(true)} />
            {door.safety.length > 0 && (
              <Sheet title={t('sharing.door.safety')}>
                {door.safety.map(({ title, text }) => (
                  <p key={text} className="kept-lines">
                    {door.safety.length > 1 && <strong>{name(title)} </strong>}
                    {text}
                  </p>
                ))}
              </Sheet>
            )}
            <SideDrawer open={adds} title={t('sharing.door.add')} onClose={() => setAdds(false)}>
              <NameVisitors id={id} onDone={() => setAdds(false)} />
            </SideDrawer>
          </>
        ),
      })}
    </DetailPage>
  )
}

/** The code while the door is open, the step that opens it, or why there is none. */
function Before({ id, door, onRead }: { id: string; door: Door; onRead: () => unknown }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const attempt = useAttempt()
  const open = useCommand(openDoor, ['information.'])
  if (door.code) return <DoorCode code={door.code} onOver={onRead} />
  if (door.phase === 'open')
    return (
      <Sheet>
        <Empty
          title={t('sharing.door.open')}
          text={t('sharing.door.open_text')}
          action={
            <Button
              type="primary"
              loading={open.pending}
              onClick={() => void attempt(() => open.run({ params: { id } }))}
            >
              {t('sharing.door.open')}
            </Button>
          }
        />
      </Sheet>
    )
  if (door.phase === 'over' && door.confirmed) return null
  return (
    <Sheet>
      <Empty
        title={t(`sharing.door.phase.${door.phase}`, { at: instant(door.opensAt) })}
        text={t(`sharing.door.phase.${door.phase}_text`)}
      />
    </Sheet>
  )
}
