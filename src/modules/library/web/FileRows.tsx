import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useViewer } from '#platform/web/session.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getFile } from '../contract/files.ts'
import type { Item, ItemFile, ItemVersion } from '../contract/items.ts'
import { keepItem, readFile } from '../policy.ts'
import { isMisnamed, isPlayable, isReadable } from '../rules/media-type.ts'
import { DetailedLook } from './DetailedLook.tsx'
import { PackageLine } from './PackageLine.tsx'
import { StartFrame } from './StartFrame.tsx'
import { StillPicture } from './StillPicture.tsx'
import { TextPreview } from './TextPreview.tsx'
import { useLibraryWords } from './words.ts'

/** The files of a version: what can be seen of each, and the file itself for whoever may have it. */
export function FileRows({ item, version }: { item: Item; version: ItemVersion }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const mine = may(readFile, viewer, { ...item.facts, receipt: version.taken })
  return (
    <Sheet
      title={t('library.files_count', { count: version.files.length })}
      note={mine ? undefined : t('library.files_preview_only')}
    >
      <ul className="library-list">
        {version.files.map(file => (
          <FileRow key={file.id} file={file} mine={mine} keeps={may(keepItem, viewer, item.facts)} />
        ))}
      </ul>
    </Sheet>
  )
}

function FileRow({ file, mine, keeps }: { file: ItemFile; mine: boolean; keeps: boolean }) {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const address = addressOf(getFile, { params: { id: file.id } })
  return (
    <li>
      <div className="library-upload">
        <Look file={file} mine={mine} />
        <span className="library-file-name">{file.name}</span>{' '}
        <span className="caption">
          {words.size(file.size)}
          {file.width && file.height && file.details?.of !== 'model'
            ? ` · ${file.width} × ${file.height}`
            : ''}{' '}
          · {file.mediaType}
        </span>
        {isMisnamed(file.name, file.mediaType) && (
          <p className="attention">{t('library.misnamed', { type: file.mediaType })}</p>
        )}
        {file.damage && <p className="attention">{t(`library.damage.${file.damage}`)}</p>}
        <PackageLine file={file} />
        <StartFrame file={file} keeps={keeps} />
        {file.preview === 'waiting' && <p className="caption">{t('library.preview_waiting')}</p>}
        {file.preview === 'failed' && (
          <p className="caption">
            {t(`library.preview_problem.${file.previewProblem as 'broken'}`)} {t('library.original_stays')}
          </p>
        )}
      </div>
      {mine && (
        <a href={address} download aria-label={t('library.download_file', { name: file.name })}>
          {t('library.download')}
        </a>
      )}
    </li>
  )
}

/** What can be seen or heard of a file in the page. */
function Look({ file, mine }: { file: ItemFile; mine: boolean }) {
  if (file.preview === 'ready' && file.details) return <DetailedLook file={file} details={file.details} />
  if (file.preview === 'ready') return <StillPicture file={file} />
  if (!mine) return null
  const address = addressOf(getFile, { params: { id: file.id } })
  if (isPlayable(file.mediaType))
    return file.mediaType.startsWith('video/') ? (
      <video className="library-player" src={address} controls preload="metadata" aria-label={file.name}>
        <track kind="captions" />
      </video>
    ) : (
      <audio className="library-player" src={address} controls preload="metadata" aria-label={file.name}>
        <track kind="captions" />
      </audio>
    )
  return isReadable(file.mediaType) ? <TextPreview address={address} size={file.size} /> : null
}
