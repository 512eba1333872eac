import { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import { holdFile } from '#modules/members/server/index.ts'
import type { Services } from '#platform/server/context.ts'
import { failureOf } from '#platform/server/database/violations.ts'
import { enqueueIn } from '#platform/server/jobs/enqueue.ts'
import { deleteParts, deleteUpload, insertPart, selectReceiving } from '../queries/uploads.ts'
import { PartCutter } from './part-cutter.ts'
import { RECEIVE_ATTEMPTS, receiveUpload } from './receive-job.ts'

/** Bytes of one part: lost at most when a process is killed, and held by nobody in memory. */
const PART_BYTES = 16 * 1024 * 1024

/**
 * Uploads for the tus server. Every part is stored under its own hash as it comes, and counted only if the upload
 * stands where the part begins: of two who go on with one upload at once, one is told that it has moved on. Any
 * process can go on with any upload, also after this one was killed. Whose an upload is was asked before.
 */
export class UploadStore extends DataStore {
  private readonly services: Services
  override extensions = ['termination']

  constructor(services: Services) {
    super()
    this.services = services
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await selectReceiving(this.services.system, id)
    if (!found) throw ERRORS.FILE_NOT_FOUND
    return new Upload({ id, size: found.size, offset: found.received })
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const cutter = new PartCutter(stream, PART_BYTES)
    let at = offset
    try {
      for (let part = await cutter.part(); part; part = await cutter.part()) {
        const stored = await this.services.files.put(Readable.from(part), { maxBytes: PART_BYTES })
        if (stored.size > 0) await this.count(id, at, stored)
        at += stored.size
      }
    } catch (error) {
      throw told(error)
    }
    if (cutter.broken) throw cutter.broken
    return at
  }

  private async count(id: string, starts: number, stored: { size: number; sha256: string }): Promise<void> {
    await this.services.system.transaction().execute(async db => {
      const upload = await selectReceiving(db, id, true)
      if (upload?.state !== 'receiving' || upload.received !== starts) throw ERRORS.INVALID_OFFSET
      if (starts + stored.size > upload.size) throw ERRORS.ERR_SIZE_EXCEEDED
      await holdFile(this.services, db, stored.sha256)
      await insertPart(db, { upload, starts, ...stored })
      if (starts + stored.size === upload.size)
        await enqueueIn(
          db,
          receiveUpload,
          { uploadId: id },
          { key: `receive ${id}`, maxAttempts: RECEIVE_ATTEMPTS },
        )
    })
  }

  override async remove(id: string): Promise<void> {
    await this.services.system.transaction().execute(async db => {
      const upload = await selectReceiving(db, id, true)
      if (!upload) throw ERRORS.FILE_NOT_FOUND
      if (upload.state === 'received') throw ERRORS.INVALID_TERMINATION
      await deleteParts(db, id)
      await deleteUpload(db, id)
    })
  }
}

/** A full or absent store is told in the words of every other refusal; the sender may come again. */
function told(error: unknown): unknown {
  const failure = failureOf(error)
  if (!failure) return error
  return { status_code: failure.status, body: JSON.stringify({ error: { code: failure.code } }) }
}
