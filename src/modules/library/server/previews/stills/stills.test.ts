import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layersOf, readExrHeader } from './exr-header.ts'
import { radiance, screened, shrink } from './light.ts'
import { makeStill, STILL_LIMITS } from './make-still.ts'
import { checkLengths } from './psd-lengths.ts'
import { readHdr } from './read-light.ts'
import { readTga } from './read-tga.ts'
import type { StillFormat } from './still-messages.ts'
import { exrOf, glow, psdOf } from './test-stills.ts'

/** Its program may have to be built first. */
const SLOW = { timeout: 60_000 }

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-stills-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function stillOf(bytes: Uint8Array, format: StillFormat, limits = STILL_LIMITS) {
  const path = join(dir, 'still')
  await writeFile(path, bytes)
  return makeStill(path, format, { limits })
}
const broken = { problem: 'broken' }

async function pointOf(bytes: unknown, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes as Buffer)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (Math.round(y * (info.height - 1)) * info.width + Math.round(x * (info.width - 1))) * 3
  return [...data.subarray(at, at + 3)]
}

test('a picture in OpenEXR: its channels, its picture at neutral exposure, and its light', SLOW, async () => {
  const made = await stillOf(await exrOf(glow(1200, 400)), 'exr')
  expect(made).toMatchObject({
    ...{ width: 1200, height: 400 },
    details: { of: 'light', format: 'OpenEXR', compression: 'ZIP', layerCount: 1 },
  })
  expect(made.details?.of === 'light' && made.details.layers[0]?.channels.toSorted()).toEqual([
    'A',
    'B',
    'G',
    'R',
  ])
  expect(
    made.renditions.map(({ kind, mediaType, width, height }) => [kind, mediaType, width, height]),
  ).toEqual([
    ['thumb', 'image/webp', 400, 133],
    ['large', 'image/webp', 1200, 400],
    ['light', 'image/vnd.radiance', 600, 200],
  ])
  const [, large, light] = made.renditions
  const [red, , blue] = await pointOf(large?.content, 0.9, 0.1)
  expect([Number(red) > 240, Number(blue) < 20]).toEqual([true, true])
  expect((await pointOf(large?.content, 0.9, 0.9))[2]).toBeGreaterThan(240)
  expect((await pointOf(large?.content, 0.01, 0.1))[0]).toBeLessThan(80)
  // What is brighter than the screen is still told apart in the light.
  const again = readHdr(light?.content as Buffer, 1e6, 1024).light
  expect(again.values[(10 * 600 + 300) * 3]).toBeCloseTo(2, 1)
  expect(again.values[(10 * 600 + 599) * 3]).toBeCloseTo(4, 1)
})

test('half an OpenEXR, one that lies about its window or its blocks, and none', SLOW, async () => {
  const whole = await exrOf(glow(300, 200))
  for (const share of [0.02, 0.5, 0.97])
    expect(() => readExrHeader(whole.subarray(0, whole.length * share), 1e8)).toThrow(
      expect.objectContaining(broken),
    )
  await expect(stillOf(whole.subarray(0, whole.length / 2), 'exr')).rejects.toMatchObject(broken)
  await expect(stillOf(Buffer.from('\x76\x2f\x31\x01 no picture', 'latin1'), 'exr')).rejects.toMatchObject(
    broken,
  )
  const window = Buffer.from(whole).indexOf('dataWindow\0box2i\0') + 'dataWindow\0box2i\0'.length + 4
  const wide = Buffer.from(whole)
  wide.writeInt32LE(2_000_000, window + 8)
  await expect(stillOf(wide, 'exr')).rejects.toMatchObject({ problem: 'too_many_pixels' })
  const backwards = Buffer.from(whole)
  backwards.writeInt32LE(-9, window + 8)
  expect(() => readExrHeader(backwards, 1e8)).toThrow(expect.objectContaining(broken))
})

test('bytes of any kind after a true beginning end in a picture or in a reason', async () => {
  const whole = Buffer.from(await exrOf(glow(64, 40)))
  fc.assert(
    fc.property(fc.nat(600), fc.nat(255), (at, value) => {
      const bent = Buffer.from(whole)
      bent[at % bent.length] = value
      try {
        readExrHeader(bent, 1e8)
      } catch (error) {
        expect(error).toHaveProperty('problem')
      }
    }),
  )
})

test('channels stand under their layers', () => {
  const part = { name: '', compression: 'ZIP', width: 1, height: 1 }
  expect(layersOf([{ ...part, channels: ['R', 'G', '漫射.R', '漫射.G', 'light.key.R'] }])).toEqual([
    { name: '', channels: ['R', 'G'] },
    { name: '漫射', channels: ['R', 'G'] },
    { name: 'light.key', channels: ['R'] },
  ])
  const two = [
    { ...part, name: '前景', channels: ['R'] },
    { ...part, name: '背景', channels: ['Z'] },
  ]
  expect(layersOf(two).map(({ name }) => name)).toEqual(['前景', '背景'])
})

