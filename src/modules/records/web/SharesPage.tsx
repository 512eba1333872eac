import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { listShares, revokeShare, type Share } from '../contract.ts'
import './records.css'
import { ShareForm } from './ShareForm.tsx'

const TONES = { open: 'agreed', ended: 'quiet', revoked: 'quiet' } as const

/** What one shows of one's record, to whom and until when, and on which days it was opened. */
export default function SharesPage() {
  const { t } = useTranslation()
  const read = useRead(listShares, {})
  const [making, setMaking] = useState(false)
  const make = (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t('records.share.new')}
    </Button>
  )
  const open = read.data?.rows.filter(share => share.state === 'open').length ?? 0
  const none = read.data?.rows.length === 0
  return (
    <>
      <PageHeader
        title={open > 0 ? t('records.shares.heading', { count: open }) : t('records.shares.heading_none')}
        lead={t('records.shares.lead')}
        trail={[{ to: '/record', label: t('records.nav') }]}
        action={!none && make}
      />
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('records.shares.empty')} text={t('records.shares.empty_text')} action={make} />
          ) : (
            <div className="stack">
              {rows.map(share => (
                <ShareSheet key={share.id} share={share} />
              ))}
            </div>
          )
        }
      </Loaded>
      <SideDrawer open={making} title={t('records.share.new_title')} onClose={() => setMaking(false)}>
        <ShareForm onDone={() => setMaking(false)} />
      </SideDrawer>
    </>
  )
}

function ShareSheet({ share }: { share: Share }) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const notice = useNotice()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const revoke = useCommand(revokeShare)
  const end = async () => {
    const words = { title: t('records.share.revoke_title'), text: t('records.share.revoke_text') }
    if (!(await confirm({ ...words, confirm: t('records.share.revoke'), grave: true }))) return
    await revoke.run({ params: { id: share.id } }).then(
      () => notice(t('records.share.revoked')),
      error => notice(textOf(error)),
    )
  }
  const facts = [
    share.to ? name(share.to.name) : t('records.share.by_link'),
    t('records.share.entries', { count: share.entries }),
    t('records.share.until', { day: day(share.endsOn) }),
  ]
  return (
    <Sheet
      title={share.title}
      note={facts.join(' · ')}
      aside={
        <span className="records-actions">
          <StatusTag tone={TONES[share.state]}>{t(`records.share.state.${share.state}`)}</StatusTag>
          {share.state === 'open' && (
            <Button size="small" loading={revoke.pending} onClick={() => void end()}>
              {t('records.share.revoke')}
            </Button>
          )}
        </span>
      }
    >
      {share.openings.length === 0 ? (
        <p className="caption">{t('records.share.unopened')}</p>
      ) : (
        <ul className="records-list">
          {share.openings.map(opening => (
            <li key={`${opening.day} ${opening.organisation?.zh} ${opening.reader}`}>
              <span>
                {opening.organisation
                  ? `${name(opening.organisation)} ${opening.reader ?? ''}`
                  : t('records.share.somebody')}
              </span>
              <span className="caption">
                {day(opening.day)} · {t('records.share.times', { count: opening.times })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
