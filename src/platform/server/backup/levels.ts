import type pg from 'pg'
import { MIGRATIONS_TABLE } from '../database/migrate.ts'
import { MIGRATIONS_DIR, type MigrationFile, readMigrationFiles } from '../database/migration-files.ts'
import { BackupError, type Manifest } from './manifest.ts'

/** The migrations a backup was made at, and those that this version has beyond them. */
export async function splitMigrations(
  manifest: Manifest,
  dir = MIGRATIONS_DIR,
): Promise<{ level: MigrationFile[]; later: MigrationFile[] }> {
  const files = await readMigrationFiles(dir)
  const checksums = new Map(manifest.migrations.map(({ name, checksum }) => [name, checksum]))
  for (const { name } of manifest.migrations)
    if (!files.some(file => file.name === name))
      throw new BackupError(
        `The backup was made by a newer Overpass (${manifest.version}): the migration ${name} is not known here.`,
      )
  for (const { name, checksum } of files)
    if (checksums.has(name) && checksums.get(name) !== checksum)
      throw new BackupError(`The migration ${name} differs from the one that the backup was made with.`)
  return {
    level: files.filter(file => checksums.has(file.name)),
    later: files.filter(file => !checksums.has(file.name)),
  }
}

/** Applies migrations inside the caller's transaction. */
export async function applyFiles(client: pg.ClientBase, files: readonly MigrationFile[]): Promise<void> {
  await client.query('reset all')
  await client.query(MIGRATIONS_TABLE)
  for (const { name, sql, checksum, inTransaction } of files) {
    // Nobody else is here, so nothing needs to be built beside the work of others.
    await client.query(inTransaction ? sql : sql.replace(/\bconcurrently\b/gi, ''))
    await client.query('reset all; reset role')
    await client.query('insert into platform.migrations (name, checksum) values ($1, $2)', [name, checksum])
  }
}
