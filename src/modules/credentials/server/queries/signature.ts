import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'

/** Who acts, as a decision is signed: the affiliation, and the name it stands under there today. */
export async function signatureOf(context: Context): Promise<{ affiliationId: string | null; name: string }> {
  const { affiliationId, personId } = context.signedIn()
  const { rows } = await sql<{ name: string }>`
    select name from members.affiliations where id = ${affiliationId}
    union all select display_name from members.persons where id = ${personId} limit 1`.execute(context.db)
  return { affiliationId, name: rows[0]?.name ?? 'API' }
}
