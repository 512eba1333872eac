import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { OfferFilters, OfferRow } from '../../contract/offers.ts'

type Querying = Pick<Context, 'query'>
type Facet = keyof OfferFilters

const OWN = 'o.organisation_id = (select platform.viewer_organisation())'
/** What is withdrawn and not one's own is no longer looked for. */
const LISTED = `(o.state = 'published' or ${OWN})`

/** The conditions of a set of filters, one of them left out where its own counts are wanted. */
function conditionsOf(filters: OfferFilters, without?: Facet): Conditions {
  const all = new Conditions().always('listed', LISTED)
  const use = <F extends Facet>(facet: F) => (facet === without ? undefined : filters[facet])
  const [kind, state, whose, owner, q] = [use('kind'), use('state'), use('whose'), use('owner'), use('q')]
  if (kind) all.add('kind', at => `o.kind = ${at}`, kind)
  if (state) all.add('state', at => `o.state = ${at}`, state)
  if (whose) all.always('own', OWN)
  if (owner) all.add('owner', at => `o.organisation_id = ${at}::uuid`, owner)
  if (q) {
    const terms = queryTerms(q)
    if (terms.length) all.add('q', at => `o.grams @> ${at}::text[]`, terms)
    else all.always('none', 'false')
  }
  return all
}

type Row = {
  id: string
  kind: OfferRow['kind']
  state: OfferRow['state']
  title_zh: string
  title_en: string | null
  organisation_id: string
  name_zh: string
  name_en: string | null
  region_zh: string | null
  region_en: string | null
  capacity: number | null
  units: number
  fee_basis: OfferRow['feeBasis']
  fee_amount: number
  at_once: boolean
  begun: string
}
const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

/** One page, the newest offer first, continued after the key of its last row. */
export async function selectOffers(
  { query }: Querying,
  filters: OfferFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: OfferRow[]; next: string | null }> {
  const all = conditionsOf(filters)
  const after = readKey(page.after, position)
  if (after) {
    const [at, id] = [all.value(after[0]), all.value(after[1])]
    all.always('after', `(o.created_at, o.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const limit = all.value(page.limit + 1)
  const found = await query<Row>({
    name: `offers:${all.key}`,
    text: `select o.id, o.kind, o.state, o.title_zh, o.title_en, o.organisation_id, m.name_zh, m.name_en, m.region_zh,
        m.region_en, o.capacity, o.units, o.fee_basis, o.fee_amount, o.at_once,
        to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begun
      from sharing.offers o join members.organisations m on m.id = o.organisation_id
      ${all.where} order by o.created_at desc, o.id desc limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...{ id: row.id, kind: row.kind, state: row.state, capacity: row.capacity, units: row.units },
      title: { zh: row.title_zh, en: row.title_en },
      organisation: { id: row.organisation_id, name: { zh: row.name_zh, en: row.name_en } },
      region: row.region_zh === null ? null : { zh: row.region_zh, en: row.region_en },
      ...{ feeBasis: row.fee_basis, feeAmount: row.fee_amount, atOnce: row.at_once },
    })),
    next: found.length > page.limit && last ? writeKey([last.begun, last.id]) : null,
  }
}

type Counted = { value: string; count: number }

export async function selectOfferCounts({ query }: Querying, filters: OfferFilters) {
  const count = (by: string, all: Conditions) =>
    query<Counted>({
      name: `offer-counts:${by}:${all.key}`.slice(0, 63),
      text: `select ${by} as value, count(*)::int as count from sharing.offers o ${all.where}
        group by 1 order by count desc, 1`,
      values: all.values,
    })
  const [total, kinds, states, own] = await Promise.all([
    count(`'all'`, conditionsOf(filters)),
    count('o.kind', conditionsOf(filters, 'kind')),
    count('o.state', conditionsOf(filters, 'state')),
    count(`'own'`, conditionsOf(filters, 'whose').always('own', OWN)),
  ])
  return { total: total[0]?.count ?? 0, kinds, states, whose: own }
}
