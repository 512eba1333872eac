import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openTestServices, type TestServices } from '#test/services.ts'
import type { Db } from '../database/session.ts'
import { enqueueIn } from './enqueue.ts'
import { housekeeping } from './housekeeping.ts'
import { type JobRun, job } from './job.ts'
import { startWorker } from './worker.ts'

let services: TestServices
let work: (number: number, run: JobRun) => Promise<void>
let workers: { stop(): Promise<void> }[] = []

const counted = job({
  name: 'test.count',
  payload: z.object({ number: z.number() }),
  run: ({ number }, run) => work(number, run),
})

beforeAll(async () => {
  services = await openTestServices()
  await services.ownerPool.query('create table ran (number int, by text)')
  await services.ownerPool.query('grant all on ran to overpass_app, overpass_system')
})
afterAll(() => services.close())
beforeEach(() => {
  work = async number => void (await services.ownerPool.query('insert into ran values ($1)', [number]))
})
afterEach(async () => {
  await Promise.all(workers.map(worker => worker.stop()))
  workers = []
  await services.ownerPool.query('truncate ran')
  await services.ownerPool.query('delete from graphile_worker._private_jobs')
})

async function begin(): Promise<{ stop(): Promise<void> }> {
  const worker = await startWorker(services, services, [counted])
  workers.push(worker)
  return worker
}

async function ran(): Promise<number[]> {
  const { rows } = await services.ownerPool.query<{ number: number }>(
    'select number from ran order by number',
  )
  return rows.map(row => row.number)
}

test('a committed job runs exactly once with two workers waiting for it', async () => {
  await Promise.all([begin(), begin()])
  const numbers = Array.from({ length: 40 }, (_, n) => n)
  await Promise.all(
    numbers.map(number => services.app.transaction().execute(db => enqueueIn(db as Db, counted, { number }))),
  )
  await vi.waitFor(async () => expect(await ran()).toHaveLength(40), { timeout: 8000 })
  await sleep(300)
  expect(await ran()).toEqual(numbers)
})

test('a job of a transaction that is rolled back never runs', async () => {
  await begin()
  const failing = services.app.transaction().execute(async db => {
    await enqueueIn(db as Db, counted, { number: 1 })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await enqueueIn(services.app, counted, { number: 2 })
  await vi.waitFor(async () => expect(await ran()).toEqual([2]), { timeout: 8000 })
  await sleep(300)
  expect(await ran()).toEqual([2])
})

test('a second job with the same key replaces the waiting one', async () => {
  await enqueueIn(services.app, counted, { number: 1 }, { key: 'one' })
  await enqueueIn(services.app, counted, { number: 2 }, { key: 'one' })
  await begin()
  await vi.waitFor(async () => expect(await ran()).toEqual([2]), { timeout: 8000 })
})

test('a job that yields to a shutdown runs again at once, its attempt not counted', async () => {
  const attempts: number[] = []
  work = async (_number, { signal, attempt }) => {
    attempts.push(attempt)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('yield'))))
  }
  const first = await begin()
  await enqueueIn(services.app, counted, { number: 7 }, { maxAttempts: 1 })
  await vi.waitFor(() => expect(attempts).toEqual([1]), { timeout: 8000 })
  await first.stop()
  workers = []
  work = async (number, { attempt }) => {
    attempts.push(attempt)
    await services.ownerPool.query('insert into ran values ($1)', [number])
  }
  await begin()
  await vi.waitFor(async () => expect(await ran()).toEqual([7]), { timeout: 4000 })
  expect(attempts).toEqual([1, 1])
})

test('stopping waits for a job under way', async () => {
  let begun = false
  work = async number => {
    begun = true
    await sleep(400)
    await services.ownerPool.query('insert into ran values ($1)', [number])
  }
  const worker = await begin()
  await enqueueIn(services.app, counted, { number: 3 })
  await vi.waitFor(() => expect(begun).toBe(true), { timeout: 8000 })
  await worker.stop()
  workers = []
  expect(await ran()).toEqual([3])
})

test('a job that a vanished process had taken is run by another', async () => {
  await enqueueIn(services.app, counted, { number: 5 })
  await services.ownerPool.query(
    `update graphile_worker._private_jobs set locked_by = 'pool-that-is-gone', locked_at = now(), attempts = 1`,
  )
  await begin()
  await vi.waitFor(async () => expect(await ran()).toEqual([5]), { timeout: 15_000, interval: 200 })
})

test('housekeeping clears what is over and keeps what is not', async () => {
  await services.ownerPool.query(`insert into platform.idempotency_keys
    (person_id, key, endpoint, request_hash, status, created_at)
    select uuidv7(), 'key-number-' || n, 'a.b', '', 200, now() - n * interval '10 hours' from generate_series(1, 5) n`)
  await services.ownerPool.query(`insert into platform.tasks (kind, person_id, state, finished_at) values
    ('a.b', uuidv7(), 'done', now() - interval '31 days'), ('a.b', uuidv7(), 'done', now()),
    ('a.c', uuidv7(), 'running', null)`)
  const signal = new AbortController().signal
  await housekeeping.run(undefined, { services, signal, attempt: 1, lastAttempt: true })
  const count = async (table: string) =>
    (await services.ownerPool.query(`select count(*)::int as n from ${table}`)).rows[0].n
  expect(await count('platform.idempotency_keys')).toBe(2)
  expect(await count('platform.tasks')).toBe(2)
})
