import { mkdir, rename } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { publicKeyOf, sealingKey } from '../audit/chain.ts'
import { headsFile } from '../audit/heads.ts'
import { recordAudit } from '../audit/record.ts'
import { type Verification, verifyOn } from '../audit/verify.ts'
import { MIGRATION_LOCK } from '../database/migrate.ts'
import type { MigrationFile } from '../database/migration-files.ts'
import { kyselyOn } from '../database/session.ts'
import type { FileStore } from '../files/store.ts'
import { nameOf, selectForeignKeys, selectSchemas, selectTables } from './catalogue.ts'
import { applyFiles, splitMigrations } from './levels.ts'
import { BackupError, type TablePart, TEXT_SETTINGS } from './manifest.ts'
import { writeQueue } from './queue.ts'
import { type OpenArchive, openArchive } from './read.ts'
import { fingerprintOf } from './write.ts'

export type RestoreTarget = { url: string; files: FileStore; secret: string; dataDir: string }
export type RestoreResult = {
  tables: number
  rows: number
  files: number
  /** Migrations that were applied on top, because the backup is older than this version. */
  migrated: string[]
  audit: Verification
  /** The backup was made with the same OVERPASS_SECRET. */
  sameSecret: boolean
}

type Options = { force?: boolean; migrationsDir?: string; log?: (line: string) => void }

/**
 * Puts a backup into a database and a file store. Checks the whole archive before it writes anything; the
 * database changes in one transaction, so that a failure leaves it as it was. Refuses (BackupError) a database
 * that holds something, unless forced, and one that running processes use.
 */
export async function restore(
  target: RestoreTarget,
  path: string,
  options: Options = {},
): Promise<RestoreResult> {
  const { log = () => {} } = options
  const archive = await openArchive(path)
  try {
    const { manifest } = archive
    const { level, later } = await splitMigrations(manifest, options.migrationsDir)
    log(`The backup of ${manifest.createdAt} is whole.`)
    const client = new pg.Client({ connectionString: target.url, application_name: 'overpass restore' })
    client.on('error', () => {})
    await client.connect()
    try {
      await client.query(TEXT_SETTINGS)
      await takeTarget(client, options.force === true)
      await runMigrations({ connectionString: target.url, logger: new Logger(() => () => {}) })
      for await (const { sha256, content } of archive.files()) {
        const stored = await target.files.put(content, { maxBytes: Number.MAX_SAFE_INTEGER })
        if (stored.sha256 !== sha256) throw new BackupError(`The file ${sha256} was not stored as it is.`)
      }
      log(`${manifest.files.count} files are in the store.`)
      const audit = await restoreDatabase(client, archive, { level, later, target })
      await setHeadsAside(target.dataDir, manifest.createdAt)
      await client.query('analyze').catch(() => {})
      return {
        tables: manifest.tables.length,
        rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
        files: manifest.files.count,
        migrated: later.map(file => file.name),
        audit,
        sameSecret: manifest.secret === fingerprintOf(target.secret),
      }
    } finally {
      await client.end().catch(() => {})
    }
  } finally {
    archive.close()
  }
}

/** Rows that migrations bring are nobody's data; what tells the others apart. */
const OWN_ROWS: Record<string, string> = {
  'platform.parameters': 'by_affiliation_id is not null',
  'agreements.kinds': 'false',
}

/** Makes sure that nobody works there and that nothing is lost unasked. */
async function takeTarget(client: pg.Client, force: boolean): Promise<void> {
  const { rows: lock } = await client.query<{ got: boolean }>(
    `select pg_try_advisory_lock(${MIGRATION_LOCK}) as got`,
  )
  const { rows: others } = await client.query(
    `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and application_name in ('overpass_app', 'overpass_system', 'overpass_live') limit 1`,
  )
  if (!lock[0]?.got || others.length)
    throw new BackupError('Processes of Overpass are running on this database: stop them first.')
  if (force) return
  for (const table of await selectTables(client)) {
    const own = OWN_ROWS[`${table.schema}.${table.table}`] ?? 'true'
    const { rows } = await client.query(`select from ${nameOf(table)} where ${own} limit 1`)
    if (rows.length)
      throw new BackupError(
        `The database holds data already (${table.schema}.${table.table}). With --force the backup replaces it.`,
      )
  }
}

