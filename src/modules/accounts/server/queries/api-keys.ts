import { sql } from 'kysely'
import type { Scope } from '#platform/contract/access.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { ApiKey } from '../../contract.ts'
import { iso } from './iso.ts'

export async function selectApiKeys(db: Db, organisationId: string): Promise<ApiKey[]> {
  const { rows } =
    await sql<ApiKey>`select k.id, k.name, k.hint, k.scopes, ${iso('k.created_at')} as created_at,
      ${iso('k.expires_at')} as expires_at, ${iso('k.last_used_at')} as last_used_at,
      case when k.revoked_at is not null then 'revoked' when k.expires_at <= now() then 'expired'
        else 'valid' end as state,
      (select a.name from members.affiliations a
        where a.person_id = k.created_by and a.organisation_id = k.organisation_id
        order by a.starts_on desc limit 1) as created_by
    from accounts.api_keys k where k.organisation_id = ${organisationId}
    order by k.created_at desc, k.id desc limit 200`.execute(db)
  return rows
}

export async function insertApiKey(
  db: Db,
  key: {
    organisationId: string
    role: string
    name: string
    hint: string
    keyHash: Buffer
    scopes: Scope[]
    createdBy: string
    expiresAt: Date
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into accounts.api_keys
      (organisation_id, role, name, hint, key_hash, scopes, created_by, expires_at)
    values (${key.organisationId}, ${key.role}, ${key.name}, ${key.hint}, ${key.keyHash}, ${key.scopes}::text[],
      ${key.createdBy}, ${key.expiresAt}) returning id`.execute(db)
  const id = rows[0]?.id
  if (!id) throw new Error('a key was not inserted')
  return id
}

export async function selectOptionalKey(db: Db, id: string): Promise<{ organisationId: string } | undefined> {
  const { rows } = await sql<{ organisationId: string }>`
    select organisation_id from accounts.api_keys where id = ${id}`.execute(db)
  return rows[0]
}

export async function updateKeyRevoked(db: Db, id: string): Promise<void> {
  await sql`update accounts.api_keys set revoked_at = now() where id = ${id} and revoked_at is null`.execute(
    db,
  )
}
