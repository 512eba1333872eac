import { randomUUID } from 'node:crypto'
import { chown, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isRoot } from './account.ts'

/** The text of a file, or undefined when there is none. Other failures are thrown. */
export async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

/**
 * Writes a private file (0600) whole or not at all, and on the disk when it returns. Written by root, it goes
 * to the owner of its folder, so that the owner can still start the database without root.
 */
export async function writePrivate(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  if (isRoot()) {
    const folder = await stat(dirname(path))
    await chown(temporary, folder.uid, folder.gid)
  }
  await rename(temporary, path)
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
