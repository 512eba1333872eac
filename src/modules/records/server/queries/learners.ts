import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { Db } from '#platform/server/database/session.ts'
import type { Learner } from '../../contract/record.ts'

export type LearnerRow = Learner & {
  personId: string | null
  /** Whether it is a minor whose guardian the viewer is. */
  child: boolean
}

type Row = {
  id: string
  name: string
  number: string | null
  organisationId: string
  nameZh: string
  nameEn: string | null
  classId: string | null
  className: string | null
  startsOn: string
  endsOn: string | null
  personId: string | null
  child: boolean
}

const COLUMNS = sql`l.id, l.name, l.number, l.organisation_id, o.name_zh, o.name_en, l.class_id,
  (select c.name from members.classes c where c.id = l.class_id) as class_name, l.starts_on, l.ends_on, l.person_id,
  l.id = any ((select members.viewer_children())::uuid[]) as child
  from members.learners l join members.organisations o on o.id = l.organisation_id`

const toLearner = ({ organisationId, nameZh, nameEn, classId, className, ...row }: Row): LearnerRow => ({
  ...row,
  organisation: { id: organisationId, name: { zh: nameZh, en: nameEn } },
  class: classId && className ? { id: classId, name: className } : null,
})

export async function selectOptionalLearner(db: Db, id: string): Promise<LearnerRow | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} where l.id = ${id}`.execute(db)
  return rows[0] && toLearner(rows[0])
}

/** A learner, and everywhere the viewer learns and learned: one look for a record that may span several schools. */
export async function selectSpan({ query }: Pick<Context, 'query'>, id: string): Promise<LearnerRow[]> {
  const rows = await query<Row>({
    name: 'record-span',
    text: `select l.id, l.name, l.number, l.organisation_id as "organisationId", o.name_zh as "nameZh",
        o.name_en as "nameEn", l.class_id as "classId",
        (select c.name from members.classes c where c.id = l.class_id) as "className", l.starts_on as "startsOn",
        l.ends_on as "endsOn", l.person_id as "personId",
        l.id = any ((select members.viewer_children())::uuid[]) as child
      from members.learners l join members.organisations o on o.id = l.organisation_id
      where l.id = any (array[$1::uuid] || (select members.viewer_own_learners())::uuid[])
      order by l.ends_on is not null, l.starts_on desc, l.id limit 100`,
    values: [id],
  })
  return rows.map(toLearner)
}

/** Everywhere the viewer learns and learned, the latest first, and their minor children. */
export async function selectOwnLearners(db: Db): Promise<LearnerRow[]> {
  const { rows } = await sql<Row>`select ${COLUMNS}
    where l.id = any ((select members.viewer_learners())::uuid[])
    order by l.ends_on is not null, l.starts_on desc, l.id limit 100`.execute(db)
  return rows.map(toLearner)
}

/** Whether the viewer can ask this organisation to confirm something: their own, or one of a group with it. */
export async function isNeighbour(db: Db, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{
    is: boolean
  }>`select ${organisationId}::uuid = any (members.viewer_neighbours())
    or ${organisationId}::uuid = platform.viewer_organisation() as is`.execute(db)
  return rows[0]?.is ?? false
}

/** Whether a learner may be shown to an organisation: to a company only once they are known to be of age. */
export async function mayFace(db: Db, learnerId: string, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select records.may_face(${learnerId}, ${organisationId}) as may`.execute(db)
  return rows[0]?.may ?? false
}

/** Whether somebody may show an organisation their record: a company only once they are known to be of age. */
export async function mayShow(db: Db, personId: string, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select records.may_show(${personId}, ${organisationId}) as may`.execute(db)
  return rows[0]?.may ?? false
}
