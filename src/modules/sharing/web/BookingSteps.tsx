import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { answerBooking, type Booking, endBooking, recordAttendance } from '../contract/bookings.ts'
import { answerBooking as answers, endBooking as ends, superviseBooking } from '../policy.ts'
import { isLate } from '../rules/booking.ts'
import { ReasonForm } from './ReasonForm.tsx'

type Form = 'refuse' | 'cancel' | 'attendance'

/** What the viewer can do with a booking now. */
export function BookingSteps({ booking }: { booking: Booking }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const confirm = useConfirm()
  const notice = useNotice()
  const attempt = useAttempt()
  const answer = useCommand(answerBooking, ['information.'])
  const end = useCommand(endBooking, ['information.'])
  const [open, setOpen] = useState<Form | null>(null)
  const { id, version, status, facts } = booking
  const own = booking.parts.filter(part => part.owner.id === viewer?.organisationId)
  const owner = own.length > 0 && may(answers, viewer, facts)
  const asked = owner && status === 'requested' && own.some(part => part.state === 'asked')
  const taker = viewer?.organisationId === booking.organisation.id && may(ends, viewer, facts)
  const withdraws = taker && (status === 'requested' || status === 'waiting')
  const cancels = status === 'confirmed' && Date.parse(booking.from) > Date.now() && may(ends, viewer, facts)
  const supervises = (status === 'confirmed' || status === 'done') && may(superviseBooking, viewer, facts)
  const agree = async () => {
    const body = { answer: 'agree' as const, reason: null, version }
    if (await attempt(() => answer.run({ params: { id }, body }))) notice(t('sharing.agreed'))
  }
  const withdraw = async () => {
    const word = t('sharing.withdraw')
    if (!(await confirm({ title: word, text: t('sharing.withdraw_text'), confirm: word }))) return
    await attempt(() => end.run({ params: { id }, body: { reason: null, version } }))
  }
  const close = () => setOpen(null)
  return (
    <div className="sharing-actions">
      {withdraws && (
        <Button loading={end.pending} onClick={() => void withdraw()}>
          {t('sharing.withdraw')}
        </Button>
      )}
      {cancels && <Button onClick={() => setOpen('cancel')}>{t('sharing.cancel')}</Button>}
      {asked && <Button onClick={() => setOpen('refuse')}>{t('sharing.refuse')}</Button>}
      {asked && (
        <Button type="primary" loading={answer.pending} onClick={() => void agree()}>
          {t('sharing.agree')}
        </Button>
      )}
      {supervises && (
        <Link to={`/bookings/${id}/door`}>
          <Button type="primary">{t('sharing.door.link')}</Button>
        </Link>
      )}
      {owner && status === 'done' && !booking.counted && !supervises && (
        <Button type="primary" onClick={() => setOpen('attendance')}>
          {t('sharing.attendance')}
        </Button>
      )}
      <SideDrawer open={open === 'refuse'} title={t('sharing.refuse')} onClose={close}>
        <ReasonForm
          submit={t('sharing.refuse')}
          text={t('sharing.refuse_text')}
          onSend={reason => answer.run({ params: { id }, body: { answer: 'refuse', reason, version } })}
          onDone={close}
        />
      </SideDrawer>
      <SideDrawer open={open === 'cancel'} title={t('sharing.cancel')} onClose={close}>
        <ReasonForm
          submit={t('sharing.cancel')}
          text={t(taker && late(booking) ? 'sharing.cancel_late_text' : 'sharing.cancel_text')}
          onSend={reason => end.run({ params: { id }, body: { reason, version } })}
          onDone={close}
        />
      </SideDrawer>
      <SideDrawer open={open === 'attendance'} title={t('sharing.attendance')} onClose={close}>
        <AttendanceForm booking={booking} attended={own[0]?.attended ?? booking.people} onDone={close} />
      </SideDrawer>
    </div>
  )
}

const late = ({ from, parts }: Booking) =>
  isLate(
    Date.parse(from),
    parts.map(({ lateHours }) => lateHours),
    Date.now(),
  )

type AttendanceProps = { booking: Booking; attended: number; onDone: () => void }

function AttendanceForm({ booking, attended, onDone }: AttendanceProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const record = useCommand(recordAttendance)
  return (
    <CommandForm<{ attended: number }>
      initial={{ attended }}
      submit={t('sharing.attendance_save')}
      onSend={body => record.run({ params: { id: booking.id }, body: { ...body, version: booking.version } })}
      onDone={() => {
        notice(t('sharing.attendance_done'))
        onDone()
      }}
    >
      <p>{t('sharing.attendance_text')}</p>
      <Field name="attended" label={t('sharing.attended')} required>
        <InputNumber min={0} max={10_000} precision={0} />
      </Field>
    </CommandForm>
  )
}
