import { z } from 'zod'
import { today } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { ItemFilters, ItemRow, ItemSort } from '../../contract/items.ts'
import { statusOf } from '../../rules/rights.ts'
import type { State } from '../../rules/vocabulary.ts'

type Querying = Pick<Context, 'query'>
type Facet = keyof ItemFilters

const OWN = 'i.organisation_id = (select platform.viewer_organisation())'

/** The conditions of a set of filters, one of them left out where its own counts are wanted. */
function conditionsOf(filters: ItemFilters, without?: Facet): Conditions {
  const all = new Conditions()
  const use = <F extends Facet>(facet: F) => (facet === without ? undefined : filters[facet])
  const equal = (name: Facet, column: string, cast = '') => {
    const value = use(name)
    if (value) all.add(name, at => `${column} = ${at}${cast}`, value)
  }
  equal('kind', 'i.kind')
  equal('level', 'i.level')
  equal('licence', 'i.licence')
  equal('owner', 'i.organisation_id', '::uuid')
  const [software, whose, q] = [use('software'), use('whose'), use('q')]
  if (software) all.add('software', at => `i.software @> array[${at}]::text[]`, software)
  if (whose) all.always(whose, OWN)
  // What lies in the trash is looked for there and nowhere else.
  all.always('', whose === 'trash' ? 'i.trashed_at is not null' : 'i.trashed_at is null')
  if (q) {
    const terms = queryTerms(q)
    if (terms.length) all.add('q', at => `i.grams @> ${at}::text[]`, terms)
    else all.always('none', 'false')
  }
  return all
}

type Row = {
  id: string
  kind: ItemRow['kind']
  title_zh: string
  title_en: string | null
  organisation_id: string
  owner_zh: string
  owner_en: string | null
  software: string[]
  level: ItemRow['level']
  licence: ItemRow['licence']
  state: State
  trashed: boolean
  embargo_until: string | null
  expires_on: string | null
  picture_id: string | null
  sort_key: string
  begun: string
}

const ORDERS = {
  newest: {
    by: 'i.created_at desc, i.id desc',
    after: '<',
    columns: 'i.created_at, i.id',
    cast: 'timestamptz',
  },
  title: { by: 'i.sort_key, i.id', after: '>', columns: 'i.sort_key, i.id', cast: 'text collate "C"' },
} as const
const positions = {
  newest: z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()]),
  title: z.tuple([z.string().max(2000), z.uuid()]),
}

/** One page in the order asked for, continued after the key of its last row. */
export async function selectItems(
  { query }: Querying,
  filters: ItemFilters,
  page: { sort: ItemSort; after?: string; limit: number },
): Promise<{ rows: ItemRow[]; next: string | null }> {
  const order = ORDERS[page.sort]
  const all = conditionsOf(filters)
  const after = readKey(page.after, positions[page.sort])
  if (after) {
    const [at, id] = [all.value(after[0]), all.value(after[1])]
    all.always('after', `(${order.columns}) ${order.after} (${at}::${order.cast}, ${id}::uuid)`)
  }
  const limit = all.value(page.limit + 1)
  const found = await query<Row>({
    name: `library:${page.sort}:${all.key}`,
    text: `select i.id, i.kind, i.title_zh, i.title_en, i.organisation_id, o.name_zh as owner_zh, o.name_en as owner_en,
        i.software, i.level, i.licence, i.state, i.trashed_at is not null as trashed, i.embargo_until, i.expires_on,
        i.sort_key, i.picture_id,
        to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begun
      from library.items i join members.organisations o on o.id = i.organisation_id ${all.where}
      order by ${order.by} limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  const key = last && [page.sort === 'newest' ? last.begun : last.sort_key, last.id]
  return {
    rows: rows.map(row => ({
      ...{
        id: row.id,
        kind: row.kind,
        title: { zh: row.title_zh, en: row.title_en },
        software: row.software,
      },
      owner: { id: row.organisation_id, name: { zh: row.owner_zh, en: row.owner_en } },
      ...{ level: row.level, licence: row.licence, pictureId: row.picture_id },
      status: statusOf(
        {
          ...{ state: row.state, trashed: row.trashed },
          ...{ embargoUntil: row.embargo_until, expiresOn: row.expires_on },
        },
        today(),
      ),
    })),
    next: found.length > page.limit && key ? writeKey(key) : null,
  }
}

type Counted = { value: string; count: number }
const FROM = 'library.items i'
/** Words that anybody types: as many as fit a column of filters. */
const SOFTWARE_MOST = 15

export async function selectItemCounts({ query }: Querying, filters: ItemFilters) {
  const counted = async (facet: 'kind' | 'level' | 'licence') => {
    const by = conditionsOf(filters, facet)
    return query<Counted>({
      name: `library-counts:${facet}:${by.key}`,
      text: `select i.${facet} as value, count(*)::int as count from ${FROM} ${by.where} and i.${facet} is not null
        group by 1 order by count desc, value`,
      values: by.values,
    })
  }
  const all = conditionsOf(filters)
  const [bySoftware, byOwner, byWhose] = [
    conditionsOf(filters, 'software'),
    conditionsOf(filters, 'owner'),
    conditionsOf({ ...filters, whose: 'own' }),
  ]
  const byTrash = conditionsOf({ ...filters, whose: 'trash' })
  const one = (name: string, by: Conditions) =>
    query<{ count: number }>({
      name: `library-counts:${name}:${by.key}`,
      text: `select count(*)::int as count from ${FROM} ${by.where}`,
      values: by.values,
    })
  const [total, kinds, levels, licences, software, owners, own, trash] = await Promise.all([
    one('all', all),
    counted('kind'),
    counted('level'),
    counted('licence'),
    query<Counted>({
      name: `library-counts:software:${bySoftware.key}`,
      text: `select s as value, count(*)::int as count from ${FROM} cross join lateral unnest(i.software) as s
        ${bySoftware.where} group by 1 order by count desc, value limit ${SOFTWARE_MOST}`,
      values: bySoftware.values,
    }),
    query<Counted & { zh: string; en: string | null }>({
      name: `library-counts:owner:${byOwner.key}`,
      text: `select o.id as value, o.name_zh as zh, o.name_en as en, n.count from (select i.organisation_id, count(*)::int
          as count from ${FROM} ${byOwner.where} group by 1) n join members.organisations o on o.id = n.organisation_id
        order by n.count desc, o.sort_key limit 50`,
      values: byOwner.values,
    }),
    one('own', byWhose),
    one('trash', byTrash),
  ])
  return {
    total: total[0]?.count ?? 0,
    ...{ kinds, levels, licences, software },
    owners: owners.map(({ value, count, zh, en }) => ({ value, count, label: { zh, en } })),
    whose: [
      { value: 'own', count: own[0]?.count ?? 0 },
      { value: 'trash', count: trash[0]?.count ?? 0 },
    ],
  }
}
