import { endingOf } from '../../rules/file-name.ts'
import { gltfLinks, mtlLinks, objLinks } from '../../rules/links.ts'

/** Looks through a scene as it streams by for what it refers to; null where its format is not read. */
export interface SceneScan {
  add(chunk: Buffer): void
  /** The references, or null when the scene could not be read. */
  end(): string[] | null
}

const LINE_MOST = 64 * 1024
const GLB_HEADER = 12
const CHUNK_HEADER = 8
const JSON_CHUNK = 0x4e4f534a

export function sceneScan(path: string, most: number): SceneScan | null {
  const ending = endingOf(path)
  if (ending === 'obj') return new LineScan(objLinks)
  if (ending === 'mtl') return new LineScan(mtlLinks)
  return ending === 'gltf' || ending === 'glb' ? new GltfScan(most) : null
}

/** Text of any length, a line at a time; a line longer than any that names a file is passed over. */
class LineScan implements SceneScan {
  private readonly linksOf: (line: string) => string[]
  private readonly found: string[] = []
  private rest = Buffer.alloc(0)

  constructor(linksOf: (line: string) => string[]) {
    this.linksOf = linksOf
  }

  add(chunk: Buffer): void {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      this.line(Buffer.concat([this.rest, chunk.subarray(from, at)]))
      this.rest = Buffer.alloc(0)
      from = at + 1
    }
    if (this.rest.length < LINE_MOST) this.rest = Buffer.concat([this.rest, chunk.subarray(from)])
  }

  private line(bytes: Buffer): void {
    // Vertices and faces are most of it, and name nothing.
    const first = bytes[0] ?? 0
    if (bytes.length > LINE_MOST || first === 0x76 || first === 0x66) return
    this.found.push(...this.linksOf(textOf(bytes)))
  }

  end(): string[] {
    this.line(this.rest)
    return this.found
  }
}

function textOf(bytes: Buffer): string {
  for (const kind of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(kind, { fatal: true }).decode(bytes)
    } catch {}
  return bytes.toString('latin1')
}

/** A glTF scene, or the scene at the beginning of a GLB. */
class GltfScan implements SceneScan {
  private readonly chunks: Buffer[] = []
  private readonly most: number
  private size = 0

  constructor(most: number) {
    this.most = most
  }

  add(chunk: Buffer): void {
    if (this.size <= this.most) this.chunks.push(chunk)
    this.size += chunk.length
  }

  end(): string[] | null {
    const bytes = Buffer.concat(this.chunks)
    const text =
      bytes.toString('latin1', 0, 4) === 'glTF' ? sceneOfGlb(bytes) : this.size <= this.most ? bytes : null
    if (!text) return null
    try {
      return gltfLinks(JSON.parse(text.toString('utf8')))
    } catch {
      return null
    }
  }
}

function sceneOfGlb(bytes: Buffer): Buffer | null {
  const starts = GLB_HEADER + CHUNK_HEADER
  if (bytes.length < starts || bytes.readUInt32LE(GLB_HEADER + 4) !== JSON_CHUNK) return null
  const length = bytes.readUInt32LE(GLB_HEADER)
  return starts + length <= bytes.length ? bytes.subarray(starts, starts + length) : null
}
