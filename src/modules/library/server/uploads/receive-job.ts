import { Readable } from 'node:stream'
import { z } from 'zod'
import { holdFile, removeFile } from '#modules/members/server/index.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Services } from '#platform/server/context.ts'
import { failureOf } from '#platform/server/database/violations.ts'
import { headOf } from '#platform/server/files/head.ts'
import type { Stored } from '#platform/server/files/store.ts'
import { enqueueIn } from '#platform/server/jobs/enqueue.ts'
import { job } from '#platform/server/jobs/job.ts'
import { publishStatement } from '#platform/server/live/live.ts'
import { HEAD_BYTES, hasPreview, isFilm, isPackage, isSound, mediaTypeOf } from '../../rules/media-type.ts'
import { readPackageFile } from '../packages/package-job.ts'
import { previewFile } from '../previews/preview-job.ts'
import { previewVideo } from '../previews/video/video-job.ts'
import {
  deleteParts,
  insertFile,
  type Receiving,
  selectParts,
  selectReceiving,
  updateUpload,
} from '../queries/uploads.ts'

/** A store that is away for an hour is waited for; the queue waits longer each time. */
export const RECEIVE_ATTEMPTS = 12

type Parts = Awaited<ReturnType<typeof selectParts>>

/** The whole, stored once under its own hash. */
async function putTogether({ files }: Services, upload: Receiving, parts: Parts): Promise<Stored> {
  const [only] = parts
  if (only && parts.length === 1) return { sha256: only.sha256, size: only.size }
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const part of parts) yield* (await files.read(part.sha256)) as AsyncIterable<Buffer>
  }
  return files.put(Readable.from(bytes(), { objectMode: false }), { maxBytes: upload.size })
}

async function receive(services: Services, upload: Receiving): Promise<void> {
  const parts = await selectParts(services.system, upload.id)
  const whole = await putTogether(services, upload, parts)
  const differs = whole.size !== upload.size || (upload.sha256 !== null && upload.sha256 !== whole.sha256)
  const mediaType = mediaTypeOf(upload.name, await headOf(services.files, whole.sha256, HEAD_BYTES))
  await services.system.transaction().execute(async db => {
    const still = await selectReceiving(db, upload.id, true)
    if (still?.state !== 'received') return
    if (differs) await updateUpload(db, upload.id, 'failed', 'hash_differs')
    else {
      await holdFile(services, db, whole.sha256)
      const moving = isFilm(mediaType) || isSound(mediaType)
      const preview = moving || hasPreview(mediaType) ? 'waiting' : 'none'
      const zip = isPackage(mediaType) ? 'waiting' : 'none'
      const fileId = await insertFile(db, { upload, mediaType, sha256: whole.sha256, preview, zip })
      await updateUpload(db, upload.id, 'done', null)
      await recordAudit(
        db,
        {
          action: 'library.file_added',
          subject: { kind: 'library_item', id: upload.itemId },
          organisationId: upload.organisationId,
          data: { name: upload.name, size: upload.size, sha256: whole.sha256, mediaType },
        },
        { viewer: null, requestId: null },
      )
      if (moving) await enqueueIn(db, previewVideo, { fileId }, { queue: 'library.videos' })
      else if (preview === 'waiting')
        await enqueueIn(db, previewFile, { fileId }, { queue: 'library.previews' })
      if (zip === 'waiting') await enqueueIn(db, readPackageFile, { fileId }, { queue: 'library.previews' })
    }
    await deleteParts(db, upload.id)
    await tell(db, upload)
  })
  for (const { sha256 } of parts) if (sha256 !== whole.sha256) await removeFile(services, sha256)
}

const tell = (db: Services['system'], { id, personId }: Receiving) =>
  publishStatement({ topic: 'library.upload', data: { personId, uploadId: id } }).execute(db)

/** What kept an upload from becoming a file, as its sender is told. */
function problemOf(error: unknown): string {
  const failure = failureOf(error)
  if (failure?.code === 'library.name_taken') return 'name_taken'
  if (failure?.code === 'library.version_fixed') return 'version_closed'
  if (failure?.kind !== 'unavailable') return 'not_stored'
  return failure.code === 'full' ? 'store_full' : 'store_away'
}

/**
 * Makes a file of an upload whose last byte has come: puts its parts together, hashes the whole, looks at what it is. A
 * store that is full or away is waited for, and the sender told; run again after a crash it goes on where nothing was
 * written yet.
 */
export const receiveUpload = job({
  name: 'library.receive',
  payload: z.object({ uploadId: z.uuid() }),
  async run({ uploadId }, { services, lastAttempt }) {
    const upload = await selectReceiving(services.system, uploadId)
    if (upload?.state !== 'received') return
    try {
      await receive(services, upload)
    } catch (error) {
      const problem = problemOf(error)
      const final = lastAttempt || problem === 'name_taken' || problem === 'version_closed'
      await updateUpload(services.system, uploadId, final ? 'failed' : 'received', problem)
      await tell(services.system, upload)
      if (!final) throw error
      services.log.warn({ problem }, 'an upload did not become a file')
    }
  },
})
