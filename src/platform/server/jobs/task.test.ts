import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestServices, type TestServices } from '#test/services.ts'
import type { Viewer } from '../../contract/access.ts'
import { Failure } from '../../contract/errors.ts'
import { asViewer } from '../database/session.ts'
import type { LiveEvent } from '../live/live.ts'
import type { JobRun } from './job.ts'
import { cancelTask, readTask, runTask, startTask, TaskPaused } from './task.ts'

let services: TestServices
const viewer: Viewer = {
  personId: randomUUID(),
  affiliationId: null,
  role: 'school_admin',
  organisationId: randomUUID(),
  groupId: null,
}
const other: Viewer = { ...viewer, personId: randomUUID() }

beforeAll(async () => {
  services = await openTestServices()
})
afterAll(() => services.close())

const as = <T>(who: Viewer, work: (db: Parameters<typeof readTask>[0]) => Promise<T>) =>
  asViewer(services.appPool, who, false, ({ db }) => work(db))
const start = () =>
  as(viewer, db => startTask({ db, signedIn: () => viewer }, 'test.counting', { total: 10 }))
const read = (id: string) => as(viewer, db => readTask(db, id))
const run = (over: Partial<JobRun> = {}): JobRun => ({
  services,
  signal: new AbortController().signal,
  attempt: 1,
  lastAttempt: false,
  ...over,
})

test('work tells its progress and finishes with its own transaction', async () => {
  const id = await start()
  const events: LiveEvent[] = []
  const off = services.live.on('task.changed', event => events.push(event))
  expect(await read(id)).toMatchObject({ state: 'waiting', done: 0, total: 10 })
  await runTask(id, run(), async progress => {
    await progress.advance(4, { message: 'app.name' })
    await progress.advance(5) // too soon after the first to be written
    expect(await read(id)).toMatchObject({ state: 'running', done: 4, message: 'app.name' })
    await services.system.transaction().execute(db => progress.finish(db, { added: 10 }))
  })
  expect(await read(id)).toMatchObject({ state: 'done', done: 10, result: { added: 10 } })
  await sleep(100)
  off()
  expect(events.map(event => event.data?.state)).toEqual(['running', 'done'])
  expect(events[0]?.data?.personId).toBe(viewer.personId)
})

test('a task belongs to the person who started it', async () => {
  const id = await start()
  await expect(as(other, db => readTask(db, id))).rejects.toMatchObject({ code: 'missing' })
  await expect(as(other, db => cancelTask(db, id))).rejects.toMatchObject({ code: 'missing' })
  await expect(as({ ...viewer, organisationId: null }, db => readTask(db, id))).rejects.toThrow()
  expect(await read(id)).toMatchObject({ cancelRequested: false })
})

test('a cancelled task stops where it tells its progress, and writes nothing', async () => {
  const id = await start()
  let reached = false
  await runTask(id, run(), async progress => {
    await as(viewer, db => cancelTask(db, id))
    await progress.advance(1)
    reached = true
  })
  expect(reached).toBe(false)
  expect(await read(id)).toMatchObject({ state: 'cancelled' })
})

test('a cancellation that comes before the commit wins', async () => {
  const id = await start()
  await runTask(id, run(), async progress => {
    await as(viewer, db => cancelTask(db, id))
    await services.system.transaction().execute(db => progress.finish(db, null))
  })
  expect(await read(id)).toMatchObject({ state: 'cancelled', result: null })
})

test('a task cancelled before its job begins never works', async () => {
  const id = await start()
  await as(viewer, db => cancelTask(db, id))
  await runTask(id, run(), () => Promise.reject(new Error('worked')))
  expect(await read(id)).toMatchObject({ state: 'cancelled' })
})

test('a failure is told; an unknown error is retried and told at last', async () => {
  const told = await start()
  await runTask(told, run(), async () => {
    throw new Failure('unprocessable', 'file.empty', { row: 3 })
  })
  expect(await read(told)).toMatchObject({
    state: 'failed',
    message: 'error.file.empty',
    messageData: { row: 3 },
  })

  const unknown = await start()
  const breaking = () => Promise.reject(new Error('broken'))
  await expect(runTask(unknown, run(), breaking)).rejects.toThrow('broken')
  expect(await read(unknown)).toMatchObject({ state: 'running' })
  await expect(runTask(unknown, run({ lastAttempt: true }), breaking)).rejects.toThrow('broken')
  expect(await read(unknown)).toMatchObject({ state: 'failed', message: 'error.unexpected' })
})

test('a process that ends pauses the work; the next run goes on', async () => {
  const id = await start()
  const ending = run({ signal: AbortSignal.abort(), lastAttempt: true })
  await expect(runTask(id, ending, progress => progress.advance(1))).rejects.toThrow(TaskPaused)
  expect(await read(id)).toMatchObject({ state: 'running' })
  await runTask(id, run(), progress => progress.advance(2))
  expect(await read(id)).toMatchObject({ state: 'done' })
  await runTask(id, run(), () => Promise.reject(new Error('a finished task worked again')))
})
