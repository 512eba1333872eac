import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { EmbeddedDatabaseError } from './errors.ts'
import { readText, writePrivate } from './files.ts'
import { makeSharedDir } from './shared-dir.ts'

const POINTER = 'cluster-location'
const BELONGS_TO = 'belongs-to'

/**
 * The place a data folder points to, if its cluster lies elsewhere. A moved data folder keeps its cluster; a
 * copied one is refused, since two folders must not write one database.
 */
export async function readPointer(dir: string): Promise<string | undefined> {
  const file = join(dir, POINTER)
  const place = (await readText(file))?.trim()
  if (!place) return undefined
  const owner = (await readText(join(place, BELONGS_TO)))?.trim()
  if (owner === undefined) {
    throw new EmbeddedDatabaseError(
      `The database of ${dir} is kept in ${place}, which is missing. Put it back, or remove ${dir} to begin with an empty database.`,
    )
  }
  if (owner === dir) return place
  if ((await readText(join(owner, POINTER)))?.trim() === place) {
    throw new EmbeddedDatabaseError(
      `${dir} is a copy of ${owner}, and both point to the database in ${place}. Remove ${dir} to begin with an empty database there, and use backup and restore to copy the data.`,
    )
  }
  await writePrivate(join(place, BELONGS_TO), `${dir}\n`)
  return place
}

/** Makes a new place for the cluster of `dir` under `sharedDir` and points to it. */
export async function newSharedPlace(
  dir: string,
  sharedDir: string,
  log: (line: string) => void,
): Promise<string> {
  await makeSharedDir(sharedDir)
  const hash = createHash('sha256').update(dir).digest('hex').slice(0, 16)
  for (const name of await readdir(sharedDir)) {
    // The data folder was removed and made again: what it had is not ours to delete.
    if (name.startsWith(`${hash}-`))
      log(`An earlier database of this folder is left in ${join(sharedDir, name)}.`)
  }
  const place = join(sharedDir, `${hash}-${randomBytes(4).toString('hex')}`)
  await mkdir(place)
  await chmod(place, 0o711)
  await writePrivate(join(place, BELONGS_TO), `${dir}\n`)
  await writePrivate(join(dir, POINTER), `${place}\n`)
  return place
}
