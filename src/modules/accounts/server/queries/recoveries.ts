import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type Recovery = {
  id: string
  personId: string
  kind: 'mail' | 'organisation'
  organisationId: string | null
}

export type NewRecovery = Omit<Recovery, 'id'> & {
  affiliationId: string | null
  tokenHash: Buffer
  createdBy: string | null
  expiresAt: Date
}

/** Writes a way back in; the person's earlier ones of the same kind stop working. */
export async function replaceRecovery(system: Db, recovery: NewRecovery): Promise<void> {
  await sql`update accounts.recoveries set revoked_at = now() where person_id = ${recovery.personId}
    and kind = ${recovery.kind} and used_at is null and revoked_at is null`.execute(system)
  await sql`insert into accounts.recoveries
      (person_id, kind, organisation_id, affiliation_id, token_hash, created_by, expires_at)
    values (${recovery.personId}, ${recovery.kind}, ${recovery.organisationId}, ${recovery.affiliationId},
      ${recovery.tokenHash}, ${recovery.createdBy}, ${recovery.expiresAt})`.execute(system)
}

/** The open recovery of a token or code. `lock` holds it until the transaction ends. */
export async function selectOptionalRecovery(
  system: Db,
  tokenHash: Buffer,
  options: { lock?: boolean } = {},
): Promise<Recovery | undefined> {
  const { rows } = await sql<Recovery>`select id, person_id, kind, organisation_id from accounts.recoveries
    where token_hash = ${tokenHash} and used_at is null and revoked_at is null and expires_at > now()
    ${options.lock ? sql`for update` : sql``}`.execute(system)
  return rows[0]
}

/** What was sent or handed out before the person changed the password or the address opens nothing any more. */
export async function revokeRecoveries(system: Db, personId: string): Promise<void> {
  await sql`update accounts.recoveries set revoked_at = now()
    where person_id = ${personId} and used_at is null and revoked_at is null`.execute(system)
}

/** Uses one up; the person's other open ones stop working with it. */
export async function updateRecoveryUsed(system: Db, recovery: Recovery): Promise<void> {
  await sql`update accounts.recoveries set used_at = now() where id = ${recovery.id}`.execute(system)
  await revokeRecoveries(system, recovery.personId)
}

/** Remembers an address somebody says is theirs, until its letter is answered. */
export async function upsertEmailConfirmation(
  system: Db,
  confirmation: { personId: string; email: string; tokenHash: Buffer; expiresAt: Date },
): Promise<void> {
  const { personId, email, tokenHash, expiresAt } = confirmation
  await sql`insert into accounts.email_confirmations (person_id, email, token_hash, expires_at)
    values (${personId}, ${email}, ${tokenHash}, ${expiresAt})
    on conflict (person_id) do update set email = excluded.email, token_hash = excluded.token_hash,
      expires_at = excluded.expires_at`.execute(system)
}

/** Takes a confirmation out, if its token is known and in time. */
export async function deleteEmailConfirmation(
  system: Db,
  tokenHash: Buffer,
): Promise<{ personId: string; email: string } | undefined> {
  const { rows } = await sql<{ personId: string; email: string }>`delete from accounts.email_confirmations
    where token_hash = ${tokenHash} and expires_at > now() returning person_id, email`.execute(system)
  return rows[0]
}

export async function deleteOutdated(system: Db): Promise<void> {
  await sql`delete from auth.sessions where expires_at < now() or updated_at < now() - interval '7 days'`.execute(
    system,
  )
  await sql`delete from auth.verifications where expires_at < now()`.execute(system)
  await sql`delete from accounts.throttles where last_at < now() - interval '1 day'`.execute(system)
  await sql`delete from accounts.used_factors where used_at < now() - interval '1 day'`.execute(system)
  await sql`delete from accounts.email_confirmations where expires_at < now()`.execute(system)
  await sql`delete from accounts.recoveries where expires_at < now() - interval '30 days'`.execute(system)
}
