import { refuse } from '../models/refusal.ts'

/** Goes through a file whose numbers begin with their largest part; a RangeError where it ends. */
class Reader {
  readonly view: DataView
  at = 0
  /** Whether lengths have eight bytes: in the large variant of the format. */
  large = false

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  short(): number {
    this.at += 2
    return this.view.getUint16(this.at - 2)
  }
  long(): number {
    this.at += 4
    return this.view.getUint32(this.at - 4)
  }
  length(): number {
    return this.large ? this.long() * 2 ** 32 + this.long() : this.long()
  }
  /** Where a section ends that begins here with its own length. */
  section(length: number, within: number): number {
    const ends = this.at + length
    if (ends > within) refuse('broken')
    return ends
  }
}

/** Refuses a Photoshop file whose sections, layers or rows are longer than what is there (Adobe's file format specification). */
export function checkLengths(bytes: Uint8Array, pixels: number): void {
  try {
    check(new Reader(bytes), bytes.length, pixels)
  } catch (error) {
    if (error instanceof RangeError) refuse('broken')
    throw error
  }
}

function check(file: Reader, size: number, pixels: number): void {
  file.at = 4
  const version = file.short()
  if (version !== 1 && version !== 2) refuse('unsupported')
  file.large = version === 2
  file.at = 12
  const [channels, height, width, depth] = [file.short(), file.long(), file.long(), file.short()]
  if (width * height > pixels) refuse('too_many_pixels')
  file.at += 2
  for (let section = 0; section < 2; section++) file.at = file.section(file.long(), size)
  const layers = file.length()
  const ends = file.section(layers, size)
  if (layers > 0) checkLayers(file, ends)
  file.at = ends
  const compression = file.short()
  const rows = channels * height
  const row = Math.ceil((width * depth) / 8)
  if (compression === 0 && file.at + rows * row > size) refuse('broken')
  if (compression === 1) {
    let packed = 0
    for (let each = 0; each < rows; each++) packed += file.large ? file.long() : file.short()
    if (file.at + packed > size) refuse('broken')
  }
}

function checkLayers(file: Reader, within: number): void {
  const length = file.length()
  const ends = file.section(length, within)
  if (length === 0) return
  const count = Math.abs(file.view.getInt16(file.at))
  file.at += 2
  let data = 0
  for (let layer = 0; layer < count; layer++) {
    file.at += 16
    const channels = file.short()
    for (let channel = 0; channel < channels; channel++) {
      file.at += 2
      data += file.length()
    }
    // Its way of blending, and then whatever else is said of it.
    file.at += 12
    file.at = file.section(file.long(), ends)
  }
  if (file.at + data > ends) refuse('broken')
}
