import type { Readable } from 'node:stream'

/** Bytes of a file, the last one included. */
export type ByteRange = { start: number; end: number }

export type Stored = { sha256: string; size: number }

/** Bytes under their SHA-256 (hex): the same bytes once, whoever stores them. */
export interface FileStore {
  /** Stores a stream. Throws Failure `file.too_large` beyond `maxBytes` and keeps nothing. */
  put(content: Readable, options: { maxBytes: number }): Promise<Stored>
  /** The whole, or the bytes from `start` to `end` inclusive. Throws Failure `file.missing` when nothing is stored. */
  read(sha256: string, range?: ByteRange): Promise<Readable>
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /** Every stored file and when its bytes last came, for backup and clean-up. */
  list(): AsyncIterable<Stored & { storedAt: Date }>
}
