import { z } from 'zod'

/** The archive's own version: rises when an older Overpass could not read a newer archive. */
export const FORMAT = 1

/** A backup cannot be made or restored; the message is one plain sentence for an operator. */
export class BackupError extends Error {
  override name = 'BackupError'
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()
const part = z.object({ part: z.string(), bytes: count, sha256: hash })

export const manifest = z.object({
  format: z.number().int().positive(),
  product: z.literal('overpass'),
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Of PostgreSQL, for the record. */
  serverVersion: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: hash })),
  tables: z.array(
    part.extend({ schema: z.string(), table: z.string(), columns: z.array(z.string()), rows: count }),
  ),
  sequences: z.array(
    z.object({ schema: z.string(), sequence: z.string(), value: z.string(), called: z.boolean() }),
  ),
  queue: part.extend({ rows: count }),
  files: z.object({ count, bytes: count }),
  /** The last seal of the audit trail and the public key of its signature. */
  audit: z.object({ number: count, hash: hash.nullable(), key: z.string() }),
  /** Tells whether the secret is the same, without telling it. */
  secret: z.string(),
})
export type Manifest = z.infer<typeof manifest>
export type TablePart = Manifest['tables'][number]

/** Settings that decide how values are written as text; the same for writing and reading. */
export const TEXT_SETTINGS = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
  set extra_float_digits = 1; set client_encoding = 'UTF8'; set statement_timeout = 0; set lock_timeout = 0;
  set search_path = pg_catalog`
