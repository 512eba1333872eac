const starts = (bytes: Uint8Array, text: string) =>
  [...text].every((character, i) => bytes[i] === character.charCodeAt(0))

/** The bytes of a file's beginning that `mediaTypeOf` looks at. */
export const HEAD_BYTES = 8
/** What a scan can be, as its name ends. */
export const SCAN_ENDINGS = ['.pdf', '.jpg', '.jpeg', '.png'] as const

/** The media type of a scan by how it begins, which has to fit how its name ends; null for every other kind. */
export function mediaTypeOf(name: string, head: Uint8Array): string | null {
  const ending = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  if (ending === 'pdf') return starts(head, '%PDF-') ? 'application/pdf' : null
  if (ending === 'png') return starts(head, '\x89PNG\r\n\x1a\n') ? 'image/png' : null
  if (ending === 'jpg' || ending === 'jpeg') return starts(head, '\xff\xd8\xff') ? 'image/jpeg' : null
  return null
}
