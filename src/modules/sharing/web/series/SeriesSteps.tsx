import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { orNull } from '#platform/web/typed.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { answerSeries, endSeries, type Series } from '../../contract/series.ts'
import { answerBooking as answers, endBooking as ends } from '../../policy.ts'
import { isLate } from '../../rules/booking.ts'
import { ReasonForm } from '../ReasonForm.tsx'

/** What the viewer can do with all dates of a series. */
export function SeriesSteps({ series }: { series: Series }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const notice = useNotice()
  const attempt = useAttempt()
  const answer = useCommand(answerSeries, ['information.'])
  const [open, setOpen] = useState<'refuse' | 'end' | null>(null)
  const { id, dates, facts } = series
  const asked = may(answers, viewer, facts) && dates.some(({ toAnswer }) => toAnswer)
  const taker = viewer?.organisationId === series.organisation.id
  const ahead = dates.filter(({ from }) => Date.parse(from) > Date.now())
  const endable = ahead.filter(
    ({ status }) => status === 'confirmed' || (taker && (status === 'requested' || status === 'waiting')),
  )
  const agree = async () => {
    const agreed = dates.filter(({ toAnswer }) => toAnswer).length
    if (await attempt(() => answer.run({ params: { id }, body: { answer: 'agree', reason: null } })))
      notice(t('sharing.series.agreed', { count: agreed }))
  }
  const close = () => setOpen(null)
  return (
    <div className="sharing-actions">
      {may(ends, viewer, facts) && endable.length > 0 && (
        <Button onClick={() => setOpen('end')}>{t('sharing.series.end')}</Button>
      )}
      {asked && <Button onClick={() => setOpen('refuse')}>{t('sharing.series.refuse')}</Button>}
      {asked && (
        <Button type="primary" loading={answer.pending} onClick={() => void agree()}>
          {t('sharing.series.agree')}
        </Button>
      )}
      <SideDrawer open={open === 'refuse'} title={t('sharing.series.refuse')} onClose={close}>
        <ReasonForm
          submit={t('sharing.series.refuse')}
          text={t('sharing.series.refuse_text')}
          onSend={reason => answer.run({ params: { id }, body: { answer: 'refuse', reason } })}
          onDone={close}
        />
      </SideDrawer>
      <SideDrawer open={open === 'end'} title={t('sharing.series.end')} onClose={close}>
        <EndForm series={series} taker={taker} onDone={close} />
      </SideDrawer>
    </div>
  )
}

function EndForm({ series, taker, onDone }: { series: Series; taker: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const end = useCommand(endSeries, ['information.'])
  const hours = series.offers.map(({ lateHours }) => lateHours)
  const late = series.dates.filter(
    ({ status, from }) =>
      taker &&
      status === 'confirmed' &&
      Date.parse(from) > Date.now() &&
      isLate(Date.parse(from), hours, Date.now()),
  ).length
  let count = 0
  return (
    <CommandForm<{ fromDay: string; reason?: string }>
      initial={{ fromDay: today() }}
      submit={t('sharing.series.end')}
      onSend={async ({ fromDay, reason }) => {
        const body = { fromDay, reason: orNull(reason) }
        const { withdrawn, cancelled } = await end.run({ params: { id: series.id }, body })
        count = withdrawn + cancelled
      }}
      onDone={() => {
        notice(t('sharing.series.ended', { count }))
        onDone()
      }}
    >
      <p>{t('sharing.series.end_text')}</p>
      {late > 0 && <p className="attention">{t('sharing.series.end_late', { count: late })}</p>}
      <Field name="fromDay" label={t('sharing.series.end_from')} required>
        <Input type="date" min={today()} />
      </Field>
      <Field name="reason" label={t('sharing.reason')} hint={t('sharing.reason_hint')}>
        <Input.TextArea rows={4} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
