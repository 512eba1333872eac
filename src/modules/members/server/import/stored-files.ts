import { sql } from 'kysely'
import { z } from 'zod'
import { Failure } from '#platform/contract/errors.ts'
import type { Services } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'

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

/** What still needs bytes; the one list of it. */
const uses = (hashes: readonly string[]) => sql<{ hash: string }>`
  with asked as (select decode(hash, 'hex') as sha256 from unnest(${hashes}::text[]) as hash)
  select distinct encode(sha256, 'hex') as hash from asked
  where exists (select from members.imports where file_sha256 = asked.sha256 and kept)
    or exists (select from members.oneroster_imports where file_sha256 = asked.sha256 and kept)
    or exists (select from platform.files f where f.sha256 = asked.sha256 and f.deleted_at is null)`

/** Removes a stored file that nothing uses any more. */
export async function removeFile(
  services: Pick<Services, 'files' | 'system'>,
  sha256: string,
): Promise<void> {
  await services.system.transaction().execute(async db => {
    await sql`select pg_advisory_xact_lock(${turn(sha256)})`.execute(db)
    const { rows } = await uses([sha256]).execute(db)
    if (rows.length === 0) await services.files.remove(sha256)
  })
}

const DAY_MS = 86_400_000
const AT_ONCE = 500

/** Removes bytes of a day ago and older that nothing uses: uploads that were refused after they had arrived. */
export const sweepFiles = job({
  name: 'members.sweep_files',
  payload: z.object({}),
  cron: '27 4 * * *',
  async run(_, { services, signal }) {
    let old: string[] = []
    const sweep = async () => {
      const { rows } = await uses(old).execute(services.system)
      const used = new Set(rows.map(({ hash }) => hash))
      for (const hash of old) if (!used.has(hash)) await removeFile(services, hash)
      old = []
    }
    for await (const { sha256, storedAt } of services.files.list()) {
      if (signal.aborted) return
      if (storedAt.getTime() < Date.now() - DAY_MS) old.push(sha256)
      if (old.length >= AT_ONCE) await sweep()
    }
    await sweep()
  },
})
