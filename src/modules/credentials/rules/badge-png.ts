import { deflateSync } from 'node:zlib'
import type { Kind } from './achievement.ts'
import { CENTRE, type Picture, type Point, SIGNS, SIZE } from './badge-svg.ts'
import { pngChunk } from './baked.ts'

/** The same picture without its words as a PNG, for places that take no SVG; drawn with four samples a pixel. */
export function badgePng({ kind, colour }: Pick<Picture, 'kind' | 'colour'>): Buffer {
  const ink = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
  const paper = [0xff, 0xfe, 0xfb]
  const rows = Buffer.alloc(SIZE * (SIZE * 4 + 1))
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      let [inked, covered] = [0, 0]
      for (const [dx, dy] of SAMPLES) {
        const layer = layerAt(kind, x + dx, y + dy)
        if (layer !== 'none') covered++
        if (layer === 'ink') inked++
      }
      const at = y * (SIZE * 4 + 1) + 1 + x * 4
      const share = covered ? inked / covered : 0
      for (let c = 0; c < 3; c++)
        rows[at + c] = Math.round((ink[c] as number) * share + (paper[c] as number) * (1 - share))
      rows[at + 3] = Math.round((covered / SAMPLES.length) * 255)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE, 0)
  header.writeUInt32BE(SIZE, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', new Uint8Array()),
  ])
}

const SAMPLES = [0.25, 0.75].flatMap(dx => [0.25, 0.75].map(dy => [dx, dy] as const))

/** What lies at a point: nothing, the paper of the badge, or its colour. The words' place is ruled off by a line. */
function layerAt(kind: Kind, x: number, y: number): 'none' | 'paper' | 'ink' {
  const rim = Math.hypot(x - CENTRE, y - CENTRE)
  if (rim > 200) return 'none'
  if (rim > 192) return 'ink'
  if (Math.hypot(x - CENTRE, y - 160) < 104)
    return SIGNS[kind].some(points => inside(points, x, y)) ? 'paper' : 'ink'
  const ruled = (y > 296 && y < 300 && x > 110 && x < 290) || (y > 320 && y < 323 && x > 145 && x < 255)
  return ruled ? 'ink' : 'paper'
}

function inside(points: readonly Point[], x: number, y: number): boolean {
  let within = false
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [xi, yi] = points[i] as Point
    const [xj, yj] = points[j] as Point
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within
  }
  return within
}
