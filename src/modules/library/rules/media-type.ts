import { endingOf } from './file-name.ts'

/** The bytes of a file's beginning that tell what it is. */
export const HEAD_BYTES = 4096

const starts = (bytes: Uint8Array, text: string, at = 0) =>
  bytes.length >= at + text.length &&
  [...text].every((character, i) => bytes[at + i] === character.charCodeAt(0))

type Sign = readonly [type: string, beginning: string, at?: number]
/** How files begin, after their formats' own descriptions. */
const SIGNS: readonly Sign[] = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['image/tiff', 'II*\x00'],
  ['image/tiff', 'MM\x00*'],
  ['image/bmp', 'BM'],
  ['image/vnd.adobe.photoshop', '8BPS'],
  ['image/x-exr', '\x76\x2f\x31\x01'],
  ['image/vnd.radiance', '#?RADIANCE'],
  ['image/vnd.radiance', '#?RGBE'],
  ['application/pdf', '%PDF-'],
  ['model/gltf-binary', 'glTF'],
  ['application/x-fbx', 'Kaydara FBX Binary'],
  ['application/x-blender', 'BLENDER'],
  ['audio/mpeg', 'ID3'],
  ['audio/mpeg', '\xff\xfb'],
  ['audio/mpeg', '\xff\xf3'],
  ['audio/flac', 'fLaC'],
  ['audio/ogg', 'OggS'],
  ['video/webm', '\x1a\x45\xdf\xa3'],
  ['font/woff', 'wOFF'],
  ['font/woff2', 'wOF2'],
  ['font/otf', 'OTTO'],
  ['font/ttf', '\x00\x01\x00\x00\x00'],
  ['application/x-7z-compressed', "7z\xbc\xaf'\x1c"],
  ['application/vnd.rar', 'Rar!\x1a\x07'],
  ['application/gzip', '\x1f\x8b\x08'],
]

const OFFICE: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

/** Containers that say inside what they hold. */
function boxed(head: Uint8Array): string | null {
  if (starts(head, 'RIFF')) {
    if (starts(head, 'WEBP', 8)) return 'image/webp'
    if (starts(head, 'WAVE', 8)) return 'audio/wav'
    return starts(head, 'AVI ', 8) ? 'video/x-msvideo' : null
  }
  if (!starts(head, 'ftyp', 4)) return null
  if (starts(head, 'avif', 8) || starts(head, 'avis', 8)) return 'image/avif'
  if (['heic', 'heix', 'mif1', 'msf1'].some(brand => starts(head, brand, 8))) return 'image/heic'
  if (starts(head, 'qt  ', 8)) return 'video/quicktime'
  return starts(head, 'M4A ', 8) ? 'audio/mp4' : 'video/mp4'
}

/** Text is UTF-8 without a null byte; a character that the head cuts in two is no mistake. */
function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** A Truevision picture begins with nothing of its own: its name says it, and its header can be one. */
function isTga(name: string, head: Uint8Array): boolean {
  const [, colours = 2, type = 0] = head
  const [wide, high] = [12, 14].map(at => (head[at] ?? 0) + (head[at + 1] ?? 0) * 256)
  const kinds = [1, 2, 3, 9, 10, 11].includes(type) && [8, 15, 16, 24, 32].includes(head[16] ?? 0)
  return endingOf(name) === 'tga' && kinds && colours < 2 && Number(wide) > 0 && Number(high) > 0
}

/** Markup is told from other text so that nobody opens it in good faith; it is never served as what it is. */
function textType(name: string, head: Uint8Array): string {
  const text = new TextDecoder().decode(head).trimStart().toLowerCase()
  if (endingOf(name) === 'gltf' && text.startsWith('{')) return 'model/gltf+json'
  if (endingOf(name) === 'obj' && /^(#|mtllib|usemtl|o|g|v|vt|vn|s|f)\s/m.test(text)) return 'model/obj'
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!doctype[^>]*>\s*)*<svg[\s>]/.test(text))
    return 'image/svg+xml'
  if (/<(!doctype html|html|script|body|iframe)[\s>]/.test(text)) return 'text/html'
  return text.startsWith('<?xml') ? 'application/xml' : 'text/plain'
}

