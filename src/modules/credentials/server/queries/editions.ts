import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Design } from '../../rules/achievement.ts'

/** A design as it stood when something was issued from it; its id is the design's, as credentials name it. */
export type Edition = Omit<Design, 'image'> & { colour: string; picture: string | null }

export async function selectOptionalEdition(system: Db, batchId: string): Promise<Edition | undefined> {
  const { rows } = await sql<
    Omit<Edition, 'alignments'> & { alignments: string }
  >`select e.template_id as id, e.kind, e.colour, e.levels, e.picture, e.alignments::text as alignments,
      json_build_object('zh', e.name_zh, 'en', e.name_en) as name,
      json_build_object('zh', e.description_zh, 'en', e.description_en) as description,
      json_build_object('zh', e.criteria_zh, 'en', e.criteria_en) as criteria
    from credentials.batches b join credentials.editions e on e.id = b.edition_id where b.id = ${batchId}`.execute(
    system,
  )
  return rows[0] && { ...rows[0], alignments: JSON.parse(rows[0].alignments) }
}
