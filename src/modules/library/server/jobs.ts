import type { AnyJob } from '#platform/server/jobs/worker.ts'
import { checkStoredFiles } from './care/check-files.ts'
import { readPackageFile } from './packages/package-job.ts'
import { previewFile } from './previews/preview-job.ts'
import { previewVideo } from './previews/video/video-job.ts'
import { receiveUpload } from './uploads/receive-job.ts'
import { tidyUploads } from './uploads/tidy.ts'

export const jobs: readonly AnyJob[] = [
  receiveUpload,
  previewFile,
  previewVideo,
  readPackageFile,
  tidyUploads,
  checkStoredFiles,
]
