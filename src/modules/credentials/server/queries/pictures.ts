import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type StoredPicture = { png: Buffer; svg: string | null }
type NewPicture = StoredPicture & { small: Buffer; hash: string }

export async function upsertPicture(db: Db, templateId: string, picture: NewPicture): Promise<void> {
  const { png, small, svg, hash } = picture
  await sql`insert into credentials.pictures (template_id, png, small, svg, hash)
    values (${templateId}, ${png}, ${small}, ${svg}, ${hash})
    on conflict (template_id) do update set png = excluded.png, small = excluded.small, svg = excluded.svg,
      hash = excluded.hash, created_at = now()`.execute(db)
}

/** False where there was none. */
export async function deletePicture(db: Db, templateId: string): Promise<boolean> {
  const { rows } = await sql`delete from credentials.pictures where template_id = ${templateId}
    returning template_id`.execute(db)
  return rows.length > 0
}

export async function selectPicture(db: Db, templateId: string): Promise<StoredPicture | undefined> {
  const { rows } = await sql<StoredPicture>`select png, svg from credentials.pictures
    where template_id = ${templateId}`.execute(db)
  return rows[0]
}

/** The picture as it is signed into credentials. */
export async function selectSmallPicture(db: Db, templateId: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ small: Buffer }>`select small from credentials.pictures
    where template_id = ${templateId}`.execute(db)
  return rows[0]?.small
}

/** The own picture of what was issued, for whoever may read it. */
export async function selectPictureOf(db: Db, issuedId: string): Promise<StoredPicture | undefined> {
  const { rows } = await sql<StoredPicture>`select png, svg from credentials.picture_of(${issuedId})`.execute(
    db,
  )
  return rows[0]
}
