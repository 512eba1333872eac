import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'

export type StoredPicture = { png: Buffer; svg: string | null }

/** Keeps a picture under the hash of its content and says that hash; the same picture is kept once. */
export async function keepImage(
  db: Db,
  { png, small, svg }: StoredPicture & { small: Buffer },
): Promise<string> {
  const { rows } = await sql<{
    hash: string
  }>`select credentials.keep_image(${png}::bytea, ${small}::bytea, ${svg}::text) as hash`.execute(db)
  return (rows[0] as { hash: string }).hash
}

/** False where the design has it already. */
export async function updatePicture(db: Db, templateId: string, hash: string | null): Promise<boolean> {
  const { rows } = await sql`update credentials.templates set picture = ${hash}
    where id = ${templateId} and picture is distinct from ${hash}::text returning id`.execute(db)
  return rows.length > 0
}

/** A design's own picture, for whoever keeps the design. */
export async function selectPicture(db: Db, templateId: string): Promise<StoredPicture | undefined> {
  const { rows } =
    await sql<StoredPicture>`select png, svg from credentials.picture_of_design(${templateId})`.execute(db)
  return rows[0]
}

/** The picture as it is signed into credentials. */
export async function selectSmallPicture(system: Db, hash: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{
    small: Buffer
  }>`select small from credentials.images where hash = ${hash}`.execute(system)
  return rows[0]?.small
}

/** The own picture of what was issued, as it was then, for whoever may read it. */
export async function selectPictureOf(db: Db, issuedId: string): Promise<StoredPicture | undefined> {
  const { rows } = await sql<StoredPicture>`select png, svg from credentials.picture_of(${issuedId})`.execute(
    db,
  )
  return rows[0]
}
