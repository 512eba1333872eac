/**
 * Converts a stranger's model: a process of its own without environment, that may read nothing but its own program and
 * write nothing; the file arrives as open descriptor 3. One argument (a ModelTask as JSON); NDJSON of ModelMessage on stdout.
 */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { FILE, readingProgram } from '#platform/server/programs/reading-program.ts'
import { convertModel, stillSize } from './convert-model.ts'
import { glbOfObj } from './from-objects.ts'
import type { ModelMessage, ModelTask } from './model-messages.ts'
import { Refusal } from './refusal.ts'

const PART_BYTES = 3_000_000
/** Pictures that glTF embeds; every other reader of the library stays closed. */
const READERS = ['Jpeg', 'Png', 'Webp'].map(name => `VipsForeignLoad${name}`)

async function read(
  { format, limits, sizes }: ModelTask,
  write: (message: ModelMessage) => Promise<void>,
): Promise<void> {
  const bytes = readFileSync(FILE)
  const source = format === 'gltf' ? bytes : await glbOfObj(bytes)
  const { facts, model, still } = await convertModel(source, limits)
  await write({ facts })
  for (const size of ['thumb', 'large'] as const) {
    const { data, info } = await sharp(still, { raw: { ...stillSize, channels: 4 } })
      .resize({ width: sizes[size] })
      .webp({ quality: 82, effort: 3 })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    await write({ picture: { size, width, height, base64: data.toString('base64') } })
  }
  const all = Buffer.from(model.buffer, model.byteOffset, model.length)
  for (let at = 0; at < all.length; at += PART_BYTES)
    await write({ part: all.toString('base64', at, Math.min(all.length, at + PART_BYTES)) })
}

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: READERS })
await readingProgram<ModelTask, ModelMessage>({
  read,
  refusal: error => (error instanceof Refusal ? { code: error.problem } : null),
})
