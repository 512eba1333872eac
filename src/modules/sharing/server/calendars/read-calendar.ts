import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Services } from '#platform/server/context.ts'
import { enqueueIn } from '#platform/server/jobs/enqueue.ts'
import { job } from '#platform/server/jobs/job.ts'
import { lookOutward, NoAnswer, type Reach } from '#platform/server/outward.ts'
import { unseal } from '#platform/server/sealed.ts'
import { CALENDAR_PROBLEMS, type CalendarProblem } from '../../rules/vocabulary.ts'
import { DAY } from '../../rules/zone.ts'
import { moveUp } from '../line.ts'
import { replaceBlocked, selectDue, selectSealed, updateProblem } from '../queries/calendars.ts'
import { type Busy, CalendarRefusal } from './expand.ts'
import { CALENDAR_LIMITS, readBusy } from './read-busy.ts'

/** What an address is sealed for. */
export const sealedFor = (id: string) => ({ purpose: 'sharing.calendars', id })

/** So far ahead the events of a calendar are taken, and a day back: what runs now has begun. */
const AHEAD_DAYS = 400

/** Reads one outside calendar; run again it does the same. */
export const readCalendar = job({
  name: 'sharing.read_calendar',
  payload: z.object({ id: z.uuid() }),
  run: ({ id }, { services, signal }) => readOne(services, id, { signal }),
})

/** Sees each hour to the calendars whose time has come. */
export const readCalendars = job({
  name: 'sharing.read_calendars',
  payload: z.unknown(),
  cron: '17 * * * *',
  async run(_payload, { services }) {
    for (const id of await selectDue(services.system)) await readSoon(services.system, id)
  },
})

export const readSoon = (db: Services['system'], id: string): Promise<void> =>
  enqueueIn(db, readCalendar, { id }, { key: `sharing.calendar ${id}`, queue: 'sharing.calendars' })

export async function readOne(
  services: Services,
  id: string,
  { signal, reach }: { signal?: AbortSignal; reach?: Reach } = {},
): Promise<void> {
  const { system, config } = services
  const calendar = await selectSealed(system, id)
  if (!calendar) return
  try {
    if (config.CALENDAR_LOOKUP === 'off') throw new CalendarRefusal('off')
    const address = unseal(config, sealedFor(id), calendar.sealed).toString()
    const asks = { bytes: CALENDAR_LIMITS.fileBytes, ms: 20_000, accept: 'text/calendar, */*;q=0.1' }
    const busy = await busyIn(services, await lookOutward(new URL(address), reach, asks), signal)
    await system.transaction().execute(async db => {
      await replaceBlocked(db, id, busy)
      // What is no longer blocked may be what somebody waits for.
      await enqueueIn(db, moveUp, { offerIds: [calendar.offerId] })
    })
  } catch (error) {
    signal?.throwIfAborted()
    await updateProblem(system, id, problemOf(error))
  }
}

function problemOf(error: unknown): CalendarProblem {
  if (error instanceof NoAnswer) return error.answer === 'none' ? error.fault : error.answer
  const told =
    error instanceof CalendarRefusal ? CALENDAR_PROBLEMS.find(one => one === error.problem) : undefined
  // Whatever else went wrong is ours, and tried again.
  if (!told) throw error
  return told
}

/** What a calendar says, read in a process that may open nothing else. */
async function busyIn({ config }: Services, bytes: Buffer, signal?: AbortSignal): Promise<Busy> {
  const folder = join(config.dataDir, 'spool')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const now = Date.now()
  try {
    await writeFile(path, bytes, { mode: 0o600 })
    const limits = { ...CALENDAR_LIMITS, from: now - DAY, until: now + AHEAD_DAYS * DAY }
    return await readBusy(path, { limits }, signal)
  } finally {
    await rm(path, { force: true })
  }
}

export const calendarJobs = [readCalendar, readCalendars]
