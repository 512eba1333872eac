import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../../contract/errors.ts'
import type { FileStore, Stored } from './store.ts'

const HASH = /^[0-9a-f]{64}$/

/** Files on the local disk: `ab/cd/<sha256>` below `root`, written aside and renamed, so never half there. */
export function localStore(root: string): FileStore {
  const pathOf = (sha256: string) => {
    if (!HASH.test(sha256)) throw new Failure('missing', 'file.missing')
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  return {
    async put(content, { maxBytes }) {
      const aside = join(root, 'incoming', randomUUID())
      await mkdir(dirname(aside), { recursive: true, mode: 0o700 })
      const hash = createHash('sha256')
      let size = 0
      try {
        await pipeline(
          content,
          async function* (source: AsyncIterable<Buffer>) {
            for await (const chunk of source) {
              size += chunk.length
              if (size > maxBytes) throw new Failure('too_large', 'file.too_large', { bytes: maxBytes })
              hash.update(chunk)
              yield chunk
            }
          },
          createWriteStream(aside, { mode: 0o600, flush: true }),
        )
        const sha256 = hash.digest('hex')
        const path = pathOf(sha256)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(aside, path)
        return { sha256, size }
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
    },
    async read(sha256) {
      const path = pathOf(sha256)
      await access(path).catch(() => {
        throw new Failure('missing', 'file.missing')
      })
      return createReadStream(path)
    },
    has: sha256 =>
      access(pathOf(sha256)).then(
        () => true,
        () => false,
      ),
    remove: sha256 => rm(pathOf(sha256), { force: true }),
    list: () => listBelow(root),
  }
}

async function* listBelow(root: string): AsyncIterable<Stored> {
  const directory = await opendir(root, { recursive: true }).catch(() => null)
  if (!directory) return
  for await (const entry of directory)
    if (entry.isFile() && HASH.test(entry.name))
      yield { sha256: entry.name, size: (await stat(join(entry.parentPath, entry.name))).size }
}
