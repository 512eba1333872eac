import type { FileStore } from './store.ts'

/** The first bytes of a stored file, by which what it is can be told whatever its name says. */
export async function headOf(files: FileStore, sha256: string, bytes: number): Promise<Uint8Array> {
  let head = Buffer.alloc(0)
  for await (const part of await files.read(sha256)) {
    head = Buffer.concat([head, part as Buffer])
    if (head.length >= bytes) break
  }
  return head.subarray(0, bytes)
}
