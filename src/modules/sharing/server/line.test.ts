import { afterAll, beforeAll, expect, test } from 'vitest'
import { getHome } from '#modules/house/contract.ts'
import { listTodos } from '#modules/information/contract.ts'
import { today } from '#platform/contract/days.ts'
import type { Job } from '#platform/server/jobs/job.ts'
import * as contract from '../contract.ts'
import { moveUp, tendBookings } from './line.ts'
import { sharingPersonalData } from './personal-data.ts'
import { COMPANY, OWNER, type Scene, STRANGER, setScene, TAKER, TAKER_ADMIN } from './test-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
})
afterAll(() => scene.app.close())

const run = <P>(job: Job<P>, payload: NoInfer<P>) => scene.run(job, payload)
/** Runs the line of an offer where it has been asked to move up. */
async function runQueued(offerId: string) {
  const { rows } = await scene.app.services.ownerPool.query(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = $1 and j.payload::text like '%' || $2 || '%'`,
    [moveUp.name, offerId],
  )
  for (const { payload } of rows) await run(moveUp, payload)
}
const status = async (label: string, id: string) => (await scene.read(label, id)).status

test('whoever waits moves up when somebody cancels, the first come first, held anew for the owner to answer', async () => {
  const { book, answer, end, client } = scene
  const id = await scene.offer()
  const { id: first } = await book(TAKER, id)
  await answer(OWNER, first, 'agree')
  const { id: second, state } = await book(COMPANY, id, { wait: true })
  expect(state).toBe('waiting')
  const { id: third } = await book(TAKER_ADMIN, id, { wait: true })
  await run(moveUp, { offerIds: [id] })
  expect(await status(COMPANY, second)).toBe('waiting')
  await end(TAKER, first, '改期')
  await run(moveUp, { offerIds: [id] })
  await run(moveUp, { offerIds: [id] })
  expect(await status(COMPANY, second)).toBe('requested')
  expect(await status(TAKER_ADMIN, third)).toBe('waiting')
  const { rows } = await client(OWNER)(listTodos, { query: { show: 'open', limit: 100 } })
  expect(rows.filter(row => row.path === `/bookings/${second}`)).toHaveLength(1)
  const { news } = await client(COMPANY)(getHome, {})
  expect(news.map(one => one.code)).toContain('sharing.requested')
  expect(await end(TAKER_ADMIN, third)).toEqual({ state: 'withdrawn', late: false })
})

test('what is taken at once moves up to confirmed; what waits for a set moves up whole', async () => {
  const { book, end } = scene
  const [a, b] = [await scene.offer({ atOnce: true }), await scene.offer({ atOnce: true })]
  const { id: first } = await book(TAKER, a)
  const { id: second } = await book(TAKER, b)
  const { id: waiting } = await book(COMPANY, a, { wait: true }, [b])
  await end(TAKER, first, '改期')
  await run(moveUp, { offerIds: [a] })
  expect(await status(COMPANY, waiting)).toBe('waiting')
  expect((await book(TAKER_ADMIN, a)).state).toBe('confirmed')
  await end(TAKER, second, '改期')
  await run(moveUp, { offerIds: [b] })
  expect(await status(COMPANY, waiting)).toBe('waiting')
})

test('a request that nobody answered lets go by itself, and at once for whoever comes next', async () => {
  const { book, system, client } = scene
  const id = await scene.offer()
  const lapse = (booking: string) =>
    system('update sharing.bookings set hold_until = now() where id = $1', [booking])
  const { id: first } = await book(TAKER, id)
  const { id: line } = await book(COMPANY, id, { wait: true })
  await lapse(first)
  await expect(scene.answer(OWNER, first, 'agree')).rejects.toMatchObject({ code: 'sharing.not_asked' })
  await run(tendBookings, {})
  expect(await status(TAKER, first)).toBe('expired')
  expect(await status(COMPANY, line)).toBe('requested')
  const { rows } = await client(OWNER)(listTodos, { query: { show: 'open', limit: 100 } })
  expect(rows.filter(row => row.path === `/bookings/${first}`)).toEqual([])
  await lapse(line)
  // Without any job having run.
  expect((await book(TAKER_ADMIN, id)).state).toBe('requested')
})

test('whoever books lets go of what lapsed, and the line for that moves up all the same', async () => {
  const { book, system } = scene
  const [room, crew] = [await scene.offer(), await scene.offer()]
  const { id: first } = await book(TAKER, room, {}, [crew])
  const { id: line } = await book(COMPANY, crew, { wait: true })
  await system('update sharing.bookings set hold_until = now() where id = $1', [first])
  await book(TAKER_ADMIN, room, { from: 14 })
  expect(await status(TAKER, first)).toBe('expired')
  await runQueued(crew)
  expect(await status(COMPANY, line)).toBe('requested')
})

test('who waits moves up when there comes to be more of it', async () => {
  const { book, client } = scene
  const id = await scene.offer()
  await book(TAKER, id)
  const { id: line } = await book(COMPANY, id, { wait: true })
  const { organisation, state, id: _, ...offer } = await client(OWNER)(contract.getOffer, { params: { id } })
  expect([state, organisation.id]).toEqual(['published', scene.prepared.ids.a])
  await client(OWNER)(contract.updateOffer, { params: { id }, body: { ...offer, units: 2 } })
  await runQueued(id)
  expect(await status(COMPANY, line)).toBe('requested')
})

test('late is what the offer says; the owner’s own cancelling is not the taker’s', async () => {
  const { book, answer, end, read } = scene
  const id = await scene.offer({ lateHours: 720 })
  const { id: first } = await book(TAKER, id)
  await expect(end(OWNER, first, '检修')).rejects.toMatchObject({ code: 'sharing.refuse_instead' })
  await answer(OWNER, first, 'agree')
  await expect(end(TAKER, first)).rejects.toMatchObject({ code: 'sharing.reason_needed' })
  expect(await end(TAKER, first, '改期')).toEqual({ state: 'cancelled', late: true })
  // Who gives hears that it is free again; who took it need not be told.
  const told = async (label: string) =>
    (await scene.client(label)(getHome, {})).news.filter(({ to }) => to === `/bookings/${first}`)
  expect(await told(OWNER)).toMatchObject([{ code: 'sharing.given_back' }])
  expect(await told(TAKER)).toEqual([])
  await expect(end(TAKER, first, '改期')).rejects.toMatchObject({ code: 'sharing.wrong_state' })
  const { id: second } = await book(TAKER, id)
  await answer(OWNER, second, 'agree')
  expect(await end(OWNER, second, '检修')).toEqual({ state: 'cancelled', late: false })
  expect(await read(TAKER, second)).toMatchObject({ reason: '检修', endedBy: { id: scene.prepared.ids.a } })
})

test('the balance counts what took place and who came, for members’ administrators of the group', async () => {
  const { book, client, letPass, answer, read } = scene
  const id = await scene.offer({ atOnce: true })
  const { id: booking } = await book(TAKER, id, { day: 12, from: 8, until: 11, people: 30 })
  const attend = async () =>
    client(OWNER)(contract.recordAttendance, {
      params: { id: booking },
      body: { attended: 28, version: (await read(OWNER, booking)).version },
    })
  await expect(attend()).rejects.toMatchObject({ code: 'sharing.not_over' })
  // An organisation's own use is not given to anybody, and what is still to come is no use yet.
  await book('teacher of a', id, { day: 12, from: 12 })
  await letPass(booking)
  await attend()
  const year = { from: `${Number(today().slice(0, 4)) - 1}-01-01`, until: `${today().slice(0, 4)}-12-31` }
  const { rows } = await client(TAKER_ADMIN)(contract.readBalance, { query: year })
  const of = (key: 'a' | 'b') => rows.find(row => row.organisation.id === scene.prepared.ids[key])
  // Two hours more are of the booking that was cancelled too late.
  const amount = { bookings: 2, hours: 5, personHours: 84 }
  expect(of('a')).toMatchObject({ given: amount, taken: { hours: 0 } })
  expect(of('b')).toMatchObject({ taken: amount, given: { hours: 0 } })
  const pairs = await client('secretariat of a')(contract.readPairs, {
    ...{ params: { id: scene.prepared.ids.a }, query: year },
  })
  expect(pairs.rows).toMatchObject([
    { organisation: { id: scene.prepared.ids.b }, direction: 'given', ...amount },
  ])
  expect((await client('school_admin of x')(contract.readBalance, { query: year })).rows).toEqual([])
  await expect(client(TAKER)(contract.readBalance, { query: year })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(answer(STRANGER, booking, 'agree')).rejects.toMatchObject({ code: 'missing' })
})

test('what somebody booked is told to them, and keeps without their name and words when their account goes', async () => {
  const { book, app, prepared, read } = scene
  const id = await scene.offer()
  const { id: booking } = await book(COMPANY, id)
  const { personId } = prepared.as(COMPANY).account
  const { services } = app
  const reach = { db: services.app, system: services.system, personId, most: 100 }
  const [part] = await sharingPersonalData.collect(reach)
  expect(part?.total).toBeGreaterThan(0)
  expect(JSON.stringify(part?.rows)).toContain('动作捕捉课')
  await services.system.transaction().execute(db => sharingPersonalData.erase(db, personId, services))
  expect(await read(OWNER, booking)).toMatchObject({ byName: '—', purpose: '—' })
})
