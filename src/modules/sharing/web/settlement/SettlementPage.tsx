import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import {
  answerSettlement,
  exportSettlement,
  getSettlement,
  type Settlement,
} from '../../contract/settlements.ts'
import { ReasonForm } from '../ReasonForm.tsx'
import '../sharing.css'
import { SETTLEMENT_TONES } from '../words.ts'
import { LinesTable } from './LinesTable.tsx'
import { Sums } from './Sums.tsx'

/** What two members settle for a term, line by line, with the words of both sides. */
export default function SettlementPage() {
  const { t } = useTranslation()
  const { name, day, language } = useFormat()
  const id = usePageId()
  const read = useRead(getSettlement, { params: { id } })
  const fileOf = (format: 'pdf' | 'xlsx') =>
    addressOf(exportSettlement, { params: { id }, query: { format, language } })
  return (
    <DetailPage read={read}>
      {one => ({
        title: t('sharing.settlement.between', { own: name(one.own.name), other: name(one.other.name) }),
        lead: (
          <>
            <StatusTag tone={SETTLEMENT_TONES[one.state]}>
              {t(`sharing.settlement.state.${one.state}`)}
            </StatusTag>{' '}
            {t('sharing.days', { from: day(one.fromDay), until: day(one.untilDay) })}
          </>
        ),
        trail: [{ to: '/sharing/statements', label: t('sharing.settlement.title') }],
        action: <Steps one={one} />,
        main: (
          <>
            {one.objection && (
              <Sheet
                title={t('sharing.settlement.objection', {
                  organisation: name((one.objectedBy === one.own.id ? one.own : one.other).name),
                })}
              >
                <p className="kept-lines">{one.objection}</p>
              </Sheet>
            )}
            <Sheet
              title={t('sharing.settlement.lines')}
              note={t('sharing.settlement.lines_note')}
              aside={
                <span className="sharing-actions">
                  <a href={fileOf('pdf')}>PDF</a>
                  <a href={fileOf('xlsx')}>Excel</a>
                </span>
              }
            >
              <LinesTable lines={one.lines} other={one.other.id} />
            </Sheet>
          </>
        ),
        side: <Side one={one} />,
      })}
    </DetailPage>
  )
}

function Side({ one }: { one: Settlement }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const said = (organisation: Settlement['own'], at: string | null) =>
    at
      ? t('sharing.settlement.confirmed_on', { organisation: name(organisation.name), at: instant(at) })
      : t('sharing.settlement.not_confirmed', { organisation: name(organisation.name) })
  return (
    <Sheet title={t('sharing.settlement.net')} note={t('sharing.settlement.note')}>
      <Sums title={name(one.other.name)} sums={one} />
      <p className="caption">{t('sharing.settlement.rate', { rate: (one.pointFen / 100).toFixed(2) })}</p>
      <ul className="line-list">
        <li>{said(one.own, one.ownConfirmedAt)}</li>
        <li>{said(one.other, one.otherConfirmedAt)}</li>
      </ul>
    </Sheet>
  )
}

function Steps({ one }: { one: Settlement }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const attempt = useAttempt()
  const answer = useCommand(answerSettlement, ['information.'])
  const [objects, setObjects] = useState(false)
  if (one.state === 'confirmed') return null
  const send = (how: 'confirm' | 'object' | 'redraw', reason: string | null = null) =>
    answer.run({ params: { id: one.id }, body: { answer: how, reason, version: one.version } })
  const take = async (how: 'confirm' | 'redraw') => {
    const word = t(`sharing.settlement.${how}`)
    const sure = { title: word, text: t(`sharing.settlement.${how}_text`), confirm: word }
    if (!(await confirm(sure)) || !(await attempt(() => send(how)))) return
    notice(t(how === 'confirm' ? 'sharing.settlement.confirmed' : 'sharing.settlement.redrawn'))
  }
  const confirms = one.state === 'open' && one.ownConfirmedAt === null
  return (
    <div className="sharing-actions">
      <Button onClick={() => void take('redraw')}>{t('sharing.settlement.redraw')}</Button>
      {one.state === 'open' && (
        <Button onClick={() => setObjects(true)}>{t('sharing.settlement.object')}</Button>
      )}
      {confirms && (
        <Button type="primary" loading={answer.pending} onClick={() => void take('confirm')}>
          {t('sharing.settlement.confirm')}
        </Button>
      )}
      <SideDrawer open={objects} title={t('sharing.settlement.object')} onClose={() => setObjects(false)}>
        <ReasonForm
          submit={t('sharing.settlement.object')}
          text={t('sharing.settlement.object_text')}
          onSend={reason => send('object', reason)}
          onDone={() => setObjects(false)}
        />
      </SideDrawer>
    </div>
  )
}
