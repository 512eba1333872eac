import { z } from 'zod'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import { queryTerms } from '#platform/server/search/search-terms.ts'
import type { NeedFilters, NeedRow } from '../../contract/needs.ts'
import { minuteText } from '../../rules/zone.ts'

type Querying = Pick<Context, 'query'>
type Facet = keyof NeedFilters

const HERE = '(select platform.viewer_organisation())'
const WHOSE = {
  own: `n.organisation_id = ${HERE}`,
  fitting: `n.organisation_id <> ${HERE} and exists (select from sharing.matches x
    join sharing.offers o on o.id = x.offer_id where x.need_id = n.id and o.organisation_id = ${HERE})`,
}
/** What others look for no more is not looked through. */
const LISTED = `(n.state in ('open', 'met') or ${WHOSE.own})`

/** The conditions of a set of filters, one of them left out where its own counts are wanted. */
function conditionsOf(filters: NeedFilters, without?: Facet): Conditions {
  const all = new Conditions().always('listed', LISTED)
  const { kind, state, whose, q } = { ...filters, ...(without && { [without]: undefined }) } as NeedFilters
  if (kind) all.add('kind', at => `n.kind = ${at}`, kind)
  if (state) all.add('state', at => `n.state = ${at}`, state)
  if (whose) all.always(whose, WHOSE[whose])
  if (q) {
    const terms = queryTerms(q)
    if (terms.length) all.add('q', at => `n.grams @> ${at}::text[]`, terms)
    else all.always('none', 'false')
  }
  return all
}

type Row = {
  id: string
  kind: NeedRow['kind']
  state: NeedRow['state']
  title_zh: string
  title_en: string | null
  organisation_id: string
  name_zh: string
  name_en: string | null
  region_zh: string | null
  region_en: string | null
  people: number
  weekdays: number[]
  from_day: string
  until_day: string
  from_minute: number
  until_minute: number
  matches: number
  answers: number
  begun: string
}
const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

/** One page, the newest need first, continued after the key of its last row. */
export async function selectNeeds(
  { query }: Querying,
  filters: NeedFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: NeedRow[]; next: string | null }> {
  const all = conditionsOf(filters)
  const after = readKey(page.after, position)
  if (after) {
    const [at, id] = [all.value(after[0]), all.value(after[1])]
    all.always('after', `(n.created_at, n.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const limit = all.value(page.limit + 1)
  const found = await query<Row>({
    name: `needs:${all.key}`,
    text: `select n.id, n.kind, n.state, n.title_zh, n.title_en, n.organisation_id, m.name_zh, m.name_en, m.region_zh,
        m.region_en, n.people, n.weekdays, n.from_day::text, n.until_day::text, n.from_minute, n.until_minute,
        (select count(*)::int from sharing.matches x join sharing.offers o on o.id = x.offer_id
          where x.need_id = n.id and o.state = 'published'
            and (n.organisation_id = ${HERE} or o.organisation_id = ${HERE})) as matches,
        (select count(*)::int from sharing.answers a where a.need_id = n.id) as answers,
        to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begun
      from sharing.needs n join members.organisations m on m.id = n.organisation_id
      ${all.where} order by n.created_at desc, n.id desc limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...{ id: row.id, kind: row.kind, state: row.state, title: { zh: row.title_zh, en: row.title_en } },
      organisation: { id: row.organisation_id, name: { zh: row.name_zh, en: row.name_en } },
      region: row.region_zh === null ? null : { zh: row.region_zh, en: row.region_en },
      ...{ people: row.people, weekdays: row.weekdays, fromDay: row.from_day, untilDay: row.until_day },
      ...{ from: minuteText(row.from_minute), until: minuteText(row.until_minute) },
      ...{ matches: row.matches, answers: row.answers },
    })),
    next: found.length > page.limit && last ? writeKey([last.begun, last.id]) : null,
  }
}

type Counted = { value: string; count: number }

export async function selectNeedCounts({ query }: Querying, filters: NeedFilters) {
  const count = (by: string, all: Conditions) =>
    query<Counted>({
      name: `need-counts:${by}:${all.key}`.slice(0, 63),
      text: `select ${by} as value, count(*)::int as count from sharing.needs n ${all.where}
        group by 1 order by count desc, 1`,
      values: all.values,
    })
  const [total, kinds, states, own, fitting] = await Promise.all([
    count(`'all'`, conditionsOf(filters)),
    count('n.kind', conditionsOf(filters, 'kind')),
    count('n.state', conditionsOf(filters, 'state')),
    count(`'own'`, conditionsOf({ ...filters, whose: 'own' })),
    count(`'fitting'`, conditionsOf({ ...filters, whose: 'fitting' })),
  ])
  return { total: total[0]?.count ?? 0, kinds, states, whose: [...own, ...fitting] }
}
