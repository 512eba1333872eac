import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import { storedRow } from '#platform/server/files/stored-row.ts'

type Signing = {
  versionId: string
  organisationId: string
  affiliationId: string
  signerName: string
  round: number
  textHash: string
  signedOn: string
}

export async function insertSignature(db: Db, signing: Signing): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into agreements.signatures (version_id, organisation_id, round,
      text_sha256, mode, signed_on, affiliation_id, signer_name)
    values (${signing.versionId}, ${signing.organisationId}, ${signing.round}, ${signing.textHash}, 'account',
      ${signing.signedOn}, ${signing.affiliationId}, ${signing.signerName}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export type ScanFile = { name: string; mediaType: string; size: number; sha256: string; personId: string }

export async function insertScan(db: Db, signing: Signing, file: ScanFile): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`with stored as (${storedRow({ ...file, purpose: 'agreements.scan', organisationId: signing.organisationId })})
    insert into agreements.signatures (version_id, organisation_id, round, text_sha256, mode, signed_on,
      affiliation_id, signer_name, file_id, file_name, file_type, file_size, file_sha256)
    select ${signing.versionId}, ${signing.organisationId}, ${signing.round}, ${signing.textHash}, 'scan',
      ${signing.signedOn}, ${signing.affiliationId}, ${signing.signerName}, stored.id, ${file.name},
      ${file.mediaType}, ${file.size}, ${file.sha256} from stored returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export type StoredScan = { versionId: string; name: string; mediaType: string; sha256: string }

/** The scan behind a signature; undefined for one given in an account. */
export async function selectOptionalScan(db: Db, id: string): Promise<StoredScan | undefined> {
  const { rows } = await sql<StoredScan>`select version_id, file_name as name, file_type as media_type,
      file_sha256 as sha256
    from agreements.signatures where id = ${id} and file_sha256 is not null`.execute(db)
  return rows[0]
}
