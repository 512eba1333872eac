import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Rights } from '../../rules/rights.ts'

/** False when somebody was faster. */
export async function updateRights(
  db: Db,
  id: string,
  seen: number,
  rights: Rights & { creatorsAgreed: boolean; shared: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update library.items set licence = ${rights.licence},
      licence_text = ${rights.licenceText}, uses = ${[...rights.uses]}, audience = ${rights.audience},
      group_id = ${rights.groupId}, access = ${rights.access}, embargo_until = ${rights.embargoUntil},
      expires_on = ${rights.expiresOn}, creators_agreed = ${rights.creatorsAgreed},
      state = case when ${rights.shared} then 'shared' when state = 'shared' then 'draft' else state end,
      recalled_at = case when ${rights.shared} then null else recalled_at end,
      recall_reason = case when ${rights.shared} then null else recall_reason end, version = version + 1
    where id = ${id} and version = ${seen}`.execute(db)
  return numAffectedRows === 1n
}

/** False when somebody was faster. */
export async function recallItemRow(db: Db, id: string, seen: number, reason: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update library.items
    set state = 'recalled', recalled_at = now(), recall_reason = ${reason}, version = version + 1
    where id = ${id} and version = ${seen} and state = 'shared'`.execute(db)
  return numAffectedRows === 1n
}

export type Told = {
  id: string
  affiliationId: string | null
  organisationId: string
  active: boolean
  organisationKind: OrganisationRow['kind']
}

export async function recallReceipts(db: Db, itemId: string): Promise<Told[]> {
  const { rows } = await sql<Told>`select id, affiliation_id, organisation_id, active, organisation_kind
    from library.recall_receipts(${itemId})`.execute(db)
  return rows
}

type Taker = { organisationId: string; nameZh: string; nameEn: string | null } & {
  taken: number
  recalled: number
  deleted: number
  lastAt: string
}

export async function selectTakers(db: Db, itemId: string) {
  const { rows } = await sql<Taker>`select organisation_id, name_zh, name_en, taken, recalled, deleted,
      to_char(last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last_at
    from library.takers(${itemId})`.execute(db)
  return rows.map(({ nameZh, nameEn, ...row }) => ({
    ...row,
    name: { zh: nameZh, en: nameEn } satisfies Bilingual,
  }))
}

export async function isInGroup(db: Db, groupId: string): Promise<boolean> {
  const { rows } = await sql<{ member: boolean }>`
    select ${groupId}::uuid = any (library.viewer_groups()) as member`.execute(db)
  return rows[0]?.member === true
}
