import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Package } from '#modules/library/server/packages/take-apart.ts'
import { boatZip } from './boat.ts'
import { lanternGlb } from './lantern.ts'
import { ITEMS } from './told.ts'

/** A stored thing of the demo: what it is called in the store, and how large. */
type Stored = { bytes: Buffer; sha256: string }
export type DemoContent = Stored & {
  mediaType: string
  package: Package | null
  picture: {
    width: number
    height: number
    renditions: (Stored & { size: 'thumb' | 'large'; width: number; height: number })[]
  } | null
}

const WIDTH = 960
const HEIGHT = 640
type Colour = readonly [number, number, number]
type Shade = (x: number, y: number) => Colour

const mix = (a: Colour, b: Colour, share: number): Colour =>
  [0, 1, 2].map(
    i => (a[i] ?? 0) + ((b[i] ?? 0) - (a[i] ?? 0)) * Math.min(1, Math.max(0, share)),
  ) as unknown as Colour
const PAPER: Colour = [247, 245, 240]
const GREEN: Colour = [11, 107, 93]
const INK: Colour = [29, 32, 35]
const OCHRE: Colour = [201, 138, 27]
const RED: Colour = [181, 72, 42]

/** Drawings of the demo, each as the colour of a point between 0 and 1. */
const DRAWINGS: Record<'sea' | 'planks' | 'lamp' | 'steps', Shade> = {
  sea(x, y) {
    const wave = 0.62 + 0.02 * Math.sin(x * 18) + 0.01 * Math.sin(x * 41)
    const hull = y > 0.52 && y < 0.64 && Math.abs(x - 0.5) < 0.2 - (y - 0.52) * 0.5
    const mast = Math.abs(x - 0.52) < 0.006 && y > 0.22 && y < 0.52
    const sail = x > 0.53 && x < 0.53 + (y - 0.24) * 0.55 && y > 0.24 && y < 0.48
    if (mast) return INK
    if (sail) return PAPER
    if (hull) return mix(RED, INK, (y - 0.52) * 4)
    return y > wave ? mix(GREEN, INK, (y - wave) * 1.4) : mix([214, 226, 228], PAPER, y * 1.4)
  },
  planks(x, y) {
    const plank = Math.floor(y * 7)
    const grain = 0.5 + 0.5 * Math.sin(x * 60 + Math.sin(y * 90 + plank * 7) * 3 + plank * 11)
    const gap = y * 7 - plank < 0.05
    return gap ? INK : mix([122, 88, 58], [176, 140, 100], grain * 0.5 + ((plank * 37) % 10) / 20)
  },
  lamp(x, y) {
    const [dx, dy] = [(x - 0.5) * 1.5, y - 0.5]
    const [far, turn] = [Math.hypot(dx, dy), Math.atan2(dy, dx)]
    const petal = 0.26 + 0.07 * Math.cos(turn * 8)
    if (far < petal && far > petal - 0.05) return RED
    if (far < 0.14 && Math.cos(turn * 12) * far > 0.04) return OCHRE
    return far < 0.42 && far > 0.405 ? RED : PAPER
  },
  steps(x, y) {
    for (const [colour, shift] of [
      [GREEN, 0],
      [RED, 1.6],
      [OCHRE, 3.2],
    ] as const)
      if (Math.abs(y - (0.5 + 0.26 * Math.sin(x * 12.6 + shift))) < 0.008) return colour
    return Math.abs((x * 12) % 1) < 0.02 || Math.abs((y * 8) % 1) < 0.02 ? [228, 223, 212] : PAPER
  },
}

function drawn(shade: Shade): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let y = 0, at = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      for (const part of shade(x / WIDTH, y / HEIGHT)) pixels[at++] = Math.round(part)
  return pixels
}

/** One second of a low hum, 16 bits, mono. */
function hum(): Buffer {
  const rate = 8000
  const wave = Buffer.alloc(44 + rate * 2)
  wave.write('RIFF', 0)
  wave.writeUInt32LE(36 + rate * 2, 4)
  wave.write('WAVEfmt ', 8)
  wave.writeUInt32LE(16, 16)
  wave.writeUInt16LE(1, 20)
  wave.writeUInt16LE(1, 22)
  wave.writeUInt32LE(rate, 24)
  wave.writeUInt32LE(rate * 2, 28)
  wave.writeUInt16LE(2, 32)
  wave.writeUInt16LE(16, 34)
  wave.write('data', 36)
  wave.writeUInt32LE(rate * 2, 40)
  for (let i = 0; i < rate; i++) {
    const at = (2 * Math.PI * i) / rate
    wave.writeInt16LE(Math.round(5000 * Math.sin(at * 70) + 2500 * Math.sin(at * 111)), 44 + i * 2)
  }
  return wave
}

const stored = (bytes: Buffer): Stored => ({
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

async function pictureOf(shade: Shade): Promise<DemoContent> {
  // Loaded where pictures are drawn and nowhere else.
  const { default: sharp } = await import('sharp')
  const raw = { raw: { width: WIDTH, height: HEIGHT, channels: 3 as const } }
  const pixels = drawn(shade)
  const small = (width: number) => sharp(pixels, raw).resize({ width }).webp({ quality: 80 }).toBuffer()
  const height = (width: number) => Math.round((width * HEIGHT) / WIDTH)
  return {
    ...stored(await sharp(pixels, raw).png().toBuffer()),
    mediaType: 'image/png',
    package: null,
    picture: {
      ...{ width: WIDTH, height: HEIGHT },
      renditions: [
        { size: 'thumb', width: 400, height: height(400), ...stored(await small(400)) },
        { size: 'large', width: WIDTH, height: HEIGHT, ...stored(await small(WIDTH)) },
      ],
    },
  }
}

type ToldFile = (typeof ITEMS)[number]['files'][number]

async function contentOf({ holds, words = '' }: ToldFile): Promise<DemoContent> {
  const plain = { picture: null, package: null }
  if (holds === 'words') return { ...stored(Buffer.from(words)), mediaType: 'text/plain', ...plain }
  if (holds === 'hum') return { ...stored(hum()), mediaType: 'audio/wav', ...plain }
  if (holds === 'shot') {
    const bytes = await readFile(new URL('./shot.mp4', import.meta.url))
    return { ...stored(bytes), mediaType: 'video/mp4', ...plain }
  }
  if (holds === 'lantern') return { ...stored(lanternGlb()), mediaType: 'model/gltf-binary', ...plain }
  if (holds === 'boat') {
    const { bytes, read } = await boatZip((await pictureOf(DRAWINGS.planks)).bytes)
    return { ...stored(bytes), mediaType: 'application/zip', picture: null, package: read }
  }
  return pictureOf(DRAWINGS[holds])
}

/** What every file of the demo library holds, by its item and name; always the same. */
export async function demoContents(): Promise<Map<string, DemoContent>> {
  const contents = new Map<string, DemoContent>()
  for (const item of ITEMS)
    for (const file of item.files) contents.set(`${item.key} ${file.name}`, await contentOf(file))
  return contents
}
