import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { holdFile } from '#modules/members/server/index.ts'
import type { Services } from '#platform/server/context.ts'
import { publishStatement } from '#platform/server/live/live.ts'
import { insertRendition, type Pictured, updatePreview } from '../queries/previews.ts'
import { PreviewRefusal, type Previews, type Rendition } from './make-previews.ts'

const streamOf = ({ content }: Rendition): { stream: Readable; length: number } =>
  Buffer.isBuffer(content)
    ? { stream: Readable.from([content]), length: content.length }
    : { stream: createReadStream(content.path), length: content.length }

/** Stores what was made of the bytes of some files, and says of each that it is there. */
export async function keepPreviews(
  services: Services,
  files: readonly Pictured[],
  { width, height, details, renditions }: Previews,
): Promise<void> {
  const stored: (Omit<Rendition, 'content'> & { sha256: string; length: number })[] = []
  for (const { content, ...rendition } of renditions) {
    const { stream, length } = streamOf({ content, ...rendition })
    const { sha256 } = await services.files.put(stream, { maxBytes: length })
    stored.push({ ...rendition, sha256, length })
  }
  for (const file of files)
    await services.system.transaction().execute(async db => {
      for (const rendition of stored) {
        await holdFile(services, db, rendition.sha256)
        await insertRendition(db, file, rendition)
      }
      await updatePreview(db, file.id, { preview: 'ready', problem: null, width, height, details })
    })
}

/** Says of each why there is nothing to see; what was only interrupted is thrown on, to be tried again. */
export async function keepRefusal(
  services: Services,
  files: readonly Pictured[],
  error: unknown,
  lastAttempt: boolean,
): Promise<void> {
  if (!(error instanceof PreviewRefusal) && !lastAttempt) throw error
  const problem = error instanceof PreviewRefusal ? error.problem : 'crashed'
  for (const { id } of files) await updatePreview(services.system, id, { preview: 'failed', problem })
}

export async function tellPreviews(services: Services, files: readonly Pictured[]): Promise<void> {
  for (const { organisationId, itemId } of files)
    await publishStatement({ topic: 'library.preview', data: { organisationId, itemId } }).execute(
      services.system,
    )
}
