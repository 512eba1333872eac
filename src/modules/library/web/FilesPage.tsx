import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useLive } from '#platform/web/live.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getItem, type Item, type ItemVersion } from '../contract/items.ts'
import { getQuota, listUploads } from '../contract/uploads.ts'
import { beginVersion, publishVersion, removeFile } from '../contract/versions.ts'
import { PackageLine } from './PackageLine.tsx'
import { UploadList } from './UploadList.tsx'
import './library.css'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { useLibraryWords } from './words.ts'

/** Files are brought into the version that is still open. */
export default function FilesPage() {
  const id = usePageId()
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(getItem, { params: { id } })
  useLive('library.preview', () => void read.refetch())
  // An upload has become a file.
  useLive('library.upload', () => void read.refetch())
  return (
    <DetailPage read={read}>
      {item => {
        const version = item.versions.find(one => one.publishedAt === null)
        return {
          title: version ? t('library.files_of', { number: version.number }) : t('library.files_none_open'),
          lead: version ? t('library.files_lead') : t('library.files_none_open_text'),
          trail: [
            { to: '/library', label: t('library.title') },
            { to: `/library/${item.id}`, label: name(item.title) },
          ],
          main: version ? <Open item={item} version={version} /> : <Begin item={item} />,
          side: <Room />,
        }
      }}
    </DetailPage>
  )
}

function Open({ item, version }: { item: Item; version: ItemVersion }) {
  const { t } = useTranslation()
  const uploads = useRead(listUploads, { params: { id: version.id } })
  useLive('library.upload', () => void uploads.refetch())
  return (
    <>
      <Sheet title={t('library.bring_files')}>
        <UploadList
          versionId={version.id}
          open={uploads.data?.rows ?? []}
          arrived={version.files.map(({ name }) => name)}
        />
      </Sheet>
      <Files version={version} />
      {version.files.length > 0 && <Next item={item} version={version} />}
    </>
  )
}

function Files({ version }: { version: ItemVersion }) {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const attempt = useAttempt()
  const remove = useCommand(removeFile)
  if (version.files.length === 0) return null
  return (
    <Sheet title={t('library.files_there')}>
      <ul className="library-list">
        {version.files.map(file => (
          <li key={file.id}>
            <span className="library-file-name">
              {file.name} <span className="caption">{words.size(file.size)}</span>
              <PackageLine file={file} />
            </span>
            <Button
              type="text"
              aria-label={t('library.remove_file', { name: file.name })}
              onClick={() => void attempt(() => remove.run({ params: { id: file.id } }))}
            >
              {t('library.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

/** The first version goes out with the rights of its item; a later one is published by itself. */
function Next({ item, version }: { item: Item; version: ItemVersion }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const publish = useCommand(publishVersion)
  if (version.number === 1)
    return (
      <Sheet title={t('library.next_rights')}>
        <p>{t('library.next_rights_text')}</p>
        <Link to={`/library/${item.id}/rights`}>
          <Button type="primary">{t('library.rights')}</Button>
        </Link>
      </Sheet>
    )
  return (
    <Sheet title={t('library.publish_version')}>
      <CommandForm<{ note?: string }>
        submit={t('library.publish')}
        onSend={values =>
          publish.run({ params: { id: version.id }, body: { note: values.note?.trim() ?? '' } })
        }
        onDone={() => {
          notice(t('library.published'))
          void navigate(`/library/${item.id}`)
        }}
      >
        <Field name="note" label={t('library.version_note')} hint={t('library.version_note_hint')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}

function Begin({ item }: { item: Item }) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const begin = useCommand(beginVersion)
  const start = (keepFiles: boolean) =>
    void attempt(() => begin.run({ params: { id: item.id }, body: { keepFiles } }))
  return (
    <Sheet title={t('library.new_version')}>
      <div className="library-actions">
        <Button type="primary" loading={begin.pending} onClick={() => start(true)}>
          {t('library.new_version_keep')}
        </Button>
        <Button loading={begin.pending} onClick={() => start(false)}>
          {t('library.new_version_empty')}
        </Button>
      </div>
    </Sheet>
  )
}

/** How much room the organisation has left. */
function Room() {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const quota = useRead(getQuota, {}).data
  if (!quota) return null
  return (
    <Sheet title={t('library.room')}>
      <p>
        {t('library.room_text', { used: words.size(quota.used), most: words.size(quota.most) })}
        <meter
          className="library-room"
          aria-label={t('library.room')}
          min={0}
          max={quota.most}
          value={quota.used}
        />
      </p>
      <p className="caption">{t('library.room_note', { most: words.size(quota.fileMost) })}</p>
    </Sheet>
  )
}
