import { deflateSync } from 'node:zlib'
import type { Kind } from './achievement.ts'
import { pngChunk } from './baked.ts'

type Picture = { kind: Kind; colour: string; name: string; organisation: string }
type Point = readonly [x: number, y: number]

const SIZE = 400
const CENTRE = 200

/** A star, or a polygon when both radii are equal. */
function starred(points: number, outer: number, inner: number): Point[] {
  return Array.from({ length: points * 2 }, (_, i) => {
    const radius = i % 2 === 0 ? outer : inner
    const angle = (Math.PI * i) / points - Math.PI / 2
    return [CENTRE + radius * Math.cos(angle), 160 + radius * Math.sin(angle)] as const
  })
}

/** The sign of each kind: a tick, a star, a stack of frames, joined hands reduced to a cross of four. */
const SIGNS: Record<Kind, Point[][]> = {
  completion: [
    [
      [130, 165],
      [152, 143],
      [183, 174],
      [250, 107],
      [272, 129],
      [183, 218],
    ],
  ],
  award: [starred(5, 72, 30)],
  project: [
    [
      [130, 110],
      [230, 110],
      [230, 130],
      [150, 130],
      [150, 190],
      [130, 190],
    ],
    [
      [165, 145],
      [270, 145],
      [270, 215],
      [165, 215],
    ],
  ],
  contribution: [starred(4, 72, 26)],
}

const escaped = (text: string) => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
const cut = (text: string, most: number) =>
  Array.from(text).length > most
    ? `${Array.from(text)
        .slice(0, most - 1)
        .join('')}…`
    : text

/** The picture of a credential as SVG: the sign of its kind in the issuer's colour, its name and the issuer's. */
export function badgeSvg({ kind, colour, name, organisation }: Picture): string {
  const sign = SIGNS[kind].map(
    points => `<polygon points="${points.map(p => p.map(n => Math.round(n)).join(',')).join(' ')}"/>`,
  )
  const text = (words: string, y: number, size: number, most: number) =>
    `<text x="200" y="${y}" font-size="${size}">${escaped(cut(words, most))}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" role="img"><title>${escaped(name)}</title>`,
    `<circle cx="200" cy="200" r="196" fill="#fffefb" stroke="${colour}" stroke-width="8"/>`,
    `<circle cx="200" cy="160" r="104" fill="${colour}"/><g fill="#fffefb">${sign.join('')}</g>`,
    `<g fill="#1d2023" text-anchor="middle" font-family="'Noto Serif SC','Songti SC',serif">`,
    text(name, 302, 24, 13),
    text(organisation, 336, 15, 18),
    '</g></svg>',
  ].join('')
}

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
