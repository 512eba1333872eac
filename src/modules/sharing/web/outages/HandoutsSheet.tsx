import { Button, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { Booking } from '../../contract/bookings.ts'
import { type Handout, handOut, listHandouts, takeBack } from '../../contract/handouts.ts'
import { answerBooking } from '../../policy.ts'
import { BACK_STATES, type BackState } from '../../rules/vocabulary.ts'

/** The equipment of a confirmed booking: handed out in what state, and how it came back. */
export function HandoutsSheet({ booking }: { booking: Booking }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const rows = useRead(listHandouts, { params: { id: booking.id } }).data?.rows ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const keeps = may(answerBooking, viewer, booking.facts)
  const open = rows.find(({ partId }) => partId === chosen)
  const close = () => setChosen(null)
  if (rows.length === 0) return null
  return (
    <Sheet title={t('sharing.handout.title')} note={t('sharing.handout.note')}>
      <ul className="line-list">
        {rows.map(row => (
          <li key={row.partId}>
            <Line row={row} />
            {keeps && row.ownerId === viewer?.organisationId && !row.backAt && (
              <span className="line-list-end">
                <Button onClick={() => setChosen(row.partId)}>
                  {t(row.outAt ? 'sharing.handout.take_back' : 'sharing.handout.hand_out')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <SideDrawer
        open={open !== undefined}
        title={t(open?.outAt ? 'sharing.handout.take_back' : 'sharing.handout.hand_out')}
        onClose={close}
      >
        {open &&
          (open.outAt ? (
            <BackForm id={booking.id} row={open} onDone={close} />
          ) : (
            <OutForm id={booking.id} row={open} onDone={close} />
          ))}
      </SideDrawer>
    </Sheet>
  )
}

function Line({ row }: { row: Handout }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const state = row.backState
  const bad = state === 'damaged' || state === 'missing'
  return (
    <div>
      <strong>{name(row.title)}</strong>{' '}
      {state && <StatusTag tone={bad ? 'act' : 'agreed'}>{t(`sharing.handout.state.${state}`)}</StatusTag>}
      <p className="caption">
        {row.outAt ? t('sharing.handout.out', { at: instant(row.outAt) }) : t('sharing.handout.waiting')}
        {row.backAt && ` · ${t('sharing.handout.back', { at: instant(row.backAt) })}`}
        {row.backUnits !== null &&
          ` · ${t('sharing.handout.units_back', { back: row.backUnits, units: row.units })}`}
      </p>
      {row.outNote && <p className="kept-lines">{row.outNote}</p>}
      {row.backNote && <p className="kept-lines">{row.backNote}</p>}
    </div>
  )
}

type Props = { id: string; row: Handout; onDone: () => void }

function OutForm({ id, row, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const hand = useCommand(handOut)
  return (
    <CommandForm<{ note?: string }>
      submit={t('sharing.handout.hand_out')}
      onSend={({ note }) => hand.run({ params: { id }, body: { partId: row.partId, note: note ?? '' } })}
      onDone={() => {
        notice(t('sharing.handout.handed'))
        onDone()
      }}
    >
      <p>{t('sharing.handout.hand_out_text')}</p>
      <Field name="note" label={t('sharing.handout.state_out')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}

function BackForm({ id, row, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const take = useCommand(takeBack, ['information.'])
  let fault = false
  return (
    <CommandForm<{ state: BackState; units: number; note?: string }>
      initial={{ state: 'whole', units: row.units }}
      submit={t('sharing.handout.take_back')}
      onSend={async ({ state, units, note }) => {
        const body = { state, units, note: note ?? '', version: row.version }
        fault = (await take.run({ params: { id, partId: row.partId }, body })).outageId !== null
      }}
      onDone={() => {
        notice(t(fault ? 'sharing.handout.taken_fault' : 'sharing.handout.taken'))
        onDone()
      }}
    >
      <p>{t('sharing.handout.take_back_text')}</p>
      <Field name="state" label={t('sharing.handout.state')} required>
        <Radio.Group
          options={BACK_STATES.map(value => ({ value, label: t(`sharing.handout.state.${value}`) }))}
        />
      </Field>
      <Field name="units" label={t('sharing.handout.how_many')} required>
        <InputNumber min={0} max={row.units} precision={0} />
      </Field>
      <Field name="note" label={t('sharing.handout.words')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
