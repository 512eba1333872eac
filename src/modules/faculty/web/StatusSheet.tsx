import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { type Practice, type Qualification, withdrawQualification } from '../contract/practice.ts'
import { FileLinks } from './FileLinks.tsx'
import { ReasonForm } from './ReasonForm.tsx'

/** The dual-qualified statuses of a teacher; `keeps` where the viewer may withdraw them. */
export function StatusSheet({ practice, keeps = false }: { practice: Practice; keeps?: boolean }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const withdraw = useCommand(withdrawQualification)
  const [open, setOpen] = useState<Qualification | null>(null)
  const close = () => setOpen(null)
  return (
    <Sheet title={t('faculty.status.title')} note={t('faculty.status.note')}>
      {practice.qualifications.length === 0 && (
        <p>{t(keeps ? 'faculty.status.empty_admin' : 'faculty.status.empty')}</p>
      )}
      <ul className="line-list">
        {practice.qualifications.map(one => (
          <li key={one.id} className="faculty-top">
            <Line one={one} />
            {keeps && one.withdrawn === null && (
              <span className="line-list-end">
                <Button type="text" size="small" onClick={() => setOpen(one)}>
                  {t('faculty.status.withdraw')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <SideDrawer open={open !== null} title={t('faculty.status.withdraw')} onClose={close}>
        {open && (
          <ReasonForm
            submit={t('faculty.status.withdraw')}
            text={t('faculty.status.withdraw_text')}
            onSend={reason =>
              withdraw.run({ params: { id: open.id }, body: { reason, version: open.version } })
            }
            onDone={() => {
              notice(t('faculty.status.withdraw_done'))
              close()
            }}
          />
        )}
      </SideDrawer>
    </Sheet>
  )
}

function Line({ one }: { one: Qualification }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const word = one.withdrawn !== null ? 'withdrawn' : one.holds ? 'holds' : 'over'
  const facts = [
    t('faculty.status.by', { by: one.grantedBy, day: day(one.grantedOn) }),
    one.number && t('faculty.status.number', { number: one.number }),
    one.validUntil && t('faculty.status.until', { day: day(one.validUntil) }),
  ]
  return (
    <div>
      <strong>{t(`faculty.level.${one.level}`)}</strong>{' '}
      <StatusTag tone={word === 'holds' ? 'agreed' : 'quiet'}>{t(`faculty.status.${word}`)}</StatusTag>
      <p className="caption">{facts.filter(Boolean).join(' · ')}</p>
      {one.withdrawn !== null && <p className="kept-lines">{one.withdrawn}</p>}
      <FileLinks files={one.files} />
    </div>
  )
}
