import { z } from 'zod'
import { withLocalFile } from '#modules/members/server/index.ts'
import { job } from '#platform/server/jobs/job.ts'
import { selectWaiting } from '../queries/previews.ts'
import { keepPreviews, keepRefusal, tellPreviews } from './keep-previews.ts'
import { lookAt } from './look-at.ts'

/**
 * Makes what is seen of a file, for every file of the same owner with the same bytes and kind that waits for it. A file that
 * nothing can be made of says why and stays what it is; run again it does nothing.
 */
export const previewFile = job({
  name: 'library.preview',
  payload: z.object({ fileId: z.uuid() }),
  async run({ fileId }, { services, signal, lastAttempt }) {
    const waiting = await selectWaiting(services.system, fileId)
    const [first] = waiting
    if (!first) return
    try {
      const made = await withLocalFile(services, first.sha256, path => lookAt(path, first.mediaType, signal))
      await keepPreviews(services, waiting, made)
    } catch (error) {
      await keepRefusal(services, waiting, error, lastAttempt)
    }
    await tellPreviews(services, waiting)
  },
})
