/** How files of each ending begin; nothing that a browser could run is among them. */
const KINDS: Record<string, { mediaType: string; begins: number[] }> = {
  pdf: { mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  png: { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  jpg: { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  jpeg: { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
}
export const ENDINGS = Object.keys(KINDS).map(ending => `.${ending}`)
export const HEAD_BYTES = 8

/** The media type of a paper by how it begins, which has to fit how its name ends; null for every other kind. */
export function mediaTypeOf(name: string, head: Uint8Array): string | null {
  const ending = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  const kind = Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined
  return kind?.begins.every((byte, i) => head[i] === byte) ? kind.mediaType : null
}
