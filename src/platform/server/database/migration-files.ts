import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MigrationError } from './migration-error.ts'

/** `checksum` is the SHA-256 (hex) of the text with plain line ends, so that a checkout on Windows is the same. */
export type MigrationFile = { name: string; sql: string; checksum: string; inTransaction: boolean }

const NAME = /^\d{8}T\d{4}_[a-z0-9_]+\.sql$/

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../../../migrations', import.meta.url))

/** Reads the `.sql` files of a folder in the order of their names. */
export async function readMigrationFiles(dir: string): Promise<MigrationFile[]> {
  const names = (await readdir(dir)).filter(name => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async name => {
      if (!NAME.test(name)) {
        throw new MigrationError(`${name}: a migration is named like 20261122T0900_members.sql.`)
      }
      const sql = (await readFile(join(dir, name), 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { name, sql, checksum, inTransaction: !sql.startsWith('-- no-transaction') }
    }),
  )
}
