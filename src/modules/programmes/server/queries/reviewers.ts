import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Reviewer } from '../../contract/versions.ts'
import type { Side } from '../../rules/vocabulary.ts'

/** The committee of a version, by side and name. */
export async function selectReviewers(db: Db, versionId: string): Promise<Reviewer[]> {
  type Row = Omit<Reviewer, 'organisation' | 'signedAt'> & {
    organisationId: string
    organisationZh: string
    organisationEn: string | null
    signedAt: Date | null
  }
  const { rows } = await sql<Row>`select r.id, r.affiliation_id, r.name, r.organisation_id,
      o.name_zh as organisation_zh, o.name_en as organisation_en, r.side, r.opinion, r.comment, r.signed_at, r.version
    from programmes.reviewers r join members.organisations o on o.id = r.organisation_id
    where r.version_id = ${versionId} order by r.side, o.sort_key, r.name, r.id limit 100`.execute(db)
  return rows.map(({ organisationId, organisationZh, organisationEn, signedAt, ...row }) => ({
    ...row,
    organisation: { id: organisationId, name: { zh: organisationZh, en: organisationEn } },
    signedAt: signedAt?.toISOString() ?? null,
  }))
}

export type Candidate = { id: string; name: string; organisationId: string; role: string; kind: string }

/** Somebody who can be invited: of the viewer's own school, or listed by a partner; row-level security says who. */
export async function selectOptionalCandidate(db: Db, affiliationId: string): Promise<Candidate | undefined> {
  const { rows } = await sql<Candidate>`select a.id, a.name, a.organisation_id, a.role, o.kind
    from members.affiliations a join members.organisations o on o.id = a.organisation_id
    where a.id = ${affiliationId} and a.ends_on is null
      and (a.listed or a.organisation_id = (select platform.viewer_organisation()))`.execute(db)
  return rows[0]
}

export async function insertReviewer(
  db: Db,
  entry: { versionId: string; affiliationId: string; organisationId: string; side: Side; name: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into programmes.reviewers (version_id, affiliation_id,
      organisation_id, side, name)
    values (${entry.versionId}, ${entry.affiliationId}, ${entry.organisationId}, ${entry.side}, ${entry.name})
    returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

export async function selectOptionalReviewer(db: Db, id: string) {
  type Found = { id: string; versionId: string; organisationId: string; opinion: string | null; name: string }
  const { rows } = await sql<Found>`select r.id, r.version_id, v.organisation_id, r.opinion, r.name
    from programmes.reviewers r join programmes.versions v on v.id = r.version_id where r.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

export async function deleteReviewer(db: Db, id: string): Promise<void> {
  await sql`delete from programmes.reviewers where id = ${id}`.execute(db)
}

/** Signs an opinion as the viewer's affiliation; false where nobody of that affiliation was asked. */
export async function signOpinion(
  db: Db,
  {
    versionId,
    affiliationId,
    opinion,
    comment,
  }: {
    versionId: string
    affiliationId: string
    opinion: string
    comment: string | null
  },
): Promise<boolean> {
  const { rows } = await sql`update programmes.reviewers set opinion = ${opinion}, comment = ${comment},
      signed_at = now(), version = version + 1
    where version_id = ${versionId} and affiliation_id = ${affiliationId} returning id`.execute(db)
  return rows.length > 0
}

/**
 * Asks a committee anew: the same people, without what they said of an earlier state. Only the school's own draft
 * allows it, so that nobody's opinion is ever changed by somebody else.
 */
export async function renewCommittee(db: Db, versionId: string): Promise<void> {
  type Row = { affiliationId: string; organisationId: string; side: Side; name: string }
  const { rows } =
    await sql<Row>`delete from programmes.reviewers where version_id = ${versionId} and opinion is not null
    returning affiliation_id, organisation_id, side, name`.execute(db)
  for (const row of rows) await insertReviewer(db, { versionId, ...row })
}
