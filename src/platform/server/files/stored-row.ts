import { type RawBuilder, sql } from 'kysely'

export type StoredRow = {
  /** What it is kept for: "records.evidence". */
  purpose: string
  organisationId: string | null
  personId: string
  name: string
  mediaType: string
  size: number
  sha256: string
}

/** Notes a file whose bytes are stored; gives the `id` by which a module's own row names it. */
export const storedRow = (file: StoredRow): RawBuilder<{ id: string }> => sql`
  insert into platform.files (owner_organisation_id, created_by, purpose, name, media_type, size, sha256)
  values (${file.organisationId}, ${file.personId}, ${file.purpose}, ${file.name}, ${file.mediaType}, ${file.size},
    decode(${file.sha256}, 'hex')) returning id`
