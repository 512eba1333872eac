import type { ByteRange } from '../files/store.ts'

/**
 * The one range of bytes that a `Range` header asks for (RFC 9110, 14.1.2); null where the whole is to be given, as for
 * several ranges or another unit.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const [first, last] = [asked[1], asked[2]].map(digits => (digits ? Number(digits) : null)) as [
    number | null,
    number | null,
  ]
  if (first === null) {
    if (!last || size === 0) return 'unsatisfiable'
    return { start: Math.max(0, size - last), end: size - 1 }
  }
  if (last !== null && last < first) return null
  if (first >= size) return 'unsatisfiable'
  return { start: first, end: Math.min(last ?? size - 1, size - 1) }
}
