import type { Kind } from './achievement.ts'

export type Picture = { kind: Kind; colour: string; name: string; organisation: string }
export type Point = readonly [x: number, y: number]

export const SIZE = 400
export const CENTRE = 200
/** The disc that the sign stands in. */
export const SIGN_CENTRE = 160
export const SIGN_RADIUS = 104

/** A star, or a polygon when both radii are equal. */
function starred(points: number, outer: number, inner: number): Point[] {
  return Array.from({ length: points * 2 }, (_, i) => {
    const radius = i % 2 === 0 ? outer : inner
    const angle = (Math.PI * i) / points - Math.PI / 2
    return [CENTRE + radius * Math.cos(angle), 160 + radius * Math.sin(angle)] as const
  })
}

/** The sign of each kind: a tick, a star, a stack of frames, joined hands reduced to a cross of four. */
export const SIGNS: Record<Kind, Point[][]> = {
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
/** How much of a Han character's width one takes. */
const widthOf = (character: string) => (character < '\u2e80' ? 0.56 : 1)

/** A text as wide as so many Han characters at most. */
export function cut(text: string, most: number): string {
  const characters = Array.from(text)
  if (characters.reduce((sum, one) => sum + widthOf(one), 0) <= most) return text
  let [kept, width] = ['', 1]
  for (const one of characters) {
    width += widthOf(one)
    if (width > most) break
    kept += one
  }
  return `${kept.trimEnd()}…`
}

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

/** A PNG as a drawing of its size. */
export const framedPng = (base64: string, { width, height }: { width: number; height: number }) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${base64}"/></svg>`