type Plan = { level: MigrationFile[]; later: MigrationFile[]; target: RestoreTarget }

async function restoreDatabase(
  client: pg.Client,
  archive: OpenArchive,
  { level, later, target }: Plan,
): Promise<Verification> {
  const { manifest } = archive
  await client.query('begin')
  try {
    const schemas = (await selectSchemas(client)).map(name => pg.escapeIdentifier(name))
    if (schemas.length) await client.query(`drop schema ${schemas.join(', ')} cascade`)
    await applyFiles(client, level)
    await client.query(TEXT_SETTINGS)
    await load(client, archive)
    for (const { schema, sequence, value, called } of manifest.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        nameOf({ schema, table: sequence }),
        value,
        called,
      ])
    if ((await writeQueue(client, await archive.read('queue'))) !== manifest.queue.rows)
      throw new BackupError('The queue of the backup has another length than its manifest says.')
    await applyFiles(client, later)
    await client.query(TEXT_SETTINGS)
    const audit = await verifyOn(client, {
      publicKeys: [manifest.audit.key, publicKeyOf(sealingKey(target.secret))],
    })
    await client.query('reset search_path')
    await recordAudit(
      kyselyOn(client as unknown as pg.PoolClient),
      {
        action: 'platform.restored',
        subject: { kind: 'backup', id: manifest.createdAt },
        organisationId: null,
        groupId: null,
      },
      { viewer: null, requestId: null },
    )
    await client.query('commit')
    return audit
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Loads every table; what refers to what is checked at the end, in one go. */
async function load(client: pg.Client, archive: OpenArchive): Promise<void> {
  const { tables } = archive.manifest
  const here = await selectTables(client)
  const keys = await selectForeignKeys(client)
  for (const { name, ...table } of keys)
    await client.query(`alter table ${nameOf(table)} drop constraint ${pg.escapeIdentifier(name)}`)
  await client.query(`truncate ${here.map(nameOf).join(', ')}`)
  const known = new Map(here.map(table => [nameOf(table), table.columns]))
  for (const table of tables) {
    const columns = known.get(nameOf(table))
    if (!columns || table.columns.some(column => !columns.includes(column)))
      throw new BackupError(
        `The backup has ${table.schema}.${table.table}, which its own migrations do not make.`,
      )
    await loadTable(client, archive, table)
  }
  for (const { name, definition, ...table } of keys)
    await client.query(
      `alter table ${nameOf(table)} add constraint ${pg.escapeIdentifier(name)} ${definition}`,
    )
}

async function loadTable(client: pg.Client, archive: OpenArchive, table: TablePart): Promise<void> {
  const columns = table.columns.map(column => pg.escapeIdentifier(column)).join(', ')
  await client.query(`alter table ${nameOf(table)} disable trigger user`)
  const copy = client.query(from(`copy ${nameOf(table)} (${columns}) from stdin`))
  await pipeline(await archive.read(table.part), copy)
  await client.query(`alter table ${nameOf(table)} enable trigger user`)
  if (copy.rowCount !== table.rows)
    throw new BackupError(
      `${table.schema}.${table.table} has ${copy.rowCount} rows instead of ${table.rows}.`,
    )
}

/** The heads of what was there before stay as they are, under another name: they say what is lost. */
async function setHeadsAside(dataDir: string, backupOf: string): Promise<void> {
  const path = headsFile(dataDir)
  await mkdir(dataDir, { recursive: true })
  const aside = path.replace(/\.log$/, `-before-${backupOf.replaceAll(':', '')}-${Date.now()}.log`)
  await rename(path, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}
