import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Db } from '#platform/server/database/session.ts'

/** How many failures within `windowSeconds` are let through, and how long a wait then begins and ends. */
export type Limit = { failures: number; windowSeconds: number; firstWait: number; longestWait: number }

export type Attempt = { scope: string; key: string; limit: Limit }

/**
 * Counts an attempt before it is made, so that many at once cannot slip through together; what turns out well
 * is given back by `forgive` or `settle`. Shared by all processes. Throws `too_many` with the seconds to wait.
 */
export async function takeAttempt(system: Db, { scope, key, limit }: Attempt): Promise<void> {
  const { failures, windowSeconds, firstWait, longestWait } = limit
  const { rows } = await sql<{ failures: number }>`
    insert into accounts.throttles as t (scope, key, failures, last_at, blocked_until)
    values (${scope}, ${key}, 1, now(), null)
    on conflict (scope, key) do update set
      failures = case when t.last_at < now() - make_interval(secs => ${windowSeconds}::int) then 1
        else t.failures + 1 end,
      last_at = now(),
      blocked_until = case
        when t.last_at < now() - make_interval(secs => ${windowSeconds}::int) then null
        when t.failures + 1 >= ${failures}::int then now() + make_interval(secs => least(${longestWait}::int,
          ${firstWait}::int * 2 ^ least(t.failures + 1 - ${failures}::int, 20)))
        end
    where t.blocked_until is null or t.blocked_until <= now()
    returning failures`.execute(system)
  if (rows.length > 0) return
  const blocked = await sql<{ seconds: number }>`
    select greatest(1, ceil(extract(epoch from blocked_until - now())))::int as seconds
    from accounts.throttles where scope = ${scope} and key = ${key}`.execute(system)
  throw new Failure('too_many', 'too_many', { seconds: blocked.rows[0]?.seconds ?? 1 })
}

/** Gives one counted attempt back: it was not a failure. */
export async function forgive(system: Db, { scope, key }: Attempt): Promise<void> {
  await sql`update accounts.throttles set failures = greatest(failures - 1, 0), blocked_until = null
    where scope = ${scope} and key = ${key}`.execute(system)
}

/** Forgets all failures: the rightful holder is in. */
export async function settle(system: Db, { scope, key }: Attempt): Promise<void> {
  await sql`delete from accounts.throttles where scope = ${scope} and key = ${key}`.execute(system)
}
