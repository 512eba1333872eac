import type { AnswerOf, InputOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import {
  type getNetwork,
  NETWORK_MOST,
  type NetworkEdge,
  type NetworkNode,
} from '../../contract/relations.ts'
import type { RelationKind } from '../../rules/relations.ts'
import { bilingual } from '../values.ts'

type Network = AnswerOf<typeof getNetwork>
type Asked = InputOf<typeof getNetwork>['query']
type Querying = Pick<Context, 'query'>

const FROM = `members.relations r join members.organisations f on f.id = r.from_id
  join members.organisations t on t.id = r.to_id`

/** Confirmed relations that hold on a day, one choice left out where its own counts are wanted. */
function conditionsOf({ group, kind, relation }: Asked, day: string, without?: 'relation'): Conditions {
  const all = new Conditions().always('confirmed', `r.state = 'confirmed'`)
  const on = all.value(day)
  all.always('on', `r.starts_on <= ${on}::date and (r.ends_on is null or r.ends_on >= ${on}::date)`)
  if (relation && without !== 'relation') all.add('relation', at => `r.kind = ${at}`, relation)
  if (kind) all.add('kind', at => `${at} in (f.kind, t.kind)`, kind)
  // Both sides belonged to the group on that day; what another group says of them is not this group's.
  if (group)
    all.add(
      'group',
      at => `(r.group_id is null or r.group_id = ${at}::uuid) and 2 = (select count(distinct m.organisation_id)
        from members.memberships m where m.group_id = ${at}::uuid and m.organisation_id in (r.from_id, r.to_id)
          and m.starts_on <= ${on}::date and (m.ends_on is null or m.ends_on >= ${on}::date))`,
      group,
    )
  return all
}

type Row = {
  id: string
  kind: RelationKind
  from_id: string
  to_id: string
  starts_on: string
  ends_on: string | null
  note_zh: string | null
  note_en: string | null
  nodes: {
    id: string
    kind: NetworkNode['kind']
    zh: string
    en: string | null
    short_zh: string | null
    short_en: string | null
  }[]
}

const side = (of: 'f' | 't') => `json_build_object('id', ${of}.id, 'kind', ${of}.kind, 'zh', ${of}.name_zh,
  'en', ${of}.name_en, 'short_zh', ${of}.short_zh, 'short_en', ${of}.short_en)`

/** Relations and the organisations they join, both in an order of their own that does not change. */
export async function selectNetwork(
  { query }: Querying,
  asked: Asked,
  day: string,
): Promise<Pick<Network, 'nodes' | 'edges' | 'more'>> {
  const all = conditionsOf(asked, day)
  const limit = all.value(NETWORK_MOST + 1)
  const found = await query<Row>({
    name: `network:${all.key}`,
    text: `select r.id, r.kind, r.from_id, r.to_id, r.starts_on, r.ends_on, r.note_zh, r.note_en,
        json_build_array(${side('f')}, ${side('t')}) as nodes
      from ${FROM} ${all.where} order by r.kind, f.sort_key, t.sort_key, r.id limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, NETWORK_MOST)
  const nodes = new Map<string, NetworkNode>()
  for (const node of rows.flatMap(row => row.nodes))
    nodes.set(node.id, {
      ...{ id: node.id, kind: node.kind, name: { zh: node.zh, en: node.en } },
      short: bilingual(node.short_zh, node.short_en),
    })
  return { nodes: [...nodes.values()], edges: rows.map(toEdge), more: found.length > NETWORK_MOST }
}

const toEdge = (row: Row): NetworkEdge => ({
  ...{ id: row.id, kind: row.kind, from: row.from_id, to: row.to_id },
  ...{ startsOn: row.starts_on, endsOn: row.ends_on, note: bilingual(row.note_zh, row.note_en) },
})

/** How many relations each kind has under the other filters, and the year in which the first began. */
export async function selectNetworkCounts(
  { query }: Querying,
  asked: Asked,
  day: string,
): Promise<Pick<Network, 'relations' | 'since'>> {
  const all = conditionsOf(asked, day, 'relation')
  const relations = await query<{ value: RelationKind; count: number }>({
    name: `network-count:${all.key}`,
    text: `select r.kind as value, count(*)::int as count from ${FROM} ${all.where} group by r.kind order by 2 desc, 1`,
    values: all.values,
  })
  const [first] = await query<{ since: number | null }>({
    name: 'network-since',
    text: `select extract(year from min(starts_on))::int as since from members.relations where state = 'confirmed'`,
    values: [],
  })
  return { relations, since: first?.since ?? null }
}
