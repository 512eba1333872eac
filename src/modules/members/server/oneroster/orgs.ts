import { sql } from 'kysely'
import { Failure } from '#platform/contract/errors.ts'
import type { Db } from '#platform/server/database/session.ts'
import { findOurs, type KnownOrg, type OrgRow, relateOrgs } from '../../rules/oneroster/orgs.ts'
import type { Findings } from './findings.ts'
import type { OneRosterRecord } from './records.ts'

/**
 * Finds the importing organisation among those of the set and what the others are to it. It is known by the
 * sourcedId of an earlier import or one that its administrator names, else by `identifier` being its code.
 * Throws Failure when the set is about somebody else.
 */
export async function settleOrgs(
  db: Db,
  roster: OneRosterRecord,
  rows: readonly OrgRow[],
  findings: Findings,
): Promise<KnownOrg[]> {
  const { organisationId, manifest } = roster
  const known = await selectKnown(db, organisationId)
  const own = known.find(org => org.relation === 'self')
  const claimed = own?.sourcedId ?? manifest.orgSourcedId
  if (rows.length === 0) {
    // A delta need not name the school again.
    if (own) return known
    throw new Failure('unprocessable', 'oneroster.not_ours')
  }
  const { rows: found } = await sql<{ code: string; uscc: string | null }>`select code, uscc
    from members.organisations where id = ${organisationId}`.execute(db)
  const identifiers = found.flatMap(({ code, uscc }) => (uscc ? [code, uscc] : [code]))
  const ours = findOurs(rows, { sourcedId: claimed, identifiers })
  if (!ours && own && manifest.files.orgs === 'delta') return merge(rows, own.sourcedId, known, findings)
  if (!ours) throw new Failure('unprocessable', 'oneroster.not_ours')
  await refuseOthers(db, organisationId, ours)
  return merge(rows, ours.sourcedId, manifest.files.orgs === 'delta' ? known : [], findings)
}

function merge(rows: readonly OrgRow[], ourId: string, known: KnownOrg[], findings: Findings): KnownOrg[] {
  const { orgs, problems } = relateOrgs(rows, ourId, known)
  for (const { file, row, ...problem } of problems) findings.problem(file, row, problem)
  for (const org of orgs) if (org.relation !== 'self') findings.note(`org_${org.relation}`, 'orgs')
  const named = new Set(rows.map(row => row.sourcedId))
  return [...known.filter(org => !named.has(org.sourcedId)), ...orgs]
}

/** Whoever claims an organisation of the file by its sourcedId cannot claim one that says it is another member. */
async function refuseOthers(db: Db, organisationId: string, ours: OrgRow): Promise<void> {
  if (!ours.identifier) return
  const { rows } = await sql`select from members.organisations o where o.id <> ${organisationId}
    and (o.code = upper(${ours.identifier}) or o.uscc = upper(${ours.identifier}))`.execute(db)
  if (rows.length > 0) throw new Failure('unprocessable', 'oneroster.not_ours')
}

async function selectKnown(db: Db, organisationId: string): Promise<KnownOrg[]> {
  const { rows } = await sql<KnownOrg>`select sourced_id, relation, name from members.oneroster_orgs
    where organisation_id = ${organisationId}`.execute(db)
  return rows
}

/** Keeps what was learnt about organisations, for sets that refer to them without naming them. */
export async function saveOrgs(db: Db, { organisationId, orgs }: OneRosterRecord): Promise<void> {
  await sql`delete from members.oneroster_orgs where organisation_id = ${organisationId}`.execute(db)
  await sql`insert into members.oneroster_orgs (organisation_id, sourced_id, relation, name)
    select ${organisationId}, o."sourcedId", o.relation, o.name
    from jsonb_to_recordset(${JSON.stringify(orgs)}::jsonb) as o("sourcedId" text, relation text, name text)`.execute(
    db,
  )
}
