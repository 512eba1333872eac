type Kind = { mediaType: string; begins: readonly { text: string; at?: number }[] }

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const ZIP = [{ text: 'PK\x03\x04' }]
const JPEG: Kind = { mediaType: 'image/jpeg', begins: [{ text: '\xff\xd8\xff' }] }

/** How files begin, by how their names end; nothing that a browser could run is among them. */
const KINDS = {
  pdf: { mediaType: 'application/pdf', begins: [{ text: '%PDF-' }] },
  png: { mediaType: 'image/png', begins: [{ text: '\x89PNG\r\n\x1a\n' }] },
  jpg: JPEG,
  jpeg: JPEG,
  gif: { mediaType: 'image/gif', begins: [{ text: 'GIF8' }] },
  webp: { mediaType: 'image/webp', begins: [{ text: 'RIFF' }, { text: 'WEBP', at: 8 }] },
  mp4: { mediaType: 'video/mp4', begins: [{ text: 'ftyp', at: 4 }] },
  docx: { mediaType: `${OFFICE}.wordprocessingml.document`, begins: ZIP },
  xlsx: { mediaType: `${OFFICE}.spreadsheetml.sheet`, begins: ZIP },
  pptx: { mediaType: `${OFFICE}.presentationml.presentation`, begins: ZIP },
} satisfies Record<string, Kind>

/** The bytes of a file's beginning by which its kind is told. */
export const HEAD_BYTES = 12

/** Kinds of files that may be brought somewhere. */
export type FileKinds = {
  /** As their names end: ".pdf". */
  endings: readonly string[]
  /** The media type of a file by how it begins, which has to fit how its name ends; null for every other kind. */
  mediaTypeOf(name: string, head: Uint8Array): string | null
}

export function fileKinds(...allowed: (keyof typeof KINDS)[]): FileKinds {
  const kinds = new Map<string, Kind>(allowed.map(ending => [ending, KINDS[ending]]))
  return {
    endings: allowed.map(ending => `.${ending}`),
    mediaTypeOf(name, head) {
      const kind = kinds.get(/\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? '')
      const fits = kind?.begins.every(({ text, at = 0 }) =>
        [...text].every((character, i) => head[at + i] === character.charCodeAt(0)),
      )
      return kind && fits ? kind.mediaType : null
    },
  }
}

/** A paper, scanned or as it was written. */
export const PAPERS = fileKinds('pdf', 'png', 'jpg', 'jpeg')
