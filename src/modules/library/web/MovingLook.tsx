import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import type { FileDetails } from '../contract/details.ts'
import { getPreview } from '../contract/files.ts'
import type { ItemFile } from '../contract/items.ts'

const VideoPlayer = lazy(() => import('./VideoPlayer.tsx'))
const SoundPlayer = lazy(() => import('./SoundPlayer.tsx'))

type Moving = Extract<FileDetails, { of: 'audio' | 'video' }>

/** A film or a sound; what plays it comes when there is something to play. */
export function MovingLook({ file, details }: { file: ItemFile; details: Moving }) {
  if (details.of === 'audio')
    return (
      <Suspense fallback={null}>
        <SoundPlayer file={file} details={details} />
      </Suspense>
    )
  return (
    <Suspense fallback={<Poster file={file} />}>
      <VideoPlayer file={file} details={details} />
    </Suspense>
  )
}

function Poster({ file }: { file: ItemFile }) {
  const { t } = useTranslation()
  return (
    <img
      className="library-picture"
      src={addressOf(getPreview, { params: { id: file.id, kind: 'large' } })}
      alt={t('library.picture_of', { name: file.name })}
      width={file.width ?? undefined}
      height={file.height ?? undefined}
    />
  )
}
