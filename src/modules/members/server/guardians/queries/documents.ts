import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type StoredDocument = {
  id: string
  organisationId: string
  guardianshipId: string | null
  consentId: string | null
  name: string
  mediaType: string
  sha256: string
  byPersonId: string
}

export async function selectOptionalDocument(db: Db, id: string): Promise<StoredDocument | undefined> {
  const { rows } =
    await sql<StoredDocument>`select id, organisation_id, guardianship_id, consent_id, name, media_type,
      sha256, by_person_id from members.family_documents where id = ${id}`.execute(db)
  return rows[0]
}

type NewDocument = {
  consentId: string | null
  guardianshipId: string | null
  name: string
  mediaType: string
  size: number
  sha256: string
}

/** Keeps a document; null where the viewer may add none there. */
export async function addDocument(db: Db, added: NewDocument): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null
  }>`select members.add_family_document(${added.consentId}::uuid,
    ${added.guardianshipId}::uuid, ${added.name}, ${added.mediaType}, ${added.size}, ${added.sha256}) as id`.execute(
    db,
  )
  return rows[0]?.id ?? null
}
