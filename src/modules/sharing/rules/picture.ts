/** How pictures begin that every browser shows. */
const SIGNS = [
  { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], at: 0 },
  { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff], at: 0 },
  { mediaType: 'image/webp', begins: [0x57, 0x45, 0x42, 0x50], at: 8 },
] as const
export const HEAD_BYTES = 12

/** What a picture is, told by its content; null for every other file. */
export const pictureTypeOf = (head: Uint8Array): string | null =>
  SIGNS.find(({ begins, at }) => begins.every((byte, i) => head[at + i] === byte))?.mediaType ?? null
