import { sql } from 'kysely'
import type { OrganisationRow } from '#modules/members/contract/organisations.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Party } from '../../contract/versions.ts'
import type { PartyRole, SigningMode } from '../../rules/vocabulary.ts'

export type StoredParty = Party & { kind: OrganisationRow['kind'] }

type Row = {
  id: string
  organisationId: string
  kind: OrganisationRow['kind']
  nameZh: string
  nameEn: string | null
  uscc: string | null
  role: PartyRole
  mustSign: boolean
  signatureId: string | null
  mode: SigningMode
  signedOn: string
  at: Date
  /** Of the signature itself, which the parties' administrators alone read. */
  signerName: string | null
  fileName: string | null
  fileSize: number | null
}

/** The parties of a version in their order, each with its signature under the text as it was sent last. */
export async function selectParties(db: Db, versionId: string): Promise<StoredParty[]> {
  const { rows } =
    await sql<Row>`select p.id, p.organisation_id, o.kind, p.name_zh, p.name_en, p.uscc, p.role,
      p.must_sign, s.id as signature_id, s.mode, s.signed_on, s.at, n.signer_name, n.file_name, n.file_size
    from agreements.parties p join members.organisations o on o.id = p.organisation_id
      join agreements.versions v on v.id = p.version_id
      left join lateral agreements.signings(v.id) s on s.organisation_id = p.organisation_id
        and s.round = v.round and s.text_sha256 = v.text_sha256 and v.state <> 'draft'
      left join agreements.signatures n on n.id = s.id
    where p.version_id = ${versionId} order by p.place, p.id`.execute(db)
  return rows.map(row => ({
    ...{ id: row.id, organisationId: row.organisationId, kind: row.kind, uscc: row.uscc },
    ...{ name: { zh: row.nameZh, en: row.nameEn }, role: row.role, mustSign: row.mustSign },
    signature: row.signatureId
      ? {
          ...{ id: row.signatureId, mode: row.mode, signedOn: row.signedOn, at: row.at.toISOString() },
          signerName: row.signerName,
          scan: row.fileName ? { name: row.fileName, size: Number(row.fileSize) } : null,
        }
      : null,
  }))
}

export type NewParty = { organisationId: string; role: PartyRole; mustSign: boolean }

/** Puts these parties in the place of those a draft has, each called as it is today. */
export async function replaceParties(db: Db, versionId: string, parties: readonly NewParty[]): Promise<void> {
  await sql`delete from agreements.parties where version_id = ${versionId}`.execute(db)
  if (parties.length === 0) return
  await sql`insert into agreements.parties (version_id, organisation_id, role, must_sign, place, name_zh, name_en, uscc)
    select ${versionId}, each.organisation, each.role, each.must, each.place, o.name_zh, o.name_en, o.uscc
    from unnest(${parties.map(party => party.organisationId)}::uuid[], ${parties.map(party => party.role)}::text[],
      ${parties.map(party => party.mustSign)}::boolean[]) with ordinality as each (organisation, role, must, place)
      join members.organisations o on o.id = each.organisation`.execute(db)
}

/** Which of these organisations there are and have not closed. */
export async function selectOpenOrganisations(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; nameZh: string; nameEn: string | null }[]> {
  const { rows } = await sql<{
    id: string
    nameZh: string
    nameEn: string | null
  }>`select id, name_zh, name_en
    from members.organisations where id = any (${[...ids]}::uuid[]) and closed_on is null`.execute(db)
  return rows
}

/** Whether an organisation is a member of a group today. */
export async function isMember(db: Db, groupId: string, organisationId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from members.memberships where group_id = ${groupId}
    and organisation_id = ${organisationId} and ends_on is null limit 1`.execute(db)
  return rows.length > 0
}
