/**
 * Reads a stranger's picture in a format of its trade: a process of its own without environment, that may read nothing but
 * its own program and write nothing; the file arrives as open descriptor 3. One argument (a StillTask as JSON); NDJSON of
 * StillMessage on stdout.
 */
import { readFileSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { FILE, readingProgram } from '#platform/server/programs/reading-program.ts'
import type { FileDetails } from '../../../contract/details.ts'
import { Refusal } from '../models/refusal.ts'
import { type Light, radiance, screened, smaller } from './light.ts'
import type { StillMessage, StillTask } from './still-messages.ts'

type Read = { width: number; height: number; details: FileDetails | null; picture: Sharp; light?: Light }

/** Each reader is loaded where there is such a file and nowhere else. */
async function read({ format, limits, sizes }: StillTask, bytes: Uint8Array): Promise<Read> {
  if (format === 'exr' || format === 'hdr') {
    const { readExr, readHdr } = await import('./read-light.ts')
    const found = (format === 'exr' ? readExr : readHdr)(bytes, limits.pixels, sizes.large)
    const { width, height } = found.light
    return { ...found, picture: sharp(screened(found.light), { raw: { width, height, channels: 3 } }) }
  }
  const found =
    format === 'tga'
      ? { ...(await import('./read-tga.ts')).readTga(bytes, limits.pixels), details: null }
      : (await import('./read-psd.ts')).readLayers(bytes, limits)
  const { width, height, pixels, details } = found
  return { width, height, details, picture: sharp(pixels, { raw: { width, height, channels: 4 } }) }
}

async function show(task: StillTask, write: (message: StillMessage) => Promise<void>): Promise<void> {
  const { picture, light, ...told } = await read(task, readFileSync(FILE))
  await write({ picture: told })
  for (const kind of ['thumb', 'large'] as const) {
    const { data, info } = await picture
      .clone()
      .resize({
        ...{ width: task.sizes[kind], height: task.sizes[kind] },
        ...{ fit: 'inside', withoutEnlargement: true },
      })
      .webp({ quality: 82, effort: 3 })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    const base64 = data.toString('base64')
    await write({ rendition: { kind, mediaType: 'image/webp', width, height, base64 } })
  }
  if (light) {
    const small = smaller(light, task.sizes.light)
    const { width, height } = small
    const base64 = radiance(small).toString('base64')
    await write({ rendition: { kind: 'light', mediaType: 'image/vnd.radiance', width, height, base64 } })
  }
}

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
await readingProgram<StillTask, StillMessage>({
  read: show,
  // What a reader of three or ag-psd stumbles over is a file that is not as it should be.
  refusal: error => ({ code: error instanceof Refusal ? error.problem : 'broken' }),
})
