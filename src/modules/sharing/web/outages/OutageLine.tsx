import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import type { Offer } from '../../contract/offers.ts'
import { endOutage, getPicture, type Outage } from '../../contract/outages.ts'
import { type OutagePhase, phaseOf } from '../../rules/outages.ts'
import { ReasonForm } from '../ReasonForm.tsx'
import { StopForm } from './StopForm.tsx'

const TONES: Record<OutagePhase, Tone> = {
  reported: 'uncertain',
  planned: 'uncertain',
  open: 'act',
  over: 'quiet',
  called_off: 'quiet',
  ended: 'agreed',
  dismissed: 'quiet',
}

const at = (instant: string | null) => (instant === null ? null : Date.parse(instant))
const phaseNow = ({ state, startsAt, endsAt, endedAt }: Outage) =>
  phaseOf({ state, from: Date.parse(startsAt), until: at(endsAt), ended: at(endedAt) }, Date.now())

type Props = { offer: Offer; outage: Outage; keeps: boolean }

/** One fault or maintenance, with its owner's steps. */
export function OutageLine({ offer, outage, keeps }: Props) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const phase = phaseNow(outage)
  const standing = outage.state === 'reported' || outage.state === 'open'
  const { startsAt, endsAt, units, affected, by, pictures, note } = outage
  const time = endsAt
    ? t('sharing.outages.between', {
        from: instant(startsAt),
        until: instant((phase === 'ended' && outage.endedAt) || endsAt),
      })
    : t('sharing.outages.since', { from: instant(startsAt) })
  const facts = [
    time,
    !endsAt && t('sharing.outages.works_on'),
    offer.units > 1 &&
      (units === null ? t('sharing.outages.all') : t('sharing.outages.units', { count: units })),
    affected > 0 && t('sharing.outages.affected', { count: affected }),
    outage.kind === 'fault' && by && t('sharing.outages.reported_by', { organisation: name(by.name) }),
  ]
  return (
    <>
      <div>
        <strong>{t(`sharing.outages.kind.${outage.kind}`)}</strong>{' '}
        <StatusTag tone={TONES[phase]}>{t(`sharing.outages.state.${phase}`)}</StatusTag>
        <p className="kept-lines">{outage.words}</p>
        <p className="caption">{facts.filter(Boolean).join(' · ')}</p>
        {note && <p className="kept-lines">{note}</p>}
        {pictures.length > 0 && (
          <div className="sharing-pictures">
            {pictures.map(picture => (
              <img
                key={picture.id}
                src={addressOf(getPicture, { params: { id: outage.id, pictureId: picture.id } })}
                alt={t('sharing.outages.picture_of', { name: picture.name })}
              />
            ))}
          </div>
        )}
      </div>
      {keeps && standing && (
        <span className="line-list-end">
          <Steps offer={offer} outage={outage} />
        </span>
      )}
    </>
  )
}

function Steps({ offer, outage }: { offer: Offer; outage: Outage }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const end = useCommand(endOutage, ['information.'])
  const [open, setOpen] = useState<'set' | 'end' | null>(null)
  const reported = outage.state === 'reported'
  const set = t(reported ? 'sharing.outages.set' : 'sharing.outages.change')
  const how = reported ? 'dismiss' : phaseNow(outage) === 'planned' ? 'call_off' : 'end'
  const over = t(`sharing.outages.${how}`)
  const close = () => setOpen(null)
  return (
    <div className="sharing-actions">
      <Button onClick={() => setOpen('set')}>{set}</Button>
      <Button onClick={() => setOpen('end')}>{over}</Button>
      <SideDrawer open={open === 'set'} title={set} onClose={close}>
        <StopForm offer={offer} outage={outage} onDone={close} />
      </SideDrawer>
      <SideDrawer open={open === 'end'} title={over} onClose={close}>
        <ReasonForm
          submit={over}
          text={t(`sharing.outages.${how}_text`)}
          label={t('sharing.outages.note')}
          onSend={note =>
            end.run({ params: { id: outage.id }, body: { note: note ?? '', version: outage.version } })
          }
          onDone={() => {
            notice(t('sharing.outages.ended'))
            close()
          }}
        />
      </SideDrawer>
    </div>
  )
}
