import { fileURLToPath } from 'node:url'
import { type ReadingProgram, readingMessages } from '#platform/server/documents/table-process.ts'
import type { ModelDetails } from '../../../contract/model-details.ts'
import { refusalOf } from '../make-previews.ts'
import type { ModelFormat, ModelMessage, ModelTask } from './model-messages.ts'

const CHILD = fileURLToPath(new URL('./model-child.ts', import.meta.url))
const PROGRAM: ReadingProgram = {
  path: CHILD,
  native: true,
  heap: 700,
  refusal: refusalOf,
}

export const MODEL_LIMITS: ModelTask['limits'] = {
  ...{ seconds: 120, fileBytes: 600_000_000, memoryBytes: 1_800_000_000, sceneBytes: 60_000_000 },
  ...{ parts: 50_000, depth: 400, values: 60_000_000, triangles: 4_000_000, drawn: 10_000_000 },
  ...{ pixels: 150_000_000, textureSide: 1024, outputBytes: 80_000_000 },
}
const SIZES = { thumb: 400, large: 1000 }

export type Model = {
  facts: ModelDetails
  pictures: { size: 'thumb' | 'large'; width: number; height: number; bytes: Buffer }[]
  model: Buffer
}

/** A model on this machine as the page shows it, with pictures of it and what it is made of. Throws PreviewRefusal. */
export async function makeModel(
  path: string,
  format: ModelFormat,
  { limits = MODEL_LIMITS, signal }: { limits?: ModelTask['limits']; signal?: AbortSignal } = {},
): Promise<Model> {
  const task: ModelTask = { format, limits, sizes: SIZES }
  const pictures: Model['pictures'] = []
  const parts: Buffer[] = []
  let facts: ModelDetails | undefined
  for await (const message of readingMessages<ModelMessage>(PROGRAM, path, task, signal)) {
    if ('facts' in message) facts = message.facts
    if ('part' in message) parts.push(Buffer.from(message.part, 'base64'))
    if ('picture' in message) {
      const { base64, ...rest } = message.picture
      pictures.push({ ...rest, bytes: Buffer.from(base64, 'base64') })
    }
  }
  if (!facts) throw refusalOf('crashed')
  return { facts, pictures, model: Buffer.concat(parts) }
}
