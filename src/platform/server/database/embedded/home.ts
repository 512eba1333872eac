import {
  access,
  chmod,
  chown,
  constants,
  cp,
  lstat,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, isRoot, nobody, runAs } from './account.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { exists } from './files.ts'
import { newSharedPlace, readPointer } from './pointer.ts'

export type Log = (line: string) => void

/** Where one embedded database lives and who runs it. */
export type Home = {
  /** `<dataDir>/database`: password, log, lock and the note of the running server. */
  dir: string
  /** The folder the cluster lies in; new clusters are prepared beside it. */
  place: string
  /** PGDATA; it may not exist yet. */
  cluster: string
  account: Account
}

/** Makes `<dataDir>/database` and returns its real path. What root makes here can be passed through by others. */
export async function makeHomeDir(dataDir: string, disposable: boolean): Promise<string> {
  const dir = join(dataDir, 'database')
  // A throw-away cluster is not worth a place elsewhere, so its folder is opened even if it was there.
  const isOurs = disposable || !(await exists(dataDir))
  try {
    await mkdir(dir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 })
    await access(dir, constants.W_OK | constants.R_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new EmbeddedDatabaseError(
      `The data folder ${dir} cannot be used: it belongs to another account, or cannot be written (${reason}).`,
    )
  }
  if (isRoot()) {
    // mkdir is subject to the umask.
    for (const path of isOurs ? [dataDir, dir] : [dir]) {
      const { uid, mode } = await stat(path)
      if (uid === 0) await chmod(path, (mode & 0o777) | 0o011)
    }
  }
  return realpath(dir)
}

/**
 * Finds or chooses the place of the cluster that belongs to `dir` (see makeHomeDir); normally that is in it.
 * Under root the cluster is run by an unprivileged account; a data folder closed to it holds a pointer to a
 * place under `sharedDir` instead.
 */
export async function openHome(dir: string, sharedDir: string, log: Log): Promise<Home> {
  const pointed = await readPointer(dir)
  if (!isRoot()) {
    if (pointed) {
      throw new EmbeddedDatabaseError(`The database of ${dir} was made by root; start as root to use it.`)
    }
    return { dir, place: dir, cluster: join(dir, 'cluster'), account: undefined }
  }
  if (pointed) {
    const cluster = join(pointed, 'cluster')
    return { dir, place: pointed, cluster, account: await ownerOf(cluster) }
  }
  const cluster = join(dir, 'cluster')
  const account = await ownerOf(cluster)
  if (await isUsable(dir, account)) return { dir, place: dir, cluster, account }
  const place = await newSharedPlace(dir, sharedDir, log)
  log(`The account that runs the database cannot use ${dir}; its files are kept in ${place}.`)
  if (await exists(cluster)) await moveTree(cluster, join(place, 'cluster'))
  return { dir, place, cluster: join(place, 'cluster'), account: await ownerOf(join(place, 'cluster')) }
}

/** A cluster stays with the account that made it; one that a copy gave to root is handed to `nobody`. */
async function ownerOf(cluster: string): Promise<Account> {
  const unprivileged = await nobody()
  const info = await stat(cluster).catch(() => undefined)
  if (!info) return unprivileged
  if (info.uid !== 0) return { uid: info.uid, gid: info.gid }
  if (unprivileged) await chownTree(cluster, unprivileged)
  return unprivileged
}

/** Tries it for real: permissions, access lists, mounts and odd file systems all have their say. */
async function isUsable(dir: string, account: Account): Promise<boolean> {
  const probe = join(dir, `probe-${process.pid}`)
  try {
    await mkdir(probe, { mode: 0o700 })
    if (account) await chown(probe, account.uid, account.gid)
    const { code } = await runAs(account, '/bin/sh', ['-c', 'cd "$1" && : > file', 'sh', probe])
    return code === 0
  } catch {
    return false
  } finally {
    await rm(probe, { recursive: true, force: true })
  }
}

async function chownTree(dir: string, account: NonNullable<Account>): Promise<void> {
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if ((await lstat(path)).isSymbolicLink()) continue
    await chown(path, account.uid, account.gid)
  }
  await chown(dir, account.uid, account.gid)
}

async function moveTree(from: string, to: string): Promise<void> {
  const { uid, gid } = await stat(from)
  try {
    await rename(from, to)
  } catch {
    // Another file system: the old tree goes only when the copy is complete.
    await cp(from, `${to}.copy`, { recursive: true, preserveTimestamps: true })
    await chownTree(`${to}.copy`, { uid, gid })
    await rename(`${to}.copy`, to)
    await rm(from, { recursive: true })
  }
}
