const BEGINNINGS: { endings: string[]; bytes: number[]; mediaType: string }[] = [
  { endings: ['pdf'], bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], mediaType: 'application/pdf' },
  {
    endings: ['png'],
    bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    mediaType: 'image/png',
  },
  { endings: ['jpg', 'jpeg'], bytes: [0xff, 0xd8, 0xff], mediaType: 'image/jpeg' },
]
export const DOCUMENT_HEAD_BYTES = 8

/** The media type of an applicant's document by how it begins, which has to fit its name; null for all else. */
export function documentKindOf(name: string, head: Uint8Array): string | null {
  const ending = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  const found = BEGINNINGS.find(({ endings }) => endings.includes(ending))
  return found?.bytes.every((byte, i) => head[i] === byte) ? found.mediaType : null
}
