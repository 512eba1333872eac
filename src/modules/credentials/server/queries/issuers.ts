import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Owner } from '../../policy.ts'
import type { Voucher } from '../../rules/verdict.ts'

type Both = { zh: string; en: string | null }
export type KeyRow = {
  id: string
  issuerId: string
  did: string
  method: string
  publicKey: string
  sealed: Buffer
}

/** The issuer of an organisation or group, made when first asked for and locked until the transaction ends. */
export async function lockIssuer(db: Db, { organisationId, groupId }: Owner): Promise<string> {
  await sql`insert into credentials.issuers (organisation_id, group_id) values (${organisationId}, ${groupId})
    on conflict do nothing`.execute(db)
  const { rows } = await sql<{ id: string }>`select id from credentials.issuers
    where organisation_id = ${organisationId} or group_id = ${groupId} for update`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function selectKeyInUse(db: Db, issuerId: string): Promise<KeyRow | undefined> {
  const { rows } =
    await sql<KeyRow>`select id, issuer_id, did, method, public_key, sealed from credentials.keys
    where issuer_id = ${issuerId} and retired_at is null`.execute(db)
  return rows[0]
}

/** The newest key of a DID, which signs for it even when it is retired: its status lists go on. */
export async function selectNewestKey(db: Db, did: string): Promise<KeyRow | undefined> {
  const { rows } =
    await sql<KeyRow>`select id, issuer_id, did, method, public_key, sealed from credentials.keys
    where did = ${did} order by created_at desc limit 1`.execute(db)
  return rows[0]
}

export async function selectKeyById(db: Db, id: string): Promise<KeyRow | undefined> {
  const { rows } =
    await sql<KeyRow>`select id, issuer_id, did, method, public_key, sealed from credentials.keys
    where id = ${id}`.execute(db)
  return rows[0]
}

export async function insertKey(db: Db, key: KeyRow): Promise<void> {
  await sql`update credentials.keys set retired_at = now()
    where issuer_id = ${key.issuerId} and retired_at is null`.execute(db)
  await sql`insert into credentials.keys (id, issuer_id, did, method, public_key, sealed)
    values (${key.id}, ${key.issuerId}, ${key.did}, ${key.method}, ${key.publicKey}, ${key.sealed})`.execute(
    db,
  )
}

/** All keys that were ever published under a DID, the oldest first. */
export async function selectPublished(db: Db, did: string): Promise<{ method: string; publicKey: string }[]> {
  const { rows } = await sql<{ method: string; publicKey: string }>`select method, public_key
    from credentials.keys where did = ${did} order by created_at, id`.execute(db)
  return rows
}

/** The DID that an issuer signs under today. */
export async function selectDid(db: Db, issuerId: string): Promise<string | undefined> {
  const { rows } = await sql<{ did: string }>`select did from credentials.keys
    where issuer_id = ${issuerId} and retired_at is null`.execute(db)
  return rows[0]?.did
}

export async function selectNamedIssuer(db: Db, owner: Owner) {
  const { rows } = await sql<{
    did: string
    name: Both
    keys: { method: string; createdAt: string; retiredAt: string | null }[]
  }>`
    select now.did, json_build_object('zh', coalesce(o.name_zh, g.name_zh),
        'en', case when o.id is null then g.name_en else o.name_en end) as name,
      (select json_agg(json_build_object('method', k.method, 'createdAt', k.created_at, 'retiredAt', k.retired_at)
        order by k.created_at desc) from credentials.keys k where k.issuer_id = i.id) as keys
    from credentials.issuers i join credentials.keys now on now.issuer_id = i.id and now.retired_at is null
      left join members.organisations o on o.id = i.organisation_id left join members.groups g on g.id = i.group_id
    where i.organisation_id = ${owner.organisationId} or i.group_id = ${owner.groupId}`.execute(db)
  return rows[0]
}

/** How an organisation or a group is called, and where it has its pages. */
export async function selectOwnerNamed(db: Db, { organisationId, groupId }: Owner) {
  const { rows } = await sql<{ name: Both; url: string | null }>`
    select json_build_object('zh', name_zh, 'en', name_en) as name, website as url
      from members.organisations where id = ${organisationId}
    union all select json_build_object('zh', name_zh, 'en', name_en), null from members.groups
      where id = ${groupId} and ${organisationId}::uuid is null`.execute(db)
  return rows[0]
}

/** Who stands behind a DID: an organisation with its memberships, or a group itself. */
export async function selectVoucher(db: Db, did: string): Promise<Voucher | null> {
  const { rows } = await sql<{ organisation: Both; isGroup: boolean; memberships: Voucher['memberships'] }>`
    select json_build_object('zh', coalesce(o.name_zh, g.name_zh),
        'en', case when o.id is null then g.name_en else o.name_en end) as organisation,
      o.id is null as is_group,
      coalesce((select json_agg(json_build_object('group', json_build_object('zh', mg.name_zh, 'en', mg.name_en),
          'since', m.starts_on, 'until', m.ends_on) order by m.ends_on nulls first, m.starts_on)
        from members.memberships m join members.groups mg on mg.id = m.group_id
        where m.organisation_id = o.id), '[]') as memberships
    from credentials.issuers i
      left join members.organisations o on o.id = i.organisation_id left join members.groups g on g.id = i.group_id
    where i.id = (select k.issuer_id from credentials.keys k where k.did = ${did} limit 1)`.execute(db)
  return rows[0] ?? null
}
