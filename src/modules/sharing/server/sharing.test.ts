import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import * as contract from '../contract.ts'
import { mayReadBooking, mayReadOffer } from '../policy.ts'
import { statusOf } from '../rules/booking.ts'
import { BOOKING_STATES, OFFER_STATES } from '../rules/vocabulary.ts'
import { calendarTests } from './test-calendars.ts'
import { doorTests } from './test-door.ts'
import { needTests } from './test-needs.ts'
import { outageTests } from './test-outages.ts'
import { COMPANY, OWNER, type Scene, STRANGER, setScene, TAKER, TAKER_ADMIN } from './test-scene.ts'
import { seriesTests } from './test-series.ts'
import { settlementTests } from './test-settlements.ts'

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
})
afterAll(() => scene.app.close())

const todos = async (label: string, bookingId: string) =>
  (await scene.client(label)(listTodos, { query: { show: 'open', limit: 100 } })).rows.filter(
    row => row.path === `/bookings/${bookingId}`,
  )
const offersOf = async (label: string, query: contract.OfferFilters = {}) =>
  (await scene.client(label)(contract.listOffers, { query: { ...query, limit: 100 } })).rows.map(
    ({ id }) => id,
  )

test('an offer is its owner’s until it is published, then the group’s, found by pinyin and kind', async () => {
  const { client, prepared } = scene
  const { id, facts } = await prepared.world.sharing.offer('draft')
  expect(facts.state).toBe('draft')
  expect(await offersOf(OWNER, { state: 'draft' })).toContain(id)
  for (const label of [TAKER, STRANGER, 'teacher of a']) {
    expect(await offersOf(label)).not.toContain(id)
    await expect(client(label)(contract.getOffer, { params: { id } })).rejects.toMatchObject({
      code: 'missing',
    })
  }
  const shared = await scene.offer({ kind: 'base', title: { zh: '虚拟制片基地', en: null } })
  for (const label of [TAKER, 'student of a', COMPANY]) {
    expect(await offersOf(label, { q: 'xnzp' })).toEqual([shared])
    expect(await offersOf(label, { q: '制片', kind: 'room' })).toEqual([])
  }
  expect(await offersOf(STRANGER)).toEqual([])
  const counts = await client(TAKER)(contract.countOffers, { query: { q: 'xunizhipian' } })
  expect(counts).toMatchObject({ total: 1, kinds: [{ value: 'base', count: 1 }] })
  await expect(
    client('teacher of a')(contract.moveOffer, { params: { id }, body: { step: 'publish', version: 1 } }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    client(TAKER_ADMIN)(contract.moveOffer, { params: { id }, body: { step: 'publish', version: 1 } }),
  ).rejects.toMatchObject({ code: 'missing' })
})

test('rules that contradict themselves are refused at their field', async () => {
  const wrong = (rules: Parameters<Scene['offer']>[0]) => scene.offer(rules)
  const window = { weekday: 1, from: '08:00', until: '17:00', fromDate: '2026-01-01', untilDate: null }
  await expect(wrong({ feeBasis: 'hour' })).rejects.toMatchObject({ code: 'sharing.fee' })
  await expect(wrong({ longestMinutes: 30 })).rejects.toMatchObject({ code: 'sharing.longest' })
  await expect(wrong({ windows: [] })).rejects.toMatchObject({ code: 'sharing.no_windows' })
  await expect(wrong({ windows: [{ ...window, until: '08:00' }] })).rejects.toMatchObject({
    ...{ code: 'sharing.window_reversed', body: { fields: [{ path: 'body.windows.0.until' }] } },
  })
  await expect(wrong({ windows: [{ ...window, untilDate: '2025-12-31' }] })).rejects.toMatchObject({
    code: 'sharing.window_days',
  })
  const day = { day: '2026-10-01', worksAs: null }
  await expect(wrong({ exceptions: [day, day] })).rejects.toMatchObject({ code: 'sharing.exception_twice' })
})

test('a request holds the time, waits on the owner’s desk, and is theirs once agreed to', async () => {
  const { client, book, read, answer } = scene
  const id = await scene.offer()
  const { id: booking, state } = await book(TAKER, id)
  expect(state).toBe('requested')
  expect(await todos(OWNER, booking)).toHaveLength(1)
  // Somebody else hears by which rule it cannot be had, and when it can.
  const refused = await book(COMPANY, id).catch(error => error)
  expect(refused.body).toMatchObject({
    code: 'sharing.refused.taken_next',
    data: { offer: '动捕棚', free: 0 },
  })
  expect(refused.body.data.next).toMatch(/^\d{4}-\d\d-\d\d 10:00–12:00$/)
  await expect(read(COMPANY, booking)).rejects.toMatchObject({ code: 'missing' })
  await expect(answer(TAKER_ADMIN, booking, 'agree')).rejects.toMatchObject({ code: 'missing' })
  expect(await answer(OWNER, booking, 'agree')).toEqual({ state: 'confirmed' })
  expect(await todos(OWNER, booking)).toEqual([])
  await expect(answer(OWNER, booking, 'agree')).rejects.toMatchObject({ code: 'sharing.not_asked' })
  expect(await read(TAKER_ADMIN, booking)).toMatchObject({ status: 'confirmed', byName: expect.any(String) })
  const week = { params: { id }, query: { day: (await read(TAKER, booking)).from.slice(0, 10) } }
  const own = await client(TAKER)(contract.readWeek, week)
  expect(own.bookings.map(row => row.id)).toEqual([booking])
  // Others see that it is taken, not by whom.
  const others = await client('teacher of a')(contract.readWeek, week)
  expect(others.bookings).toEqual([])
  const taken = others.days.flatMap(({ slots }) => slots).filter(slot => slot.refused === 'taken')
  expect(taken).toHaveLength(2)
})

test('a refusal needs a reason, lets go of the time and is told to whoever asked', async () => {
  const { book, read, answer } = scene
  const id = await scene.offer()
  const { id: booking } = await book(TAKER, id)
  await expect(answer(OWNER, booking, 'refuse')).rejects.toMatchObject({ code: 'sharing.reason_needed' })
  expect(await answer(OWNER, booking, 'refuse', '当天设备检修')).toEqual({ state: 'refused' })
  expect(await read(TAKER, booking)).toMatchObject({
    status: 'refused',
    reason: '当天设备检修',
    holdUntil: null,
  })
  expect(await todos(OWNER, booking)).toEqual([])
  expect((await book(COMPANY, id)).state).toBe('requested')
})

test('each refusal names its rule, and nothing is written', async () => {
  const { book, client, at } = scene
  const id = await scene.offer({
    ...{ capacity: 30, longestMinutes: 180, leadHours: 24 * 9, units: 2, bufferMinutes: 30 },
  })
  const code = (wish: Parameters<typeof book>[2]) => book(TAKER, id, wish).catch(error => error.code)
  expect(await code({ day: -1 })).toBe('sharing.refused.past')
  expect(await code({ day: 5 })).toBe('sharing.refused.too_soon')
  expect(await code({ from: 7, until: 9 })).toBe('sharing.refused.closed')
  expect(await code({ until: 12 })).toBe('sharing.refused.too_long')
  expect(await code({ units: 3 })).toBe('sharing.refused.too_many')
  expect(await code({ people: 31 })).toBe('sharing.too_many_people')
  expect(await code({ from: 10, until: 10 })).toBe('sharing.reversed')
  // An owner's own classes need no notice, and are theirs at once.
  expect((await book('teacher of a', id, { day: 5 })).state).toBe('confirmed')
  const share = await scene.offer({ outsidePercent: 10 })
  expect((await book(TAKER, share, { until: 16 })).state).toBe('requested')
  expect(await book(TAKER, share, { from: 16 }).catch(error => error.code)).toBe(
    'sharing.refused.outside_share',
  )
  const body = {
    ...{ from: at(10, 8), until: at(10, 9), units: 1, people: 1, purpose: '课', wait: false },
    classId: prepared().classId,
  }
  const send = (more: object) =>
    client(TAKER)(contract.book, { params: { id }, body: { ...body, with: [], ...more } })
  await expect(send({})).rejects.toMatchObject({ code: 'sharing.class_unknown' })
  await expect(send({ classId: null, with: [{ offerId: id, units: 1 }] })).rejects.toMatchObject({
    code: 'sharing.offer_twice',
  })
  const draft = await scene.prepared.world.sharing.offer('draft')
  await expect(send({ classId: null, with: [{ offerId: draft.id, units: 1 }] })).rejects.toMatchObject({
    code: 'sharing.offer_unknown',
  })
  await expect(book(STRANGER, id)).rejects.toMatchObject({ code: 'missing' })
  await expect(book('student of a', id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await scene.system('select 1 from sharing.parts where offer_id = $1', [id])).toHaveLength(1)
})
const prepared = () => scene.prepared.world.members

test('a set is had whole or not at all, and confirmed when every owner agrees', async () => {
  const { book, read, answer } = scene
  const [room, crew] = [await scene.offer(), await scene.offer({ kind: 'hours' }, COMPANY)]
  const { id } = await book(TAKER, room, {}, [crew])
  expect(await answer(OWNER, id, 'agree')).toEqual({ state: 'requested' })
  expect(await answer(COMPANY, id, 'agree')).toEqual({ state: 'confirmed' })
  const free = await scene.offer()
  const clash = await book(TAKER_ADMIN, free, {}, [crew]).catch(error => error.code)
  expect(clash).toBe('sharing.refused.taken_next')
  expect(await scene.system('select 1 from sharing.parts where offer_id = $1', [free])).toEqual([])
  const { id: other } = await book(TAKER, room, { from: 12 }, [crew])
  await answer(OWNER, other, 'agree')
  await answer(COMPANY, other, 'refuse', '工程师出差')
  expect((await read(TAKER, other)).status).toBe('refused')
  expect(await todos(OWNER, other)).toEqual([])
  expect((await book(TAKER, room, { from: 12 })).state).toBe('requested')
})

test('a member that is suspended, or whose owner has left, books no more; what stands, stands', async () => {
  const { book, read, system } = scene
  const id = await scene.offer()
  const { id: booking } = await book(TAKER, id)
  const suspend = (day: string | null) =>
    system('update members.memberships set suspended_on = $2 where organisation_id = $1', [
      ...[scene.prepared.ids.b, day],
    ])
  await suspend('2026-01-01')
  await expect(book(TAKER, id, { from: 14 })).rejects.toMatchObject({ code: 'sharing.may_not_book' })
  expect((await read(TAKER, booking)).status).toBe('requested')
  await suspend(null)
  await system('update members.memberships set ends_on = platform.today() where organisation_id = $1', [
    scene.prepared.ids.a,
  ])
  expect((await read(TAKER, booking)).parts).toHaveLength(1)
  await expect(book(TAKER, id, { from: 14 })).rejects.toMatchObject({ code: 'sharing.may_not_book' })
  await system('update members.memberships set ends_on = null where organisation_id = $1', [
    scene.prepared.ids.a,
  ])
})

test('a pool is not shrunk below what was promised; withdrawn, it takes no more and keeps its word', async () => {
  const { book, client, read } = scene
  const id = await scene.offer({ units: 5, atOnce: true })
  const { id: booking, state } = await book(TAKER, id, { units: 4 })
  expect(state).toBe('confirmed')
  const {
    organisation,
    state: _,
    id: _id,
    ...offer
  } = await client(OWNER)(contract.getOffer, {
    params: { id },
  })
  expect(organisation.id).toBe(scene.prepared.ids.a)
  const change = (units: number) =>
    client(OWNER)(contract.updateOffer, { params: { id }, body: { ...offer, units } })
  await expect(change(3)).rejects.toMatchObject({ code: 'sharing.promised' })
  const { version } = await change(4)
  await expect(change(4)).rejects.toMatchObject({ code: 'stale' })
  await client(OWNER)(contract.moveOffer, { params: { id }, body: { step: 'withdraw', version } })
  await expect(book(TAKER, id, { from: 14 })).rejects.toMatchObject({ code: 'sharing.not_published' })
  expect((await read(TAKER, booking)).status).toBe('confirmed')
  expect(await offersOf(TAKER)).not.toContain(id)
})

test('policy and database agree about who reads offers and bookings', async () => {
  const { prepared: world, app } = scene
  const { sharing } = world.world
  const seen = (label: string, table: string, id: string) =>
    asViewer(app.services.appPool, world.as(label).viewer, false, async ({ db }) => {
      const { rows } = await sql`select 1 from ${sql.table(`sharing.${table}`)} where id = ${id}`.execute(db)
      return rows.length > 0
    })
  for (const state of OFFER_STATES) {
    const { id, facts } = await sharing.offer(state)
    for (const { label, viewer } of world.personas)
      if (viewer)
        expect([label, await seen(label, 'offers', id)]).toEqual([label, mayReadOffer(viewer, facts)])
  }
  for (const state of BOOKING_STATES) {
    const { id, facts } = await sharing.booking(state)
    for (const { label, viewer } of world.personas)
      if (viewer)
        expect([label, await seen(label, 'bookings', id)]).toEqual([label, mayReadBooking(viewer, facts)])
  }
})

test('what a booking is, the database says as the rule does', async () => {
  const times = [
    [-2, -1],
    [-1, 1],
    [0, 1],
    [-1, 0],
    [1, 2],
  ] as const
  for (const state of BOOKING_STATES)
    for (const [from, until] of times) {
      const [row] = await scene.system<{ status: string }>(
        `select sharing.status($1, now() + $2 * interval '1 hour', now() + $3 * interval '1 hour', now()) as status`,
        [state, from, until],
      )
      expect(row?.status).toBe(statusOf(state, { from, until }, 0))
    }
})

doorTests(() => scene)
seriesTests(() => scene)
calendarTests(() => scene)
needTests(() => scene)
outageTests(() => scene)
settlementTests(() => scene)
