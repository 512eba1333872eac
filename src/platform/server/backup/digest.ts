import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { BackupError } from './manifest.ts'

const LENGTH = 64

/** The archive's comment: it ends with room for the digest of all bytes before. */
export const COMMENT = `Overpass backup, sha256 ${'0'.repeat(LENGTH)}`

/** Replaces the last 64 bytes of a stream by the SHA-256 (hex) of what precedes them. */
export function writeDigest(): Transform {
  const hash = createHash('sha256')
  let held: Buffer = Buffer.alloc(0)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk])
      const pass = all.subarray(0, Math.max(0, all.length - LENGTH))
      held = all.subarray(pass.length)
      hash.update(pass)
      if (pass.length) this.push(pass)
      done()
    },
    flush(done) {
      done(null, hash.digest('hex'))
    },
  })
}

/** Refuses a file of which any byte was changed or is missing. */
export async function checkDigest(path: string): Promise<void> {
  const { size } = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new BackupError(`There is no file ${path}.`) : error
  })
  const hash = createHash('sha256')
  let tail: Buffer = Buffer.alloc(0)
  if (size > COMMENT.length)
    for await (const chunk of createReadStream(path)) {
      const all: Buffer = Buffer.concat([tail, chunk])
      tail = all.subarray(Math.max(0, all.length - LENGTH))
      hash.update(all.subarray(0, all.length - tail.length))
    }
  if (hash.digest('hex') !== tail.toString('latin1'))
    throw new BackupError(
      'This is not a whole backup: bytes of the file were changed or are missing. Nothing was written.',
    )
}
