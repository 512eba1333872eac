import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../../contract/errors.ts'
import { HASH, measure, pathOfHash } from './put.ts'
import type { FileStore, Stored } from './store.ts'

/** Files on the local disk: `ab/cd/<sha256>` below `root`, written aside and renamed, so never half there. */
export function localStore(root: string): FileStore {
  const pathOf = (sha256: string) => join(root, pathOfHash(sha256))
  return {
    async put(content, { maxBytes }) {
      const aside = join(root, 'incoming', randomUUID())
      await mkdir(dirname(aside), { recursive: true, mode: 0o700 })
      const measured = measure(maxBytes)
      try {
        await pipeline(content, measured.through, createWriteStream(aside, { mode: 0o600, flush: true }))
        const stored = measured.stored()
        const path = pathOf(stored.sha256)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(aside, path)
        return stored
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
    },
    async read(sha256, range) {
      const path = pathOf(sha256)
      const file = await open(path).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new Failure('missing', 'file.missing') : error
      })
      return createReadStream(path, { fd: file, ...range })
    },
    has: async sha256 => {
      const path = pathOf(sha256)
      return access(path).then(
        () => true,
        () => false,
      )
    },
    remove: async sha256 => rm(pathOf(sha256), { force: true }),
    list: () => listBelow(root),
  }
}

async function* listBelow(root: string): AsyncIterable<Stored & { storedAt: Date }> {
  const directory = await opendir(root, { recursive: true }).catch(() => null)
  if (!directory) return
  for await (const entry of directory) {
    if (!entry.isFile() || !HASH.test(entry.name)) continue
    const { size, mtime } = await stat(join(entry.parentPath, entry.name))
    yield { sha256: entry.name, size, storedAt: mtime }
  }
}
