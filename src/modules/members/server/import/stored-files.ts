import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'

/*
 * Equal files are stored once, whichever import they came by and whoever handed them in. Whoever takes one over
 * and whoever removes it take turns on its hash, so that a file is never removed from under another import.
 */
const turn = (sha256: string) => sql`hashtextextended('stored file ' || ${sha256}, 0)`

/** Holds the uploaded file until the caller's transaction has recorded that it is used. */
export async function holdFile(services: Pick<Services, 'files'>, db: Db, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${turn(sha256)})`.execute(db)
  if (!(await services.files.has(sha256))) throw new Failure('conflict', 'try_again')
}

/** Removes a stored file that nothing uses any more. */
export async function removeFile(
  services: Pick<Services, 'files' | 'system'>,
  sha256: string,
): Promise<void> {
  await services.system.transaction().execute(async db => {
    await sql`select pg_advisory_xact_lock(${turn(sha256)})`.execute(db)
    const { rows } =
      await sql`select from members.imports where file_sha256 = decode(${sha256}, 'hex') and kept
      union all select from members.oneroster_imports where file_sha256 = decode(${sha256}, 'hex') and kept
      union all select from platform.files where sha256 = decode(${sha256}, 'hex') and deleted_at is null
      limit 1`.execute(db)
    if (rows.length === 0) await services.files.remove(sha256)
  })
}
