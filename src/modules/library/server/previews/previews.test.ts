import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePreviews, PREVIEW_TASK } from './make-previews.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-previews-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function previewsOf(bytes: Buffer, task = PREVIEW_TASK) {
  const path = join(dir, 'picture')
  await writeFile(path, bytes)
  return makePreviews(path, { task })
}

const picture = () => sharp({ create: { width: 1200, height: 600, channels: 3, background: '#0b6b5d' } })

test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('a picture in %s', async format => {
  const made = await previewsOf(
    await picture()
      .toFormat(format, format === 'avif' ? { effort: 0 } : {})
      .toBuffer(),
  )
  expect(made).toMatchObject({ width: 1200, height: 600 })
  const sizes = await Promise.all(
    made.renditions.map(async ({ kind, content }) => {
      const { format: kept, width, height } = await sharp(content as Buffer).metadata()
      return [kind, kept, width, height]
    }),
  )
  expect(sizes).toEqual([
    ['thumb', 'webp', 400, 200],
    ['large', 'webp', 1200, 600],
  ])
})

test('a camera held upright, and nothing of where it stood', async () => {
  const made = await previewsOf(
    await picture()
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Artist: '某人' } })
      .jpeg()
      .toBuffer(),
  )
  expect(made).toMatchObject({ width: 600, height: 1200 })
  expect((await sharp(made.renditions[0]?.content as Buffer).metadata()).exif).toBeUndefined()
})

/** A PNG that says how large it is and holds nothing. */
function headerOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    crc.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, crc])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    chunk('IDAT', Buffer.from([0x78, 0x9c, 3, 0, 0, 0, 0, 1])),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('a picture of 60,000 by 60,000 is refused by its header', async () => {
  await expect(previewsOf(headerOf(60_000, 60_000))).rejects.toMatchObject({ problem: 'too_many_pixels' })
})

test('half a picture, none, and one that is a drawing with a script', async () => {
  const whole = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#888' } })
    .composite([{ input: Buffer.alloc(3 * 300 * 300, 7), raw: { width: 300, height: 300, channels: 3 } }])
    .png({ compressionLevel: 0 })
    .toBuffer()
  for (const bytes of [
    whole.subarray(0, whole.length / 2),
    Buffer.from('no picture'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
  ])
    await expect(previewsOf(bytes)).rejects.toMatchObject({ problem: 'broken' })
})

test('what takes too long, too much memory or is too large ends', async () => {
  const large = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
  const with_ = (limits: Partial<typeof PREVIEW_TASK.limits>) => ({
    ...PREVIEW_TASK,
    limits: { ...PREVIEW_TASK.limits, ...limits },
  })
  await expect(previewsOf(large, with_({ seconds: 0.05 }))).rejects.toMatchObject({ problem: 'too_slow' })
  await expect(previewsOf(large, with_({ memoryBytes: 20_000_000 }))).rejects.toMatchObject({
    problem: 'crashed',
  })
  await expect(previewsOf(large, with_({ fileBytes: 1000 }))).rejects.toMatchObject({ problem: 'too_large' })
})