/**
 * What a file is by its content. The name decides only between kinds that begin alike: office documents are zip
 * archives, some models are text.
 */
export function mediaTypeOf(name: string, head: Uint8Array): string {
  const found = boxed(head) ?? SIGNS.find(([, beginning, at]) => starts(head, beginning, at))?.[0]
  if (found) return found
  if (starts(head, 'PK\x03\x04')) return OFFICE[endingOf(name)] ?? 'application/zip'
  if (isTga(name, head)) return 'image/x-tga'
  return head.length > 0 && isText(head) ? textType(name, head) : 'application/octet-stream'
}

/** Types that a browser may be told: it can show or play them, and runs nothing in them. */
const HARMLESS =
  /^(image\/(png|jpeg|gif|webp|avif|tiff|bmp)|audio\/|video\/|font\/|application\/(pdf|zip|vnd\.openxml)|text\/plain$)/

/** The type a file is handed out as: what a browser could run is bytes and nothing else. */
export const servedAs = (mediaType: string): string =>
  HARMLESS.test(mediaType)
    ? `${mediaType}${mediaType === 'text/plain' ? '; charset=utf-8' : ''}`
    : 'application/octet-stream'

/** Pictures that a preview can be made of. */
export const isPicture = (mediaType: string): boolean =>
  /^image\/(png|jpeg|gif|webp|avif|tiff)$/.test(mediaType)
/** What is only heard, and what is also seen: a page plays what is made of it. */
export const isSound = (mediaType: string): boolean => /^audio\/(mpeg|mp4|ogg|wav|flac)$/.test(mediaType)
export const isFilm = (mediaType: string): boolean =>
  /^video\/(mp4|webm|quicktime|x-msvideo)$/.test(mediaType)
/** Models that can be shown, by how they are read. */
export const modelFormatOf = (mediaType: string): 'gltf' | 'obj' | null =>
  /^model\/gltf(-binary|\+json)$/.test(mediaType) ? 'gltf' : mediaType === 'model/obj' ? 'obj' : null
const STILLS = {
  'image/x-exr': 'exr',
  'image/vnd.radiance': 'hdr',
  'image/x-tga': 'tga',
  'image/vnd.adobe.photoshop': 'psd',
} as const
/** Pictures in formats of their trade that can be shown, by how they are read. */
export const stillFormatOf = (mediaType: string) => STILLS[mediaType as keyof typeof STILLS] ?? null
/** What pictures are made of, or a model, for the page to show. */
export const hasPreview = (mediaType: string): boolean =>
  isPicture(mediaType) || modelFormatOf(mediaType) !== null || stillFormatOf(mediaType) !== null
/** A zip is taken apart; office documents, which are zips too, are one thing. */
export const isPackage = (mediaType: string): boolean => mediaType === 'application/zip'
/** What a browser's own player plays. */
export const isPlayable = (mediaType: string): boolean =>
  /^(video\/(mp4|webm|quicktime)|audio\/(mpeg|mp4|ogg|wav|flac))$/.test(mediaType)

/** What can be read as it stands; markup too is shown as its text and never as what it says. */
export const isReadable = (mediaType: string): boolean =>
  /^(text\/(plain|html)|application\/xml|image\/svg\+xml|model\/(obj|gltf\+json))$/.test(mediaType)

const ENDINGS: Record<string, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/svg+xml': ['svg'],
  'application/pdf': ['pdf'],
  'video/mp4': ['mp4', 'm4v'],
  'text/html': ['html', 'htm'],
}
const CLAIMED = new Map(
  Object.entries(ENDINGS).flatMap(([type, all]) => all.map(one => [one, type] as const)),
)

/** Whether a name promises another kind of file than its content is. */
export function isMisnamed(name: string, mediaType: string): boolean {
  const claimed = CLAIMED.get(endingOf(name))
  return claimed !== undefined && claimed !== mediaType
}
