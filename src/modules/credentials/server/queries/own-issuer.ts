import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Owner } from '../../policy.ts'

/** Whose affiliation holds the viewer's newest credential: that organisation signs their record. */
export async function selectIssuerOfOwn(db: Db, affiliationId: string): Promise<Owner | undefined> {
  const { rows } =
    await sql<Owner>`select a.organisation_id, null::uuid as group_id from members.affiliations a
    where a.id = ${affiliationId} and a.person_id = platform.viewer_person()`.execute(db)
  return rows[0]
}
