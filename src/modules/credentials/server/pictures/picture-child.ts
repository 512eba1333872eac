/**
 * Makes a design's picture anew out of a stranger's PNG or SVG: a process of its own without environment, that may read
 * nothing but its own program and write nothing; the file arrives as open descriptor 3. One argument (a PictureTask as
 * JSON); NDJSON of PictureMessage on stdout.
 */
import { readFileSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { FILE, readingProgram } from '#platform/server/programs/reading-program.ts'
import { cleanSvg, SvgRefusal } from '../../rules/clean-svg.ts'
import {
  type PictureMessage,
  type PictureProblem,
  PictureRefusal,
  type PictureTask,
} from './picture-messages.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const LEAST = 128

/** The picture in the first of the sizes in which it is small enough; the last of them has to do. */
async function within(open: () => Sharp, { pixels, bytes }: PictureTask['large']): Promise<Buffer> {
  for (const size of pixels) {
    const made = await open()
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9, palette: true, quality: 90, effort: 7 })
      .toBuffer()
    if (made.length <= bytes) return made
  }
  throw new PictureRefusal('too_large')
}

/** The drawing without anything but shapes, and how it is opened as a picture of so many pixels. */
function drawing(bytes: Buffer, size: number): { svg: string; open: () => Sharp } {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new PictureRefusal('broken')
  }
  if (!/<svg[\s>]/.test(text)) throw new PictureRefusal('kind')
  const { svg, view } = cleanSvg(text)
  const scale = size / Math.max(view[2] ?? 1, view[3] ?? 1)
  const sides = [view[2] ?? 1, view[3] ?? 1].map(side => Math.max(1, Math.round(side * scale)))
  const sized = Buffer.from(svg.replace('<svg ', `<svg width="${sides[0]}" height="${sides[1]}" `))
  return { svg, open: () => sharp(sized, { failOn: 'error' }) }
}

async function read(task: PictureTask, write: (message: PictureMessage) => Promise<void>): Promise<void> {
  const bytes = readFileSync(FILE)
  const isPng = bytes.subarray(0, PNG.length).equals(PNG)
  const { svg, open } = isPng
    ? {
        svg: null,
        open: () => sharp(bytes, { failOn: 'error', limitInputPixels: task.limits.pixels }),
      }
    : drawing(bytes, task.large.pixels[0] ?? LEAST)
  if (isPng) {
    const { width, height } = await open().metadata()
    if (Math.min(width, height) < LEAST) throw new PictureRefusal('too_small')
  }
  const [png, small] = [await within(open, task.large), await within(open, task.small)]
  await write({ picture: { png: png.toString('base64'), small: small.toString('base64'), svg } })
}

const problemOf = (error: unknown): PictureProblem => {
  if (error instanceof PictureRefusal || error instanceof SvgRefusal) return error.problem
  return /pixel limit/.test(String(error)) ? 'too_many_pixels' : 'broken'
}

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
// A drawing is opened only as it was written anew: it names nothing outside itself.
sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadSvg'] })
await readingProgram<PictureTask, PictureMessage>({ read, refusal: error => ({ code: problemOf(error) }) })
