import { refuse } from './refusal.ts'

const MAGIC = 0x46546c67
const HEADER = 12
const JSON_CHUNK = 0x4e4f534a
const BIN_CHUNK = 0x004e4942

export type Container = { scene: unknown; binary: Uint8Array | null }

/** The scene of a glTF or GLB file and the bytes that lie beside it; lengths that do not agree are refused. */
export function openContainer(bytes: Uint8Array, sceneBytes: number): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC)
    return { scene: sceneOf(bytes, sceneBytes), binary: null }
  if (view.getUint32(4, true) !== 2) refuse('unsupported')
  if (view.getUint32(8, true) !== bytes.length) refuse('broken')
  const chunks: { type: number; data: Uint8Array }[] = []
  for (let at = HEADER; at < bytes.length; ) {
    if (at + 8 > bytes.length) refuse('broken')
    const length = view.getUint32(at, true)
    const ends = at + 8 + length
    if (ends > bytes.length) refuse('broken')
    chunks.push({ type: view.getUint32(at + 4, true), data: bytes.subarray(at + 8, ends) })
    at = ends
  }
  const [first, second] = chunks
  if (first?.type !== JSON_CHUNK) refuse('broken')
  return {
    scene: sceneOf(first.data, sceneBytes),
    binary: second?.type === BIN_CHUNK ? second.data : null,
  }
}

function sceneOf(bytes: Uint8Array, most: number): unknown {
  if (bytes.length > most) refuse('too_complex')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse('broken')
  }
}
