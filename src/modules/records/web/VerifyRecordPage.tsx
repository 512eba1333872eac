import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type VerifiedTranscript, verifyTranscript } from '../contract.ts'
import './records.css'

/** Where the code on a transcript leads: what it said, and whether that still holds. */
export default function VerifyRecordPage() {
  const { t } = useTranslation()
  const { number = '' } = useParams()
  const read = useRead(verifyTranscript, { params: { number } })
  return (
    <>
      <meta name="robots" content="noindex" />
      <Loaded read={read}>
        {({ found }) =>
          found ? (
            <Found found={found} />
          ) : (
            <>
              <PageHeader title={t('records.verify.title')} lead={t('records.verify.number', { number })} />
              <Empty title={t('records.verify.none')} text={t('records.verify.none_text')} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function Found({ found }: { found: VerifiedTranscript }) {
  const { t } = useTranslation()
  const { name, instant, number } = useFormat()
  const printed = useLocation().hash.slice(1)
  const sameHash = printed === '' ? null : printed === found.contentHash
  const good = found.intact && sameHash !== false
  const heading = good ? (found.changed ? 'changed' : 'intact') : 'broken'
  return (
    <>
      <PageHeader
        title={t(`records.verify.heading.${heading}`, { at: instant(found.asOf), count: found.changed })}
        lead={t('records.verify.number', { number: found.number })}
      />
      <Columns
        main={
          <>
            <Sheet title={t('records.verify.said')}>
              <FactList
                facts={[
                  {
                    label: t('records.verify.holder'),
                    value: found.holder,
                    note: t('records.verify.holder_note'),
                  },
                  { label: t('records.verify.organisation'), value: name(found.organisation) },
                  { label: t('records.verify.as_of'), value: instant(found.asOf) },
                  { label: t('records.verify.entries'), value: number(found.entries) },
                  { label: t('records.sums.credits'), value: number(found.credits) },
                ]}
              />
            </Sheet>
            <FileCheck fileHash={found.fileHash} />
          </>
        }
        side={
          <Sheet title={t('records.verify.checks')}>
            <ul className="records-list">
              <Check
                good={found.intact}
                text={t(found.intact ? 'records.verify.record_yes' : 'records.verify.record_no')}
              />
              {sameHash !== null && (
                <Check
                  good={sameHash}
                  text={t(sameHash ? 'records.verify.code_yes' : 'records.verify.code_no')}
                />
              )}
              <Check
                good={found.changed === 0}
                text={t(found.changed ? 'records.verify.changed' : 'records.verify.unchanged', {
                  count: found.changed,
                })}
              />
              {found.erased > 0 && (
                <Check good={false} text={t('records.verify.erased', { count: found.erased })} />
              )}
            </ul>
            <p className="caption">{t('records.verify.not_checked')}</p>
            <p className="caption hash">SHA-256 {found.contentHash}</p>
          </Sheet>
        }
      />
    </>
  )
}

function Check({ good, text }: { good: boolean; text: string }) {
  return (
    <li>
      <StatusTag tone={good ? 'agreed' : 'act'}>{text}</StatusTag>
    </li>
  )
}

async function sha256Of(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Compares a PDF with the one that was made; the file stays on the reader's machine. */
function FileCheck({ fileHash }: { fileHash: string }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [same, setSame] = useState<boolean | null>(null)
  const take = (next: File | null) => {
    setFile(next)
    setSame(null)
    if (next) void sha256Of(next).then(hash => setSame(hash === fileHash))
  }
  return (
    <Sheet title={t('records.verify.file_title')} note={t('records.verify.file_note')}>
      <FilePick
        label={t('records.verify.file')}
        types={['.pdf']}
        maxBytes={20_000_000}
        value={file}
        onPick={take}
      />
      {same !== null && (
        <p role="status">
          <StatusTag tone={same ? 'agreed' : 'act'}>
            {t(same ? 'records.verify.file_yes' : 'records.verify.file_no')}
          </StatusTag>
        </p>
      )}
    </Sheet>
  )
}
