import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { downloadFile } from '../contract/notice-parts.ts'
import { getNotice, type OneNotice, readNotice } from '../contract/notices.ts'
import { CommentsSheet } from './CommentsSheet.tsx'
import { KeeperTools } from './KeeperTools.tsx'
import { STATE_TONES } from './NoticesPage.tsx'
import { ReceiptsSheet } from './ReceiptsSheet.tsx'
import { RichText } from './RichText.tsx'
import './notices.css'

/** One notice: what it says, what it said before, its files and what was said below it. */
export default function NoticePage() {
  const { id = '' } = useParams()
  const read = useRead(getNotice, { params: { id } })
  return <Loaded read={read}>{notice => <Shown notice={notice} />}</Loaded>
}

function Shown({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const navigate = useNavigate()
  useReceipt(notice)
  const { sender, kept } = notice
  const lead = [
    name(sender.group ?? sender.organisation),
    sender.name,
    notice.publishedAt && instant(notice.publishedAt),
  ]
  return (
    <>
      <PageHeader
        title={name(notice.title)}
        lead={lead.filter(Boolean).join(' · ')}
        trail={[{ to: '/notices', label: t('information.notices.title') }]}
        action={
          kept && (
            <Button onClick={() => void navigate(`/notices/${notice.id}/edit`)}>
              {t('information.notices.edit')}
            </Button>
          )
        }
      />
      <Columns
        main={
          <>
            <Sheet>
              <RichText text={name(notice.body)} />
            </Sheet>
            {notice.files.length > 0 && <Files notice={notice} />}
            {(notice.comments || kept) && notice.state !== 'draft' && <CommentsSheet notice={notice} />}
          </>
        }
        side={
          <>
            <Facts notice={notice} />
            {kept && <KeeperTools notice={notice} version={kept.version} />}
            {kept && notice.state === 'published' && <ReceiptsSheet notice={notice} />}
            {notice.revisions.length > 0 && <Revisions notice={notice} />}
          </>
        }
      />
    </>
  )
}

/** Opening a published notice is reading it. */
function useReceipt(notice: OneNotice): void {
  const { run } = useCommand(readNotice)
  const due = notice.state === 'published' && !notice.read
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each revision that is shown
  useEffect(() => {
    if (due) void run({ params: { id: notice.id }, body: { revision: notice.revision } }).catch(() => {})
  }, [notice.id, notice.revision, due])
}

function Facts({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  const { day, instant } = useFormat()
  const { state, heldOn, expiresOn, revision, editedAt } = notice
  const lines = [
    heldOn && t('information.notices.held_on', { day: day(heldOn) }),
    expiresOn && t('information.notices.expires_on', { day: day(expiresOn) }),
    editedAt && t('information.notices.edited', { revision, at: instant(editedAt) }),
  ].filter(Boolean)
  if (lines.length === 0 && state === 'published') return null
  return (
    <Sheet>
      {state !== 'published' && (
        <StatusTag tone={STATE_TONES[state]}>{t(`information.notices.state.${state}`)}</StatusTag>
      )}
      {lines.map(line => (
        <p key={line}>{line}</p>
      ))}
    </Sheet>
  )
}

function Files({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('information.notices.files')}>
      <ul className="notice-list">
        {notice.files.map(file => (
          <li key={file.id}>
            <a href={addressOf(downloadFile, { params: { id: notice.id, fileId: file.id } })} download>
              {file.name}
            </a>
            <span className="caption">{(file.size / 1_048_576).toFixed(1)} MB</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Revisions({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  return (
    <Sheet title={t('information.notices.revisions')}>
      {notice.revisions.map(one => (
        <details key={one.revision}>
          <summary>
            {t('information.notices.until', { revision: one.revision, at: instant(one.replacedAt) })}
          </summary>
          <h3>{name(one.title)}</h3>
          <RichText text={name(one.body)} />
        </details>
      ))}
    </Sheet>
  )
}
