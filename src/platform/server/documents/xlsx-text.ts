import { TableError } from './table-error.ts'
import type { XlsxPackage } from './xlsx-package.ts'

/**
 * A workbook's shared texts, kept as one block of UTF-8 outside the JavaScript heap, so that a million names
 * fit into the reading process.
 */
export class SharedTexts {
  private bytes = Buffer.alloc(1 << 16)
  private ends = new Uint32Array(1 << 12)
  private used = 0
  private count = 0

  add(text: string): void {
    const most = text.length * 3
    if (this.used + most > this.bytes.length) {
      const grown = Buffer.alloc(Math.max(this.bytes.length * 2, this.used + most))
      this.bytes.copy(grown, 0, 0, this.used)
      this.bytes = grown
    }
    if (this.count === this.ends.length) {
      const grown = new Uint32Array(this.ends.length * 2)
      grown.set(this.ends)
      this.ends = grown
    }
    this.used += this.bytes.write(text, this.used)
    this.ends[this.count++] = this.used
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.count)) throw new TableError('table.damaged')
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index])
  }
}

/** Reads the part of shared texts; formatting is dropped and reading aids (phonetic runs) are left out. */
export async function readSharedTexts(pack: XlsxPackage, path: string, limit: number): Promise<SharedTexts> {
  if (pack.size(path) > limit) throw new TableError('table.too_large', { limit })
  const texts = new SharedTexts()
  let current = ''
  let phonetic = 0
  let inText = false
  await pack.parse(path, {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic++
      else if (name === 't') inText = phonetic === 0
    },
    text(text) {
      if (inText) current += text
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') texts.add(unescapeText(current))
    },
  })
  return texts
}

/** Spreadsheets write characters that XML forbids as _x000D_. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
