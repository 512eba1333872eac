import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asViewer } from '#platform/server/database/session.ts'
import * as contract from '../contract.ts'
import { COMPANY, OWNER, type Scene, setScene, TAKER, TAKER_ADMIN } from './test-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
})
afterAll(() => scene.app.close())

/** Answers of calls made at the same time: what they gave, or the code they were refused with. */
const outcomes = async (calls: Promise<{ state: string }>[]) =>
  (await Promise.allSettled(calls)).map(one =>
    one.status === 'fulfilled' ? one.value.state : one.reason.code,
  )
const count = (all: string[], wanted: string) => all.filter(one => one === wanted).length

test('of fifty who want the same time at once exactly one has it, and the others hear when it is free', async () => {
  const id = await scene.offer({ atOnce: true })
  const labels = Array.from({ length: 50 }, (_, i) => [TAKER, TAKER_ADMIN, COMPANY][i % 3] as string)
  const all = await outcomes(labels.map(label => scene.book(label, id)))
  expect(count(all, 'confirmed')).toBe(1)
  expect(count(all, 'sharing.refused.taken_next')).toBe(49)
})

test('of a pool of five twenty at once have five', async () => {
  const id = await scene.offer({ atOnce: true, units: 5 })
  const all = await outcomes(Array.from({ length: 20 }, () => scene.book(TAKER, id)))
  expect(count(all, 'confirmed')).toBe(5)
  expect(count(all, 'sharing.refused.taken_next')).toBe(15)
})

test('sets that cross one another at the same time neither stop each other nor share anything', async () => {
  const [a, b, c] = [
    await scene.offer({ atOnce: true }),
    await scene.offer({ atOnce: true }),
    await scene.offer({ atOnce: true }),
  ]
  const sets = [
    [a, b],
    [b, c],
    [c, a],
  ] as [string, string][]
  const calls = Array.from({ length: 12 }, (_, i) => sets[i % 3] as [string, string])
  const all = await outcomes(calls.map(([first, second]) => scene.book(TAKER, first, {}, [second])))
  expect(count(all, 'confirmed')).toBe(1)
  expect(count(all, 'sharing.refused.taken_next')).toBe(11)
})

test('two approvals at once are one', async () => {
  const { client, book, read } = scene
  const id = await scene.offer()
  const { id: booking } = await book(TAKER, id)
  const { version } = await read(OWNER, booking)
  const agree = () =>
    client(OWNER)(contract.answerBooking, {
      params: { id: booking },
      body: { answer: 'agree', reason: null, version },
    })
  const all = await outcomes([agree(), agree()])
  expect(all.sort()).toEqual(['confirmed', 'sharing.not_asked'])
})

test('the database itself books nothing twice, whoever writes', async () => {
  const { system, book } = scene
  const [room, pool] = [await scene.offer({ atOnce: true }), await scene.offer({ atOnce: true, units: 2 })]
  const { id: booking } = await book(TAKER, room)
  const { id: other } = await book(TAKER, pool, { units: 2 })
  const copy = (part: string) =>
    system(
      `with b as (insert into sharing.bookings (organisation_id, owner_ids, by_name, people, purpose, starts_at, ends_at,
          hold_until) select organisation_id, owner_ids, '示例', 1, '课', starts_at, ends_at, ends_at
          from sharing.bookings where id = $1 returning id)
        select id from b`,
      [part],
    )
  const take = async (from: string, shift: string) => {
    const [made] = (await copy(from)) as { id: string }[]
    return system(
      `insert into sharing.parts (booking_id, offer_id, units, outside, during, fee_basis, fee_amount)
        select $2, offer_id, 1, true, tstzrange(lower(during) + $3::interval, upper(during) + $3::interval), 'free', 0
        from sharing.parts where booking_id = $1`,
      [from, made?.id, shift],
    )
  }
  for (const from of [booking, other]) {
    await expect(take(from, '0')).rejects.toThrow(/parts_once|parts_units|taken/)
    // To the second: one that overlaps by a second is refused, one that begins as the other ends is not.
    await expect(take(from, '1 hour 59 minutes 59 seconds')).rejects.toThrow(/parts_once|parts_units|taken/)
    await expect(take(from, '2 hours')).resolves.toBeDefined()
  }
  // The constraint stands without the trigger's count, too.
  await expect(
    scene.app.services.ownerPool.query(
      `update sharing.parts set alone = true, during = (select during from sharing.parts where booking_id = $1)
        where offer_id = $2 and booking_id <> $1`,
      [booking, room],
    ),
  ).rejects.toThrow(/parts_once|taken/)
})

