import type { Readable } from 'node:stream'

export type Stored = { sha256: string; size: number }

/** Bytes under their SHA-256 (hex): the same bytes once, whoever stores them. */
export interface FileStore {
  /** Stores a stream. Throws Failure `file.too_large` beyond `maxBytes` and keeps nothing. */
  put(content: Readable, options: { maxBytes: number }): Promise<Stored>
  /** Throws Failure `file.missing` when nothing is stored under the hash. */
  read(sha256: string): Promise<Readable>
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /** Every stored file and when its bytes last came, for backup and clean-up. */
  list(): AsyncIterable<Stored & { storedAt: Date }>
}
