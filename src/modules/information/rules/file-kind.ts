const starts = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((character, i) => bytes[at + i] === character.charCodeAt(0))

const OFFICE: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

/** The bytes of a file's beginning that `mediaTypeOf` looks at. */
export const HEAD_BYTES = 12

/**
 * The media type of a file by how it begins, which has to fit how its name ends; null for every other kind. Nothing
 * that a browser could run is among them.
 */
export function mediaTypeOf(name: string, head: Uint8Array): string | null {
  const ending = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  if (ending === 'pdf') return starts(head, '%PDF-') ? 'application/pdf' : null
  if (ending === 'png') return starts(head, '\x89PNG\r\n\x1a\n') ? 'image/png' : null
  if (ending === 'jpg' || ending === 'jpeg') return starts(head, '\xff\xd8\xff') ? 'image/jpeg' : null
  if (ending === 'gif') return starts(head, 'GIF8') ? 'image/gif' : null
  if (ending === 'webp') return starts(head, 'RIFF') && starts(head, 'WEBP', 8) ? 'image/webp' : null
  return starts(head, 'PK\x03\x04') ? (OFFICE[ending] ?? null) : null
}
