import { Readable } from 'node:stream'
import { z } from 'zod'
import { holdFile, withLocalFile } from '#modules/members/server/index.ts'
import type { Services } from '#platform/server/context.ts'
import { job } from '#platform/server/jobs/job.ts'
import { publishStatement } from '#platform/server/live/live.ts'
import { insertRendition, type Pictured, selectWaiting, updatePreview } from '../queries/previews.ts'
import { makePreviews, PreviewRefusal, type Previews } from './make-previews.ts'

/**
 * Makes the pictures of a file, for every file of the same owner with the same bytes that waits for them. A picture that
 * none can be made of says why and stays what it is; run again it does nothing.
 */
export const previewFile = job({
  name: 'library.preview',
  payload: z.object({ fileId: z.uuid() }),
  async run({ fileId }, { services, signal, lastAttempt }) {
    const waiting = await selectWaiting(services.system, fileId)
    const [first] = waiting
    if (!first) return
    try {
      const made = await withLocalFile(services, first.sha256, path => makePreviews(path, { signal }))
      for (const file of waiting) await keep(services, file, made)
    } catch (error) {
      if (!(error instanceof PreviewRefusal) && !lastAttempt) throw error
      const problem = error instanceof PreviewRefusal ? error.problem : 'crashed'
      for (const file of waiting)
        await updatePreview(services.system, file.id, { preview: 'failed', problem })
    }
    for (const { organisationId, itemId } of waiting)
      await publishStatement({ topic: 'library.preview', data: { organisationId, itemId } }).execute(
        services.system,
      )
  },
})

async function keep(
  services: Services,
  file: Pictured,
  { width, height, renditions }: Previews,
): Promise<void> {
  const stored = await Promise.all(
    renditions.map(async ({ bytes, ...rendition }) => {
      const { sha256 } = await services.files.put(Readable.from([bytes]), { maxBytes: bytes.length })
      return { ...rendition, sha256, length: bytes.length }
    }),
  )
  await services.system.transaction().execute(async db => {
    for (const rendition of stored) {
      await holdFile(services, db, rendition.sha256)
      await insertRendition(db, file, rendition)
    }
    await updatePreview(db, file.id, { preview: 'ready', problem: null, width, height })
  })
}
