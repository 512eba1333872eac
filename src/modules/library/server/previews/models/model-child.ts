/**
 * Converts a stranger's model: a process of its own without environment, that may read nothing but its own program and
 * write nothing; the file arrives as open descriptor 3. One argument (a ModelTask as JSON); NDJSON of ModelMessage on stdout.
 */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { convertModel, stillSize } from './convert-model.ts'
import { glbOfObj } from './from-objects.ts'
import type { ModelMessage, ModelTask } from './model-messages.ts'
import { Refusal } from './refusal.ts'

const FILE = 3
const PART_BYTES = 3_000_000
/** Pictures that glTF embeds; every other reader of the library stays closed. */
const READERS = ['Jpeg', 'Png', 'Webp'].map(name => `VipsForeignLoad${name}`)

const write = (message: ModelMessage): Promise<void> =>
  new Promise(resolve => {
    if (process.stdout.write(`${JSON.stringify(message)}\n`)) resolve()
    else process.stdout.once('drain', resolve)
  })

async function main({ format, limits, sizes }: ModelTask): Promise<void> {
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
  await write({ end: true })
}

const task: ModelTask = JSON.parse(process.argv[2] ?? '')
sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: READERS })
// What libraries say belongs to nobody; stdout carries messages alone.
globalThis.console = Object.fromEntries(
  Object.keys(console).map(name => [name, () => {}]),
) as unknown as Console
// The parent holds stdin open; when it dies, so does this process, whatever it is doing with the file.
process.stdin.on('end', () => process.exit(1)).resume()
const watch = () => process.memoryUsage.rss() > task.limits.memoryBytes && process.exit(2)
setInterval(watch, 50).unref()
await main(task).catch((error: unknown) => {
  if (!(error instanceof Refusal)) process.exit(3)
  return write({ error: { code: error.problem, data: {} } })
})
process.stdout.end(() => process.exit(0))
