import { createHash } from 'node:crypto'
import { Failure } from '../../contract/errors.ts'

/** Counts and hashes what passes. Throws Failure `file.too_large` beyond `maxBytes`. */
export function measure(maxBytes: number) {
  const hash = createHash('sha256')
  let size = 0
  return {
    async *through(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        size += chunk.length
        if (size > maxBytes) throw new Failure('too_large', 'file.too_large', { bytes: maxBytes })
        hash.update(chunk)
        yield chunk
      }
    },
    stored: () => ({ sha256: hash.digest('hex'), size }),
  }
}

/** The path of a file: two levels of folders keep each of them small. Throws Failure for what is no hash. */
export function pathOfHash(sha256: string): string {
  if (!HASH.test(sha256)) throw new Failure('missing', 'file.missing')
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

export const HASH = /^[0-9a-f]{64}$/
