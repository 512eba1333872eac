import { TGALoader } from 'three/examples/jsm/loaders/TGALoader.js'
import { refuse } from '../models/refusal.ts'
import { ownBuffer } from './read-light.ts'

const HEADER = 18

/** A Truevision TGA as RGBA, once its length is known to agree with what it says. */
export function readTga(
  bytes: Uint8Array,
  most: number,
): { width: number; height: number; pixels: Uint8Array } {
  if (bytes.length <= HEADER) refuse('broken')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [view.getUint16(12, true), view.getUint16(14, true)]
  if (width * height > most) refuse('too_many_pixels')
  const colours = bytes[1] ? Math.ceil((view.getUint16(5, true) * (bytes[7] ?? 0)) / 8) : 0
  const starts = HEADER + (bytes[0] ?? 0) + colours
  const size = Math.ceil((bytes[16] ?? 0) / 8)
  if (size === 0 || !(width > 0 && height > 0)) refuse('broken')
  const packed = (bytes[2] ?? 0) > 8
  if (packed ? !runsFill(bytes, starts, size, width * height) : starts + width * height * size > bytes.length)
    refuse('broken')
  const { data } = new TGALoader().parse(ownBuffer(bytes)) as unknown as { data: Uint8Array }
  return { width, height, pixels: new Uint8Array(data) }
}

/** Whether runs of equal and of different points fill the picture before the file ends. */
function runsFill(bytes: Uint8Array, starts: number, size: number, points: number): boolean {
  let [at, left] = [starts, points]
  while (left > 0 && at < bytes.length) {
    const run = bytes[at] as number
    const count = (run & 0x7f) + 1
    at += 1 + (run & 0x80 ? size : count * size)
    left -= count
  }
  return left <= 0 && at <= bytes.length
}