test('what is written in Radiance’s format is read again', async () => {
  const light = glow(40, 20)
  const bytes = radiance(light)
  const made = await stillOf(bytes, 'hdr')
  expect(made).toMatchObject({ width: 40, height: 20, details: { format: 'Radiance' } })
  expect(() => readHdr(Buffer.from('#?RADIANCE\n\n-Y 90000 +X 90000\n'), 1e8, 400)).toThrow(
    expect.objectContaining({ problem: 'too_many_pixels' }),
  )
  expect(() => readHdr(Buffer.from('#?RADIANCE\nno size'), 1e8, 400)).toThrow(expect.objectContaining(broken))
})

test('a smaller picture keeps the light; nothing is less than dark', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 12 }),
      (w, h, most) => {
        const small = shrink(w, h, () => 0.5, most)
        expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(most)
        expect([...small.values].every(value => Math.abs(value - 0.5) < 1e-6)).toBe(true)
      },
    ),
  )
  const strange = shrink(3, 1, x => [Number.NaN, -5, Number.POSITIVE_INFINITY][x] as number, 10)
  expect([...strange.values].map(value => Math.round(value))).toEqual([0, 0, 0, 0, 0, 0, 65504, 65504, 65504])
  expect([...screened({ width: 1, height: 1, values: new Float32Array([0, 0.214, 9]) })]).toEqual([
    0, 127, 255,
  ])
})

/** A TGA of one colour, plain or in runs. */
function tgaOf(width: number, height: number, runs: boolean): Buffer {
  const header = Buffer.alloc(18)
  header[2] = runs ? 10 : 2
  header.writeUInt16LE(width, 12)
  header.writeUInt16LE(height, 14)
  header[16] = 24
  const point = Buffer.from([10, 120, 240])
  const points = width * height
  const body = runs
    ? Buffer.concat(
        Array.from({ length: Math.ceil(points / 100) }, (_, at) =>
          Buffer.concat([Buffer.from([0x80 + Math.min(100, points - at * 100) - 1]), point]),
        ),
      )
    : Buffer.concat(Array.from({ length: points }, () => point))
  return Buffer.concat([header, body])
}

test('a Truevision picture, plain and in runs; half of one', async () => {
  const made = await stillOf(tgaOf(60, 30, true), 'tga')
  expect(made).toMatchObject({ width: 60, height: 30, details: null })
  const [red, , blue] = await pointOf(made.renditions[1]?.content, 0.5, 0.5)
  expect([Number(red) > 200, Number(blue) < 60]).toEqual([true, true])
  for (const runs of [false, true]) {
    const whole = tgaOf(60, 30, runs)
    expect(readTga(whole, 1e8)).toMatchObject({ width: 60, height: 30 })
    expect(() => readTga(whole.subarray(0, whole.length - 4), 1e8)).toThrow(expect.objectContaining(broken))
  }
  expect(() => readTga(tgaOf(2, 2, false), 3)).toThrow(
    expect.objectContaining({ problem: 'too_many_pixels' }),
  )
})

test('a picture in layers: the whole, and its layers from the top with their names', async () => {
  const made = await stillOf(psdOf(), 'psd')
  expect(made).toMatchObject({ width: 300, height: 200 })
  expect(await pointOf(made.renditions[1]?.content, 0.5, 0.5)).toEqual([
    expect.closeTo(200, -1),
    expect.closeTo(40, -1),
    expect.closeTo(30, -1),
  ])
  expect(made.details).toEqual({
    ...{ of: 'layers', format: 'Photoshop', bits: 8, layerCount: 4 },
    layers: [
      { name: '人物', level: 0, group: true, visible: true, width: 0, height: 0 },
      { name: 'Colour', level: 1, group: false, visible: true, width: 90, height: 80 },
      { name: '线稿', level: 1, group: false, visible: false, width: 100, height: 120 },
      { name: '背景', level: 0, group: false, visible: true, width: 300, height: 200 },
    ],
  })
  const few = await stillOf(psdOf(), 'psd', { ...STILL_LIMITS, layers: 2 })
  expect(few.details).toMatchObject({ layerCount: 4, layers: [{}, {}] })
})

test('a picture in layers with a length that lies', async () => {
  const whole = psdOf()
  const resources = 26 + 4 + whole.readUInt32BE(26)
  const layers = resources + 4 + whole.readUInt32BE(resources)
  const firstChannel = layers + 4 + 4 + 2 + 16 + 2 + 2
  for (const [at, value] of [
    [26, 0xfffffff0],
    [resources, 90_000_000],
    [layers, 2_000_000_000],
    [layers + 4, 90_000_000],
    [firstChannel, 1_500_000_000],
  ] as const) {
    const bent = Buffer.from(whole)
    bent.writeUInt32BE(value, at)
    expect(() => checkLengths(bent, 1e8), String(at)).toThrow(expect.objectContaining(broken))
  }
  await expect(stillOf(whole.subarray(0, whole.length * 0.6), 'psd')).rejects.toMatchObject(broken)
  const vast = Buffer.from(whole)
  vast.writeUInt32BE(250_000, 14)
  vast.writeUInt32BE(250_000, 18)
  await expect(stillOf(vast, 'psd')).rejects.toMatchObject({ problem: 'too_many_pixels' })
})
