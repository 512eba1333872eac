import { chmod, lstat, mkdir } from 'node:fs/promises'
import { EmbeddedDatabaseError } from './errors.ts'

/** Where root keeps what the unprivileged account must reach when the data folder is closed to it. */
export const SHARED_DIR = '/var/lib/overpass'

/** Makes the shared folder, which anyone may pass through and only root may write. */
export async function makeSharedDir(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o711 }).catch(error => {
    throw new EmbeddedDatabaseError(
      `The data folder is closed to the account that runs the database, and ${path} cannot be made (${error.code}). Open the data folder to others (chmod o+x on it and the folders above), or set DATABASE_URL.`,
    )
  })
  const info = await lstat(path)
  if (!info.isDirectory() || info.uid !== process.getuid?.() || (info.mode & 0o022) !== 0) {
    throw new EmbeddedDatabaseError(`${path} must be a folder that belongs to root and only root may write.`)
  }
  // mkdir is subject to the umask.
  if ((info.mode & 0o011) !== 0o011) await chmod(path, 0o711)
  return path
}
