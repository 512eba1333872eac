// npm run bench -- availability: what is free for a combined search over 5,000 offers (OFFERS) and 2,000,000 bookings
// (BOOKINGS) in a term of 20 weeks, through the whole application and as one plain statement that tells what is free.
import type pg from 'pg'
import { MOST_WISHES, OFFER_KINDS, PARTS_OF_DAY } from '#modules/sharing/rules/vocabulary.ts'
import { castOf } from './claims/fill.ts'
import { type Ask, askAs, median, ms, p95, withApplication } from './common/application.ts'
import { fillSharing, type Term, termToCome } from './sharing/fill.ts'

const OFFERS = Number(process.env.OFFERS ?? 5_000)
const BOOKINGS = Number(process.env.BOOKINGS ?? 2_000_000)
const ROUNDS = 5
const A_ROUND = 60
const WARM_UP = 30
const GOAL = 3
const GOAL_MS = 100
const KM = 30
const MINUTES = 120

type Question = { kinds: string[]; units: number[]; weekday: number; part: keyof typeof PARTS_OF_DAY }

/** Two or three things at once, on a weekday, in the morning or the afternoon. */
function questionOf(n: number): Question {
  const kinds = OFFER_KINDS.filter((_, i) => (n + i) % 2 === 0).slice(0, Math.min(MOST_WISHES, 2 + (n % 2)))
  return {
    kinds,
    units: kinds.map((_, i) => (i === 0 && n % 3 === 0 ? 15 : 1)),
    weekday: 1 + (n % 5),
    part: n % 2 ? 'afternoon' : 'morning',
  }
}

async function search(ask: Ask, { kinds, units, weekday, part }: Question, term: Term): Promise<number> {
  const query = new URLSearchParams({
    wishes: kinds.map((kind, i) => `${kind}*${units[i]}*`).join('|'),
    ...{ people: '20', weekdays: String(weekday), part, minutes: String(MINUTES), km: String(KM), ...term },
  })
  const began = performance.now()
  const { status, body } = await ask('GET', `/api/offer-sets?${query}`)
  const took = performance.now() - began
  const { sets } = body as { sets?: unknown[] }
  if (status !== 200 || !sets?.length) throw new Error(`${query}: ${status}, ${sets?.length} sets`)
  return took
}

/**
 * For each wish the nearest 25 offers that serve it, and for each of them the days and times to begin at which enough of
 * it is free: what the search begins with, without rules of booking, rights, or putting sets together.
 */
const PLAIN = `with own as (select latitude, longitude from members.organisations where id = $1),
  wishes as (select * from unnest($2::text[], $3::int[]) with ordinality as w (kind, units, wish)),
  serving as (select w.wish, w.units as wanted, near.* from wishes w, lateral (
    select found.* from (select o.id, o.units, 2 * 6371 * asin(least(1, sqrt(
        power(sin(radians((m.latitude - own.latitude)::float8 / 2)), 2) + cos(radians(own.latitude::float8))
          * cos(radians(m.latitude::float8)) * power(sin(radians((m.longitude - own.longitude)::float8 / 2)), 2)))) as km
      from sharing.offers o join members.organisations m on m.id = o.organisation_id, own
      where o.state = 'published' and o.kind = w.kind and o.units >= w.units and (o.capacity is null or o.capacity >= 20)) found
    where found.km <= $4 order by found.km, found.id limit 25) near),
  times as (select (day + make_interval(mins => minute)) at time zone 'Asia/Shanghai' as starts_at
    from generate_series($5::timestamp, $6::timestamp, interval '1 day') day,
      generate_series($8::int, $9::int - $10::int, 30) minute
    where extract(isodow from day) = $7)
  select s.wish, s.id, t.starts_at from serving s, times t
    where exists (select from sharing.windows w where w.offer_id = s.id
      and w.weekday = extract(isodow from t.starts_at at time zone 'Asia/Shanghai'))
    and coalesce((select sum(p.units) from sharing.parts p where p.offer_id = s.id
      and p.during && tstzrange(t.starts_at, t.starts_at + make_interval(mins => $10))), 0) + s.wanted <= s.units`

async function plain(
  pool: pg.Pool,
  own: string,
  { kinds, units, weekday, part }: Question,
  term: Term,
): Promise<number> {
  const [from, until] = PARTS_OF_DAY[part]
  const began = performance.now()
  const { rows } = await pool.query({
    name: 'plain',
    text: PLAIN,
    values: [own, kinds, units, KM, term.fromDay, term.untilDay, weekday, from, until, MINUTES],
  })
  if (rows.length === 0) throw new Error('the plain statement found nothing')
  return performance.now() - began
}

await withApplication(async ({ services, app }) => {
  const term = termToCome()
  await fillSharing(services.ownerPool, term, { offers: OFFERS, bookings: BOOKINGS })
  const admin = await castOf(services, 'school_admin')
  const ask = await askAs(app, admin.affiliationId)
  console.log(
    `${OFFERS} offers, ${BOOKINGS} bookings in four terms, ${ROUNDS} rounds of ${A_ROUND} searches in turn`,
  )
  const both = async (n: number) => {
    const question = questionOf(n)
    return [
      await search(ask, question, term),
      await plain(services.systemPool, admin.organisationId, question, term),
    ] as const
  }
  for (let n = 0; n < WARM_UP; n++) await both(n)
  const [ratios, all]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const [whole, bare]: [number[], number[]] = [[], []]
    for (let n = 0; n < A_ROUND; n++) {
      const [one, other] = await both(round * A_ROUND + n)
      whole.push(one)
      bare.push(other)
    }
    all.push(...whole)
    ratios.push(p95(whole) / p95(bare))
    console.log(
      `round ${round + 1}: search p95 ${ms(p95(whole))} (median ${ms(median(whole))}), ` +
        `plain SQL p95 ${ms(p95(bare))} (median ${ms(median(bare))})`,
    )
  }
  console.log(`availability p95=${ms(p95(all))} goal<=${GOAL_MS} ms`)
  console.log(`availability ratio=${median(ratios).toFixed(2)} goal=${GOAL}`)
  process.exitCode = median(ratios) <= GOAL && p95(all) <= GOAL_MS ? 0 : 1
})
