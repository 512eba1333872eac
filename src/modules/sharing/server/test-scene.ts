import { daysAfter, today } from '#platform/contract/days.ts'
import type { Job } from '#platform/server/jobs/job.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { instantOf } from '../rules/zone.ts'

export const OWNER = 'school_admin of a'
export const TAKER = 'teacher of b'
export const TAKER_ADMIN = 'school_admin of b'
export const COMPANY = 'company_hr of c'
export const STRANGER = 'school_admin of x'

type Rules = Partial<contract.OfferInput>
type Wish = {
  day?: number
  from?: number
  until?: number
  units?: number
  people?: number
  wait?: boolean
  needId?: string
}

/** The application, its prepared group, and the short ways of the tests of sharing. */
export async function setScene() {
  const app: TestApp = await startTestApp()
  const prepared: PreparedWorld = await prepareWorld(app)
  const client = (label: string) => prepared.as(label).client
  const system = async <Row>(text: string, values: unknown[] = []) =>
    (await app.services.systemPool.query(text, values)).rows as Row[]

  /** An offer of school A, published, open from eight to eight on every day. */
  async function offer(rules: Rules = {}, label = OWNER): Promise<string> {
    const { id } = await client(label)(contract.createOffer, {
      body: {
        ...{ kind: 'room', title: { zh: '动捕棚', en: 'Stage' }, text: { zh: '', en: null }, place: null },
        ...{
          capacity: null,
          units: 1,
          rules: '',
          safety: '',
          languages: ['zh'],
          feeBasis: 'free',
          feeAmount: 0,
        },
        ...{ slotMinutes: 60, longestMinutes: 480, bufferMinutes: 0, leadHours: 0, outsidePercent: 100 },
        ...{ atOnce: false, holdHours: 48, lateHours: 0, exceptions: [] },
        windows: [1, 2, 3, 4, 5, 6, 7].map(weekday => ({
          ...{ weekday, from: '08:00', until: '20:00', fromDate: '2026-01-01', untilDate: null },
        })),
        ...rules,
      },
    })
    await client(label)(contract.moveOffer, { params: { id }, body: { step: 'publish', version: 1 } })
    return id
  }
  const at = (day: number, hour: number) =>
    new Date(instantOf(daysAfter(today(), day), hour * 60)).toISOString()
  const book = (label: string, offerId: string, wish: Wish = {}, others: string[] = []) => {
    const { day = 10, from = 8, until = from + 2, units = 1, people = 20, wait = false, needId = null } = wish
    return client(label)(contract.book, {
      params: { id: offerId },
      body: {
        ...{ from: at(day, from), until: at(day, until), units, people, wait, needId },
        ...{ purpose: '动作捕捉课', classId: null, with: others.map(id => ({ offerId: id, units })) },
      },
    })
  }
  const read = (label: string, id: string) => client(label)(contract.getBooking, { params: { id } })
  const answer = async (label: string, id: string, how: 'agree' | 'refuse', reason: string | null = null) =>
    client(label)(contract.answerBooking, {
      params: { id },
      body: { answer: how, reason, version: (await read(label, id)).version },
    })
  const end = async (label: string, id: string, reason: string | null = null) =>
    client(label)(contract.endBooking, {
      params: { id },
      body: { reason, version: (await read(label, id)).version },
    })
  const run = <P>(job: Job<P>, payload: NoInfer<P>) =>
    job.run(payload, {
      ...{ services: app.services, signal: new AbortController().signal },
      ...{ attempt: 1, lastAttempt: false },
    })
  /** Puts a confirmed booking behind us, as time would. */
  const letPass = (id: string) =>
    system(
      `with moved as (update sharing.bookings set starts_at = starts_at - interval '30 days',
          ends_at = ends_at - interval '30 days' where id = $1 returning id)
        update sharing.parts set during = tstzrange(lower(during) - interval '30 days', upper(during) - interval '30 days')
        where booking_id = $1`,
      [id],
    )
  return { app, prepared, client, system, offer, at, book, read, answer, end, letPass, run }
}
export type Scene = Awaited<ReturnType<typeof setScene>>