test('nobody agrees for the owner, nor books in another’s name, past the use cases either', async () => {
  const { app, prepared, book } = scene
  const id = await scene.offer()
  const { id: booking } = await book(TAKER, id)
  const { viewer } = prepared.as(TAKER)
  const run = (statement: ReturnType<typeof sql>) =>
    asViewer(app.services.appPool, viewer, false, ({ db }) => statement.execute(db))
  const agreed = await run(
    sql`update sharing.parts set state = 'agreed' where booking_id = ${booking} returning id`,
  )
  expect(agreed.rows).toEqual([])
  await expect(
    run(sql`update sharing.bookings set state = 'confirmed', hold_until = null where id = ${booking}`),
  ).rejects.toThrow(/not all agreed/)
  await expect(
    run(sql`insert into sharing.bookings (organisation_id, owner_ids, affiliation_id, by_name, people, purpose, starts_at,
        ends_at, hold_until) values (${prepared.ids.c}, ${[prepared.ids.a]}::uuid[], ${viewer?.affiliationId}, '冒名', 1, '课',
        now(), now() + interval '1 hour', now())`),
  ).rejects.toThrow(/row-level security/)
  await expect(
    run(sql`insert into sharing.parts (booking_id, offer_id, units, outside, state, fee_basis, fee_amount)
        values (${booking}, ${await scene.offer()}, 1, true, 'agreed', 'free', 0)`),
  ).rejects.toThrow(/row-level security/)
})

test('no order of asking, answering, cancelling and lapsing books anything twice or holds what is over', {
  timeout: 120_000,
}, async () => {
  const step = fc.record({
    what: fc.constantFrom('book', 'agree', 'refuse', 'end', 'lapse' as const),
    who: fc.constantFrom(TAKER, COMPANY),
    from: fc.integer({ min: 8, max: 12 }),
    length: fc.integer({ min: 1, max: 3 }),
    units: fc.integer({ min: 1, max: 2 }),
    wait: fc.boolean(),
    pick: fc.nat(20),
  })
  const asked = { what: 'book', who: TAKER, from: 8, length: 1, units: 1, wait: false, pick: 0 } as const
  let confirmed = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      async (units, steps) => {
        const id = await scene.offer({ units })
        const made: { id: string; who: string }[] = []
        for (const one of steps) {
          const some = made[one.pick % Math.max(1, made.length)]
          if (one.what === 'book') {
            const wish = {
              from: one.from,
              until: one.from + one.length,
              units: Math.min(units, one.units),
              wait: one.wait,
            }
            const had = await scene.book(one.who, id, wish).catch(() => null)
            if (had) made.push({ id: had.id, who: one.who })
          } else if (some && one.what === 'end') await scene.end(some.who, some.id, '改期').catch(() => null)
          else if (some && one.what === 'lapse')
            await scene.system(
              `update sharing.bookings set hold_until = now() where id = $1 and state = 'requested'`,
              [some.id],
            )
          else if (some) await scene.answer(OWNER, some.id, one.what as 'agree', '检修').catch(() => null)
        }
        const [most] = await scene.system<{ most: number }>(
          `select coalesce(max((select sum(o.units) from sharing.parts o where o.offer_id = p.offer_id
          and o.during @> lower(p.during))), 0)::int as most from sharing.parts p where p.offer_id = $1`,
          [id],
        )
        expect(most?.most).toBeLessThanOrEqual(units)
        const held = await scene.system<{ state: string }>(
          `select b.state from sharing.parts p join sharing.bookings b on b.id = p.booking_id
          where p.offer_id = $1 and (p.during is not null) <> (b.state in ('requested', 'confirmed'))`,
          [id],
        )
        expect(held).toEqual([])
        const [done] = await scene.system<{ count: number }>(
          `select count(*)::int as count from sharing.parts where offer_id = $1 and during is not null and state = 'agreed'`,
          [id],
        )
        confirmed += done?.count ?? 0
      },
    ),
    // The first run is one that leads somewhere, whatever the others happen to be.
    { numRuns: 12, examples: [[1, [asked, { ...asked, what: 'agree' }]]] },
  )
  // The steps did lead somewhere.
  expect(confirmed).toBeGreaterThan(0)
})
