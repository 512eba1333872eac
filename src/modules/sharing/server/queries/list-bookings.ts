import { z } from 'zod'
import type { Bilingual } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import { Conditions } from '#platform/server/database/conditions.ts'
import { readKey, writeKey } from '#platform/server/database/keyset.ts'
import type { BookingFilters, BookingRow } from '../../contract/bookings.ts'

type Querying = Pick<Context, 'query'>
type Facet = keyof BookingFilters

const STATUS = 'sharing.status(b.state, b.starts_at, b.ends_at, now())'
const HERE = '(select platform.viewer_organisation())'
const WHOSE = {
  own: `b.organisation_id = ${HERE}`,
  incoming: `b.owner_ids @> array[${HERE}] and b.organisation_id <> ${HERE}`,
}

/** The conditions of a set of filters, one of them left out where its own counts are wanted. */
function conditionsOf(filters: BookingFilters, without?: Facet): Conditions {
  const all = new Conditions()
  const { whose, status, offer } = { ...filters, ...(without && { [without]: undefined }) } as BookingFilters
  if (whose) all.always(whose, WHOSE[whose])
  if (status) all.add('status', at => `${STATUS} = ${at}`, status)
  if (offer)
    all.add(
      'offer',
      at => `exists (select from sharing.parts p where p.booking_id = b.id and p.offer_id = ${at}::uuid)`,
      offer,
    )
  return all
}

type Row = {
  id: string
  title: Bilingual | null
  offers: number
  organisation_id: string
  name_zh: string
  name_en: string | null
  starts_at: Date
  ends_at: Date
  people: number
  status: BookingRow['status']
  to_answer: boolean
  begins: string
}
const position = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()])

/** One page, the latest time first, continued after the key of its last row. */
export async function selectBookings(
  { query }: Querying,
  filters: BookingFilters,
  page: { after?: string; limit: number },
): Promise<{ rows: BookingRow[]; next: string | null }> {
  const all = conditionsOf(filters)
  const after = readKey(page.after, position)
  if (after) {
    const [at, id] = [all.value(after[0]), all.value(after[1])]
    all.always('after', `(b.starts_at, b.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const limit = all.value(page.limit + 1)
  const found = await query<Row>({
    name: `bookings:${all.key}`,
    text: `select b.id, (select json_build_object('zh', o.title_zh, 'en', o.title_en)
          from sharing.parts p join sharing.offers o on o.id = p.offer_id where p.booking_id = b.id order by p.id limit 1)
          as title,
        (select count(*)::int from sharing.parts p where p.booking_id = b.id) as offers,
        b.organisation_id, m.name_zh, m.name_en, b.starts_at, b.ends_at, b.people, ${STATUS} as status,
        b.state = 'requested' and b.starts_at > now() and exists (select from sharing.parts p
          join sharing.offers o on o.id = p.offer_id where p.booking_id = b.id and p.state = 'asked'
            and o.organisation_id = ${HERE}) as to_answer,
        to_char(b.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as begins
      from sharing.bookings b join members.organisations m on m.id = b.organisation_id
      ${all.where} order by b.starts_at desc, b.id desc limit ${limit}`,
    values: all.values,
  })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...{ id: row.id, title: row.title ?? { zh: '—', en: null }, offers: row.offers },
      organisation: { id: row.organisation_id, name: { zh: row.name_zh, en: row.name_en } },
      ...{ from: row.starts_at.toISOString(), until: row.ends_at.toISOString(), people: row.people },
      ...{ status: row.status, toAnswer: row.to_answer },
    })),
    next: found.length > page.limit && last ? writeKey([last.begins, last.id]) : null,
  }
}

type Counted = { value: string; count: number }

export async function selectBookingCounts({ query }: Querying, filters: BookingFilters) {
  const count = (by: string, all: Conditions) =>
    query<Counted>({
      name: `booking-counts:${by === STATUS ? 'status' : by}:${all.key}`.slice(0, 63),
      text: `select ${by} as value, count(*)::int as count from sharing.bookings b ${all.where}
        group by 1 order by count desc, 1`,
      values: all.values,
    })
  const open = conditionsOf(filters, 'whose')
  const [total, statuses, own, incoming] = await Promise.all([
    count(`'all'`, conditionsOf(filters)),
    count(STATUS, conditionsOf(filters, 'status')),
    count(`'own'`, conditionsOf({ ...filters, whose: 'own' })),
    count(`'incoming'`, open.always('incoming', WHOSE.incoming)),
  ])
  return { total: total[0]?.count ?? 0, statuses, whose: [...own, ...incoming] }
}
