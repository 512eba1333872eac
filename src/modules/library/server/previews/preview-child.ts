/**
 * Makes small pictures of a stranger's one: a process of its own without environment, that may read nothing but its own
 * program and write nothing; the file arrives as open descriptor 3. One argument (a PreviewTask as JSON); NDJSON of
 * PreviewMessage on stdout.
 */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { FILE, readingProgram } from '#platform/server/programs/reading-program.ts'
import type { PreviewMessage, PreviewTask } from './preview-messages.ts'

/** What a preview is made of; every other reader of the library, such as those of SVG and PDF, stays closed. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map(name => `VipsForeignLoad${name}`)

async function read(task: PreviewTask, write: (message: PreviewMessage) => Promise<void>): Promise<void> {
  const bytes = readFileSync(FILE)
  const open = () =>
    sharp(bytes, { failOn: 'error', limitInputPixels: task.limits.pixels, sequentialRead: true, pages: 1 })
  const { width, height, orientation = 1 } = await open().metadata()
  // A camera held upright says so beside the picture.
  const turned = orientation > 4
  await write({ picture: turned ? { width: height, height: width } : { width, height } })
  for (const size of ['thumb', 'large'] as const) {
    const { data, info } = await open()
      .autoOrient()
      .resize({ width: task.sizes[size], height: task.sizes[size], fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 3 })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    await write({ rendition: { size, width, height, base64: data.toString('base64') } })
  }
}

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: READERS })
await readingProgram<PreviewTask, PreviewMessage>({
  read,
  refusal: error => ({ code: /pixel limit/.test(String(error)) ? 'too_many_pixels' : 'broken' }),
})
