import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Comment } from '../../contract/versions.ts'

type Row = {
  id: string
  organisationId: string
  nameZh: string
  nameEn: string | null
  clauseNumber: number | null
  text: string | null
  byName: string
  at: Date
  answer: string | null
  answeredByName: string | null
  answeredAt: Date | null
}

/** What the parties said of a version, in order; as far as the viewer may read it. */
export async function selectComments(db: Db, versionId: string): Promise<Comment[]> {
  const { rows } =
    await sql<Row>`select c.id, c.organisation_id, o.name_zh, o.name_en, c.clause_number, c.text,
      c.by_name, c.at, c.answer, c.answered_by_name, c.answered_at
    from agreements.comments c join members.organisations o on o.id = c.organisation_id
    where c.version_id = ${versionId} order by c.id limit 500`.execute(db)
  return rows.map(row => ({
    ...{ id: row.id, clauseNumber: row.clauseNumber, text: row.text ?? '', byName: row.byName },
    organisation: { id: row.organisationId, name: { zh: row.nameZh, en: row.nameEn } },
    at: row.at.toISOString(),
    answer: row.answeredAt
      ? { text: row.answer ?? '', byName: row.answeredByName ?? '', at: row.answeredAt.toISOString() }
      : null,
  }))
}

export async function insertComment(
  db: Db,
  comment: {
    versionId: string
    organisationId: string
    affiliationId: string
    byName: string
    clause: { id: string; number: number } | null
    text: string
  },
): Promise<string> {
  const { clause } = comment
  const { rows } = await sql<{
    id: string
  }>`insert into agreements.comments (version_id, organisation_id, affiliation_id,
      by_name, clause_id, clause_number, text)
    values (${comment.versionId}, ${comment.organisationId}, ${comment.affiliationId}, ${comment.byName},
      ${clause?.id ?? null}, ${clause?.number ?? null}, ${comment.text}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function selectOptionalCommentOf(
  db: Db,
  id: string,
): Promise<{ versionId: string; organisationId: string } | undefined> {
  const { rows } = await sql<{ versionId: string; organisationId: string }>`select version_id, organisation_id
    from agreements.comments where id = ${id}`.execute(db)
  return rows[0]
}

/** Comments on a version that nobody has answered. */
export async function selectOpenCommentIds(db: Db, versionId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from agreements.comments
    where version_id = ${versionId} and answered_at is null order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Answers a comment once; false when it has its answer or the text is no longer open. */
export async function updateAnswer(
  db: Db,
  id: string,
  { text, affiliationId, byName }: { text: string; affiliationId: string; byName: string },
): Promise<boolean> {
  const { rows } = await sql`update agreements.comments set answer = ${text},
      answered_by_affiliation_id = ${affiliationId}, answered_by_name = ${byName}, answered_at = now()
    where id = ${id} and answered_at is null returning id`.execute(db)
  return rows.length > 0
}
