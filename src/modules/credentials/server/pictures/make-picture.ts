import { fileURLToPath } from 'node:url'
import { type ReadingProgram, readingMessages } from '#platform/server/documents/table-process.ts'
import { fail } from '../fail.ts'
import {
  PICTURE_PROBLEMS,
  type PictureMessage,
  type PictureProblem,
  PictureRefusal,
  type PictureTask,
} from './picture-messages.ts'

const ENDS: Record<string, PictureProblem> = { 'table.timeout': 'too_slow', 'table.too_large': 'too_large' }
const isProblem = (code: string): code is PictureProblem =>
  (PICTURE_PROBLEMS as readonly string[]).includes(code)

const PROGRAM: ReadingProgram = {
  path: fileURLToPath(new URL('./picture-child.ts', import.meta.url)),
  native: true,
  refusal: code => new PictureRefusal(isProblem(code) ? code : (ENDS[code] ?? 'broken')),
}
const TASK: PictureTask = {
  limits: { seconds: 20, fileBytes: 2_000_000, pixels: 16_000_000, memoryBytes: 600_000_000 },
  large: { pixels: [600, 400, 280], bytes: 190_000 },
  // It stands in every credential of the design.
  small: { pixels: [192, 128, 96, 64], bytes: 10_000 },
}

export type MadePicture = { png: Buffer; small: Buffer; svg: string | null }

/** A picture made anew from a file of this machine, in a process without rights; refuses with the reason. */
export async function makePicture(path: string): Promise<MadePicture> {
  let made: MadePicture | null = null
  try {
    for await (const message of readingMessages<PictureMessage>(PROGRAM, path, TASK))
      if ('picture' in message) {
        const { png, small, svg } = message.picture
        made = { png: Buffer.from(png, 'base64'), small: Buffer.from(small, 'base64'), svg }
      }
  } catch (error) {
    if (!(error instanceof PictureRefusal)) throw error
    return fail('unprocessable', `credentials.picture_${error.problem}`)
  }
  return made ?? fail('unprocessable', 'credentials.picture_broken')
}
