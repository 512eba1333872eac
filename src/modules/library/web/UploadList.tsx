import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { RequestError } from '#platform/contract/client.ts'
import { api } from '#platform/web/api.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { listUploads, type Upload } from '../contract/uploads.ts'
import { useFileDrop } from './use-file-drop.ts'
import { type Running, useUploads } from './use-uploads.ts'
import { useLibraryWords } from './words.ts'

type Props = {
  versionId: string
  /** Uploads that have not become files yet, this visit's and earlier ones. */
  open: readonly Upload[]
  /** Names of the files that are there: what has arrived needs no line of its own. */
  arrived: readonly string[]
}

/** Takes files by click, keyboard, drop and paste, and shows how far each has come. */
export function UploadList({ versionId, open, arrived }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const confirm = useConfirm()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const part = useRef<HTMLDivElement>(null)
  const uploads = useUploads({
    versionId,
    open,
    sendAgain: (file, same) =>
      confirm({
        title: t('library.same_title'),
        text: t('library.same_text', {
          name: file.name,
          places: same.map(one => `${name(one.title)} (${name(one.owner)})`).join(t('library.comma')),
        }),
        confirm: t('library.same_confirm'),
      }),
  })
  const add = (files: File[]) => void uploads.add(files)
  const over = useFileDrop(part, add)
  const names = new Set(uploads.running.map(one => one.name))
  return (
    <div ref={part} className="file-pick" data-over={over || undefined}>
      <label htmlFor={id} className="file-label">
        {t('library.pick_label')}
      </label>
      <p className="caption">{t('library.pick_hint')}</p>
      <input
        id={id}
        ref={input}
        type="file"
        multiple
        className="visually-hidden"
        onChange={event => {
          add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <div className="file-actions">
        <Button onClick={() => input.current?.click()}>{t('library.pick')}</Button>
        <span className="caption file-drop-hint">{t('library.drop')}</span>
      </div>
      <ul className="library-list">
        {uploads.running
          .filter(one => one.state !== 'sent' || !arrived.includes(one.name))
          .map(one => (
            <RunningRow key={one.key} one={one} uploads={uploads} />
          ))}
        {open
          .filter(one => !names.has(one.name))
          .map(one => (
            <WaitingRow key={one.id} one={one} versionId={versionId} />
          ))}
      </ul>
    </div>
  )
}

type Uploads = ReturnType<typeof useUploads>

function RunningRow({ one, uploads }: { one: Running; uploads: Uploads }) {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const textOf = useErrorText()
  return (
    <li>
      <div className="library-upload">
        <span className="library-file-name">{one.name}</span>{' '}
        <span className="caption">
          {t(`library.sending.${one.state}`, { sent: words.size(one.sent), size: words.size(one.size) })}
        </span>
        {one.state !== 'failed' && (
          <progress aria-label={one.name} value={one.sent} max={Math.max(one.size, 1)} />
        )}
        {one.state === 'failed' && (
          <p role="alert" className="attention">
            {textOf(one.error)} {one.sent > 0 && t('library.kept_so_far')}
          </p>
        )}
      </div>
      {one.state === 'sending' && (
        <Button size="small" onClick={() => void uploads.pause(one.key)}>
          {t('library.pause')}
        </Button>
      )}
      {one.state === 'paused' && (
        <Button size="small" onClick={() => uploads.resume(one.key)}>
          {t('library.resume')}
        </Button>
      )}
    </li>
  )
}

/** An upload that another visit began: picked again, it goes on where it was. */
function WaitingRow({ one, versionId }: { one: Upload; versionId: string }) {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const queries = useQueryClient()
  const attempt = useAttempt()
  const cancel = async () => {
    const answer = await fetch(`/api/library/uploads/${one.id}/bytes`, {
      method: 'DELETE',
      headers: { 'x-overpass': '1', 'tus-resumable': '1.0.0' },
    })
    if (!answer.ok && answer.status !== 404) throw new RequestError(answer.status, { code: 'network' })
    await queries.fetchQuery({
      queryKey: [listUploads.id, { params: { id: versionId } }],
      queryFn: () => api(listUploads, { params: { id: versionId } }),
    })
  }
  return (
    <li>
      <div className="library-upload">
        <span className="library-file-name">{one.name}</span>{' '}
        <span className="caption">
          {t('library.sending.paused', { sent: words.size(one.received), size: words.size(one.size) })}
        </span>
        <p className={one.problem ? 'attention' : 'caption'}>
          {one.problem
            ? t(`library.problem.${one.problem as 'store_away'}`)
            : t(`library.upload.${one.state}`)}
        </p>
      </div>
      {one.state !== 'received' && (
        <Button
          size="small"
          onClick={() => void attempt(cancel)}
          aria-label={t('library.cancel_upload', { name: one.name })}
        >
          {t('action.cancel')}
        </Button>
      )}
    </li>
  )
}
