import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runAs, tethered } from './account.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedDatabaseError } from './errors.ts'
import { exists, readText, writePrivate } from './files.ts'
import type { Home } from './home.ts'
import { USER } from './settings.ts'

const PREPARING = 'cluster.new-'
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C']

/**
 * Makes sure that `home.cluster` is a whole cluster of the right version, and returns the password of its
 * first user. A new one is prepared under another name and renamed when complete, so that one which was broken
 * off is never started; its remains are removed.
 */
export async function ensureCluster(home: Home, binaries: Binaries, disposable: boolean): Promise<string> {
  for (const name of await readdir(home.place)) {
    if (name.startsWith(PREPARING)) await rm(join(home.place, name), { recursive: true, force: true })
  }
  // An empty folder holds nothing to lose.
  await rmdir(home.cluster).catch(() => {})
  const isNew = !(await exists(home.cluster))
  if (!isNew) await checkCluster(home, binaries)
  const password = await readPassword(home, isNew)
  if (isNew) await createCluster(home, binaries, password, disposable)
  return password
}

/** The password lies in the data folder, readable by its owner only. */
async function readPassword(home: Home, isNew: boolean): Promise<string> {
  const path = join(home.dir, 'password')
  const known = (await readText(path))?.trim()
  if (known) return known
  if (!isNew) {
    throw new EmbeddedDatabaseError(
      `The password file of the database is missing: put ${path} back, or move ${home.cluster} away to begin with an empty database.`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  await writePrivate(path, `${password}\n`)
  return password
}

async function checkCluster(home: Home, binaries: Binaries): Promise<void> {
  const version = (await readText(join(home.cluster, 'PG_VERSION')))?.trim()
  if (!version || !(await exists(join(home.cluster, 'global', 'pg_control')))) {
    throw new EmbeddedDatabaseError(
      `${home.cluster} is not a complete database. Restore it from a backup, or move it away to begin with an empty one.`,
    )
  }
  if (version !== String(binaries.major)) {
    throw new EmbeddedDatabaseError(
      `The database in ${home.cluster} was made by PostgreSQL ${version}, and this version of Overpass runs PostgreSQL ${binaries.major}. Make a backup with the version of Overpass that made it, and restore it here.`,
    )
  }
}

async function createCluster(
  home: Home,
  binaries: Binaries,
  password: string,
  disposable: boolean,
): Promise<void> {
  const preparing = join(home.place, PREPARING + randomBytes(4).toString('hex'))
  const passwordFile = `${preparing}.password`
  await writePrivate(passwordFile, password)
  try {
    if (home.account) await chown(passwordFile, home.account.uid, home.account.gid)
    const failures: string[] = []
    for (const locale of LOCALES) {
      await rm(preparing, { recursive: true, force: true })
      await mkdir(preparing, { mode: 0o700 })
      if (home.account) await chown(preparing, home.account.uid, home.account.gid)
      const failure = await initdb(home, binaries, preparing, passwordFile, locale, disposable)
      if (failure === undefined) return await rename(preparing, home.cluster)
      failures.push(failure)
      // Not every system knows the locale of character classes by the same name.
      if (!/locale/i.test(failure)) break
    }
    throw new EmbeddedDatabaseError(`The database cannot be created in ${home.place}. ${failures.at(-1)}`)
  } finally {
    await rm(preparing, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}

/** Returns what initdb complained about, or undefined when it succeeded. */
async function initdb(
  home: Home,
  binaries: Binaries,
  cluster: string,
  passwordFile: string,
  locale: string,
  disposable: boolean,
): Promise<string | undefined> {
  const args = ['-D', cluster, '-U', USER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions')
  if (process.platform !== 'win32') args.push(`--lc-ctype=${locale}`)
  if (disposable) args.push('--no-sync')
  const [program, words] =
    process.platform === 'win32' ? [binaries.initdb, args] : ['/bin/sh', tethered(binaries.initdb, args)]
  const options = { cwd: cluster, timeoutMs: 300_000 }
  const { code, output } = await runAs(home.account, program, words, options)
  if (code === 0) return undefined
  const complaint = output.split('\n').filter(line => /error|fatal|could not/i.test(line))
  return (complaint.join(' ') || output).slice(-600) || `initdb ended with ${code}.`
}
