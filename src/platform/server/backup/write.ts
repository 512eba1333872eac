import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, readFile, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { ZipFile } from 'yazl'
import { publicKeyOf, sealingKey } from '../audit/chain.ts'
import type { FileStore } from '../files/store.ts'
import { keyFor } from '../secret.ts'
import { nameOf, selectSequences, selectTables } from './catalogue.ts'
import { COMMENT, writeDigest } from './digest.ts'
import { BackupError, FORMAT, type Manifest, TEXT_SETTINGS } from './manifest.ts'
import { readQueue } from './queue.ts'

export type BackupSource = { url: string; files: FileStore; secret: string }
export type BackupResult = { tables: number; rows: number; files: number; bytes: number; problems: string[] }

/** Tells two secrets apart without telling either. */
export const fingerprintOf = (secret: string): string =>
  keyFor(secret, 'backup fingerprint').toString('hex').slice(0, 16)

/**
 * Writes one archive of database and files as they were at one moment, while everything goes on. The secret is
 * not in it. Refuses to overwrite; an attempt that fails leaves nothing at `path`.
 */
export async function backup(
  { url, files, secret }: BackupSource,
  path: string,
  signal?: AbortSignal,
): Promise<BackupResult> {
  const client = new pg.Client({ connectionString: url, application_name: 'overpass backup' })
  client.on('error', () => {})
  const partial = `${path}.partial`
  await client.connect()
  try {
    await client.query(TEXT_SETTINGS)
    await client.query('begin isolation level repeatable read, read only')
    const archive = new Archive(partial, signal)
    try {
      const result = await fill(archive, client, files, secret)
      // Unlike a rename, a link never replaces what somebody else has put there.
      await link(partial, path).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'EEXIST'
          ? new BackupError(`${path} exists already: choose another name.`)
          : error
      })
      return result
    } finally {
      archive.abandon()
      await rm(partial, { force: true })
    }
  } finally {
    await client.end().catch(() => {})
  }
}

async function fill(
  archive: Archive,
  client: pg.Client,
  files: FileStore,
  secret: string,
): Promise<BackupResult> {
  const { rows: there } = await client.query<{ is: boolean }>(
    `select to_regclass('platform.migrations') is not null and to_regclass('audit.seals') is not null as is`,
  )
  if (!there[0]?.is) throw new BackupError('There is nothing to back up: the database holds no Overpass yet.')
  const migrations = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from platform.migrations order by name',
  )
  const { rows: server } = await client.query<{ version: string; number: string; hash: string | null }>(
    `select current_setting('server_version') as version, coalesce(max(number), 0)::text as number,
       (select encode(hash, 'hex') from audit.seals order by number desc limit 1) as hash from audit.seals`,
  )
  const tables: Manifest['tables'] = []
  for (const table of await selectTables(client)) {
    const columns = table.columns.map(column => pg.escapeIdentifier(column)).join(', ')
    const copy = client.query(to(`copy ${nameOf(table)} (${columns}) to stdout`))
    const part = `tables/${table.schema}.${table.table}`
    const written = await archive.add(part, copy)
    tables.push({ ...table, part, ...written, rows: copy.rowCount })
  }
  // After the rows: a sequence that has gone on since is only further ahead.
  const sequences: Manifest['sequences'] = []
  for (const { schema, sequence } of await selectSequences(client)) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${nameOf({ schema, table: sequence })}`,
    )
    if (rows[0]) sequences.push({ schema, sequence, ...rows[0] })
  }
  const jobs = await readQueue(client)
  const queue = {
    part: 'queue',
    ...(await archive.add('queue', Readable.from(jobs.map(line => `${line}\n`)))),
  }

  // Files are stored before the row that names them, so everything the snapshot names is there by now.
  const found = { count: 0, bytes: 0 }
  const problems: string[] = []
  for await (const { sha256 } of files.list()) {
    // One that was removed since is named by rows that are on their way out too.
    const content = await files.read(sha256).catch(() => null)
    if (!content) {
      problems.push(`The file ${sha256} was removed while the backup was made.`)
      continue
    }
    const written = await archive.add(`files/${sha256}`, content, false)
    found.count += 1
    found.bytes += written.bytes
    if (written.sha256 !== sha256)
      throw new BackupError(`The stored file ${sha256} is damaged: its content does not fit its name.`)
  }
  const manifest: Manifest = {
    format: FORMAT,
    product: 'overpass',
    version: await ownVersion(),
    createdAt: new Date().toISOString(),
    serverVersion: server[0]?.version ?? '',
    migrations: migrations.rows,
    tables,
    sequences,
    queue: { ...queue, rows: jobs.length },
    files: found,
    audit: {
      number: Number(server[0]?.number),
      hash: server[0]?.hash ?? null,
      key: publicKeyOf(sealingKey(secret)),
    },
    secret: fingerprintOf(secret),
  }
  await archive.add('manifest.json', Readable.from([JSON.stringify(manifest, null, 1)]))
  const bytes = await archive.end()
  return { tables: tables.length, rows: sum(tables), files: found.count, bytes, problems }
}

const sum = (tables: { rows: number }[]): number => tables.reduce((total, { rows }) => total + rows, 0)

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** A zip file that is written part by part, each measured as it passes. */
class Archive {
  private readonly zip = new ZipFile()
  private readonly stop = new AbortController()
  private readonly written: Promise<void>
  private bytes = 0

  constructor(path: string, signal?: AbortSignal) {
    const output = this.zip.outputStream as Readable
    const file = createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true })
    const signals = signal ? [this.stop.signal, signal] : [this.stop.signal]
    this.written = pipeline(
      output,
      writeDigest(),
      async function* (this: Archive, source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          this.bytes += chunk.length
          yield chunk
        }
      }.bind(this),
      file,
      { signal: AbortSignal.any(signals) },
    )
    this.written.catch(() => {})
  }

  /** Adds one part and waits until all of it has passed. */
  async add(name: string, content: Readable, compress = true): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash('sha256')
    let bytes = 0
    const passing = Readable.from(
      (async function* () {
        for await (const chunk of content) {
          const piece = Buffer.from(chunk)
          bytes += piece.length
          hash.update(piece)
          yield piece
        }
      })(),
      { objectMode: false },
    )
    const passed = new Promise<void>((resolve, reject) => passing.on('end', resolve).on('error', reject))
    this.zip.addReadStream(passing, name, {
      compressionLevel: compress ? 4 : 0,
      mode: 0o600,
      forceZip64Format: true,
    })
    await Promise.race([passed, this.written.then(() => Promise.reject(new Error('the archive has ended')))])
    return { bytes, sha256: hash.digest('hex') }
  }

  async end(): Promise<number> {
    this.zip.end({ comment: COMMENT, forceZip64Format: true })
    await this.written
    return this.bytes
  }

  abandon(): void {
    this.stop.abort()
  }
}
