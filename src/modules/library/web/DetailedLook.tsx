import { lazy, Suspense } from 'react'
import type { FileDetails } from '../contract/details.ts'
import type { ItemFile } from '../contract/items.ts'
import { MovingLook } from './MovingLook.tsx'
import { StillPicture } from './StillPicture.tsx'

const ModelViewer = lazy(() => import('./ModelViewer.tsx'))
const LightViewer = lazy(() => import('./LightViewer.tsx'))
const LayerTree = lazy(() => import('./LayerTree.tsx'))

type Props = { file: ItemFile; details: FileDetails }

/** A file of which more is known than its picture, in the way of its kind; what shows it comes when there is something to show. */
export function DetailedLook({ file, details }: Props) {
  if (details.of === 'audio' || details.of === 'video') return <MovingLook file={file} details={details} />
  return (
    <Suspense fallback={<StillPicture file={file} />}>
      {details.of === 'model' && <ModelViewer file={file} details={details} />}
      {details.of === 'light' && <LightViewer file={file} details={details} />}
      {details.of === 'layers' && (
        <>
          <StillPicture file={file} />
          <LayerTree details={details} />
        </>
      )}
    </Suspense>
  )
}
