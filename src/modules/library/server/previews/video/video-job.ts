import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { withLocalFile } from '#modules/members/server/index.ts'
import type { Services } from '#platform/server/context.ts'
import { job } from '#platform/server/jobs/job.ts'
import { selectWaiting } from '../../queries/previews.ts'
import { keepPreviews, keepRefusal, tellPreviews } from '../keep-previews.ts'
import { converterOf } from './find-converter.ts'
import { makeVideo } from './make-video.ts'

/**
 * Makes what a page plays of a film or a sound. It takes as long as the film and more, so such jobs have a queue of their
 * own; what cannot be played says why and stays what it is, and run again it does nothing.
 */
export const previewVideo = job({
  name: 'library.video',
  payload: z.object({ fileId: z.uuid() }),
  async run({ fileId }, { services, signal, lastAttempt }) {
    const waiting = await selectWaiting(services.system, fileId)
    const [first] = waiting
    if (!first) return
    try {
      await inFolder(services, async folder => {
        const converter = await converterOf(services)
        const made = await withLocalFile(services, first.sha256, path =>
          makeVideo(path, first.mediaType, { converter, folder, signal }),
        )
        await keepPreviews(services, waiting, made)
      })
    } catch (error) {
      await keepRefusal(services, waiting, error, lastAttempt)
    }
    await tellPreviews(services, waiting)
  },
})

const DAY_MS = 86_400_000

/** Lends a folder for large things on their way to the store, and clears what a killed process has left. */
async function inFolder(
  { config }: Pick<Services, 'config'>,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const parent = join(config.dataDir, 'videos')
  await mkdir(parent, { recursive: true, mode: 0o700 })
  for (const name of await readdir(parent)) {
    const found = await stat(join(parent, name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs > DAY_MS)
      await rm(join(parent, name), { recursive: true, force: true })
  }
  const folder = await mkdtemp(join(parent, 'made-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
