import { sql } from 'kysely'
import type { Db } from '#platform/server/database/session.ts'
import type { Relation } from '../../contract/relations.ts'
import type { OrganisationKind } from '../../contract/vocabulary.ts'
import type { RelationKind, RelationState } from '../../rules/relations.ts'

/** The relations of an organisation that the viewer may see: running ones, proposals, then former ones. */
export async function selectRelations(db: Db, organisationId: string): Promise<Relation[]> {
  const { rows } = await sql<Relation>`select r.id, r.kind, r.from_id = ${organisationId} as outgoing,
      json_build_object('id', o.id, 'kind', o.kind, 'name', json_build_object('zh', o.name_zh, 'en', o.name_en)) as other,
      case when g.id is not null then json_build_object('id', g.id, 'name',
        json_build_object('zh', g.name_zh, 'en', g.name_en)) end as group,
      r.state, r.proposed_by, r.starts_on, r.ends_on,
      case when r.note_zh is not null then json_build_object('zh', r.note_zh, 'en', r.note_en) end as note, r.version
    from members.relations r
      join members.organisations o on o.id = case when r.from_id = ${organisationId} then r.to_id else r.from_id end
      left join members.groups g on g.id = r.group_id
    where ${organisationId} in (r.from_id, r.to_id) and r.state in ('proposed', 'confirmed')
    order by r.ends_on is not null, r.state = 'proposed' desc, r.kind, o.sort_key, r.starts_on desc, r.id
    limit 300`.execute(db)
  return rows
}

type Stored = {
  id: string
  kind: RelationKind
  fromId: string
  toId: string
  groupId: string | null
  proposedBy: string | null
  state: RelationState
  startsOn: string
  endsOn: string | null
  version: number
}

export async function selectOptionalRelation(db: Db, id: string): Promise<Stored | undefined> {
  const { rows } =
    await sql<Stored>`select id, kind, from_id, to_id, group_id, proposed_by, state, starts_on, ends_on,
    version from members.relations where id = ${id}`.execute(db)
  return rows[0]
}

type New = {
  kind: RelationKind
  fromId: string
  toId: string
  groupId: string | null
  proposedBy: string | null
  startsOn: string
  note: { zh: string; en: string | null } | null
  by: string
}

/** A proposal, or, where a group enters it, what holds at once. */
export async function insertRelation(db: Db, relation: New): Promise<string> {
  const { kind, fromId, toId, groupId, proposedBy, startsOn, note, by } = relation
  const { rows } = await sql<{
    id: string
  }>`insert into members.relations (kind, from_id, to_id, group_id, state,
      proposed_by, proposed_by_name, starts_on, note_zh, note_en)
    values (${kind}, ${fromId}, ${toId}, ${groupId}, ${groupId ? 'confirmed' : 'proposed'}, ${proposedBy}, ${by},
      ${startsOn}, ${note?.zh ?? null}, ${note?.en ?? null}) returning id`.execute(db)
  return (rows[0] as { id: string }).id
}

/** Settles a proposal; the new version, or undefined when it has another one by now. */
export async function settleRelation(
  db: Db,
  id: string,
  version: number,
  state: Exclude<RelationState, 'proposed'>,
  by: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.relations set state = ${state},
      answered_by_name = ${by}, answered_at = now(), version = version + 1
    where id = ${id} and version = ${version} and state = 'proposed' returning version`.execute(db)
  return rows[0]?.version
}

export async function endRelationRow(
  db: Db,
  id: string,
  version: number,
  day: string,
  by: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update members.relations set ends_on = ${day},
      ended_by_name = ${by}, version = version + 1
    where id = ${id} and version = ${version} and state = 'confirmed' and ends_on is null returning version`.execute(
    db,
  )
  return rows[0]?.version
}

export type Side = {
  id: string
  kind: OrganisationKind
  nameZh: string
  closedOn: string | null
  groupIds: string[]
}

export async function selectOptionalSide(db: Db, id: string): Promise<Side | undefined> {
  const { rows } = await sql<Side>`select o.id, o.kind, o.name_zh, o.closed_on,
      coalesce((select array_agg(m.group_id) from members.memberships m
        where m.organisation_id = o.id and m.ends_on is null), '{}') as group_ids
    from members.organisations o where o.id = ${id}`.execute(db)
  return rows[0]
}
