import { fileURLToPath } from 'node:url'
import { type ReadingProgram, readingMessages } from '#platform/server/documents/table-process.ts'
import { type Previews, refusalOf } from '../make-previews.ts'
import type { StillFormat, StillMessage, StillTask } from './still-messages.ts'

const CHILD = fileURLToPath(new URL('./still-child.ts', import.meta.url))
const PROGRAM: ReadingProgram = {
  path: CHILD,
  native: true,
  heap: 500,
  refusal: refusalOf,
}

export const STILL_LIMITS: StillTask['limits'] = {
  ...{ seconds: 120, fileBytes: 600_000_000, memoryBytes: 1_800_000_000, pixels: 36_000_000, layers: 300 },
}
const SIZES = { thumb: 400, large: 1800, light: 1024 }

/** Pictures of one in a format of its trade on this machine, and what it holds. Throws PreviewRefusal. */
export async function makeStill(
  path: string,
  format: StillFormat,
  { limits = STILL_LIMITS, signal }: { limits?: StillTask['limits']; signal?: AbortSignal } = {},
): Promise<Previews> {
  const task: StillTask = { format, limits, sizes: SIZES }
  const made: Previews = { width: null, height: null, details: null, renditions: [] }
  for await (const message of readingMessages<StillMessage>(PROGRAM, path, task, signal)) {
    if ('picture' in message) Object.assign(made, message.picture)
    if ('rendition' in message) {
      const { base64, ...rest } = message.rendition
      made.renditions.push({ ...rest, content: Buffer.from(base64, 'base64') })
    }
  }
  return made
}
