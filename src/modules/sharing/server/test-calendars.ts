import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { daysAfter, today } from '#platform/contract/days.ts'
import { NoAnswer, type Reach } from '#platform/server/outward.ts'
import * as contract from '../contract.ts'
import { readCalendars, readOne } from './calendars/read-calendar.ts'
import { COMPANY, OWNER, type Scene, TAKER, TAKER_ADMIN } from './test-scene.ts'

/** Tests of calendars both ways, in the scene that the tests of sharing have set. */
export function calendarTests(sceneOf: () => Scene): void {
  const makeFeed = async (label: string, offerId: string | null) => {
    const { url } = await sceneOf().client(label)(contract.createFeed, { body: { offerId } })
    return new URL(url).pathname.split('/').at(-1) ?? ''
  }
  const follow = async (token: string) => {
    const file = await sceneOf().app.client()(contract.readFeed, { params: { token } })
    const calendar = new ICAL.Component(ICAL.parse(await file.text()))
    return calendar.getAllSubcomponents('vevent').map(event => {
      const of = (name: string) => String(event.getFirstPropertyValue(name) ?? '')
      return {
        uid: of('uid'),
        summary: of('summary'),
        status: of('status'),
        sequence: Number(of('sequence')),
        text: of('description'),
        from: of('dtstart'),
      }
    })
  }

  test('a calendar shows what its owner may read: names to both sides, to others that it is taken; cancelled stays told', async () => {
    const { offer, book, answer, end, client, system } = sceneOf()
    const id = await offer()
    const { id: booking } = await book(TAKER, id)
    const own = await makeFeed(TAKER, null)
    const [owners, others] = [await makeFeed(OWNER, id), await makeFeed('teacher of a', id)]
    const mine = async () => (await follow(own)).find(({ uid }) => uid.startsWith(`booking-${booking}@`))
    const asked = await mine()
    expect(asked).toMatchObject({ status: 'TENTATIVE', summary: '待答复 · 动捕棚' })
    expect(asked?.text).toContain('动作捕捉课')
    await answer(OWNER, booking, 'agree')
    const agreed = await mine()
    expect(agreed).toMatchObject({ status: 'CONFIRMED', uid: asked?.uid })
    expect(agreed?.from).toMatch(/T00:00:00Z$/)
    expect(agreed?.sequence).toBeGreaterThan(asked?.sequence ?? 0)
    expect(await follow(owners)).toMatchObject([{ uid: agreed?.uid, status: 'CONFIRMED' }])
    const seen = await follow(others)
    expect(seen).toMatchObject([{ summary: '已占用', text: '', status: 'CONFIRMED' }])
    expect(JSON.stringify(seen)).not.toContain(booking)
    await end(TAKER, booking, '调课')
    const gone = await mine()
    expect(gone).toMatchObject({ status: 'CANCELLED', uid: asked?.uid })
    expect(gone?.sequence).toBeGreaterThan(agreed?.sequence ?? 0)
    expect(await follow(others)).toEqual([])
    // Only its hash is kept; ended, changed, or its owner gone, it opens nothing.
    const [kept] = await system('select token_hash from sharing.feeds where offer_id = $1', [id])
    expect(JSON.stringify(kept)).not.toContain(owners.slice(0, 20))
    const again = await makeFeed(OWNER, id)
    await expect(follow(owners)).rejects.toMatchObject({ code: 'missing' })
    await client(OWNER)(contract.revokeFeed, { query: { offer: id } })
    await expect(follow(again)).rejects.toMatchObject({ code: 'missing' })
    await expect(follow('x.ics')).rejects.toMatchObject({ code: 'missing' })
    await expect(makeFeed('school_admin of x', id)).rejects.toMatchObject({ code: 'missing' })
    const { affiliationId } = sceneOf().prepared.as('teacher of a').account
    await system('update members.affiliations set ends_on = platform.today() where id = $1', [affiliationId])
    await expect(follow(others)).rejects.toMatchObject({ code: 'missing' })
    await system('update members.affiliations set ends_on = null where id = $1', [affiliationId])
  })

  const reachFor = (answer: string | Error, address = '93.184.215.14'): Reach => ({
    resolve: async () => [{ address, family: 4 }],
    get: async () => {
      if (typeof answer !== 'string') throw answer
      return Buffer.from(answer)
    },
  })
  const stamp = (day: string, hour: number) =>
    `${day.replaceAll('-', '')}T${String(hour).padStart(2, '0')}0000`
  const calendarOn = (day: string, from: number, until: number) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:1',
      'SUMMARY:期末监考',
      `DTSTART:${stamp(day, from)}`,
      `DTEND:${stamp(day, until)}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n')

  test('an outside calendar blocks its time until it says otherwise; what stands, stands, and the owner is told', async () => {
    const { offer, book, client, app, system } = sceneOf()
    const { services } = app
    const id = await offer({ units: 3, atOnce: true })
    await book(TAKER, id, { from: 8 })
    const add = (address: string, label = OWNER) =>
      client(label)(contract.addCalendar, { params: { id }, body: { address } })
    for (const wrong of [
      'http://school.example/a.ics',
      'https://localhost/a',
      'ftp://a.b/c',
      'https://a:b@c.de/x',
      'x',
    ])
      await expect(add(wrong)).rejects.toMatchObject({ code: 'sharing.calendar_address' })
    await expect(add('https://school.example/a.ics', TAKER_ADMIN)).rejects.toMatchObject({ code: 'missing' })
    const { id: calendar } = await add('webcal://school.example/secret/a.ics')
    const list = async () => (await client(OWNER)(contract.listCalendars, { params: { id } })).rows
    expect(await list()).toMatchObject([{ host: 'school.example', readAt: null, problem: null }])
    expect(
      JSON.stringify(await system('select * from sharing.calendars where id = $1', [calendar])),
    ).not.toContain(Buffer.from('secret').toString('hex'))
    const day = daysAfter(today(), 10)
    await readOne(services, calendar, { reach: reachFor(calendarOn(day, 9, 12)) })
    expect(await list()).toMatchObject([{ events: 1, problem: null, clashes: 1, readAt: expect.any(String) }])
    const refused = await book(COMPANY, id, { from: 11 }).catch(error => error.body)
    expect(refused).toMatchObject({ code: 'sharing.refused.taken_next', data: { free: 0 } })
    expect((await book(COMPANY, id, { from: 12 })).state).toBe('confirmed')
    const { id: waits } = await book(COMPANY, id, { from: 10, wait: true })
    // Nobody writes past it either.
    await expect(
      system(`update sharing.parts set during = tstzrange($2, $3) where booking_id = $1`, [
        ...[waits, sceneOf().at(10, 10), sceneOf().at(10, 12)],
      ]),
    ).rejects.toMatchObject({ constraint: 'parts_blocked' })
    // What went wrong is said, and what was known still blocks.
    for (const [answer, problem] of [
      [new NoAnswer('unreachable'), 'unreachable'],
      [new NoAnswer('unreachable', 'redirect'), 'redirect'],
      [new NoAnswer('unreachable', 'too_large'), 'too_large'],
      ['<html>', 'not_a_calendar'],
    ] as const) {
      await readOne(services, calendar, { reach: reachFor(answer) })
      expect(await list()).toMatchObject([{ problem, events: 1 }])
    }
    await readOne(services, calendar, { reach: reachFor(calendarOn(day, 9, 12), '169.254.169.254') })
    expect(await list()).toMatchObject([{ problem: 'inward' }])
    expect(await system('select 1 from sharing.blocked where calendar_id = $1', [calendar])).toHaveLength(1)
    await readOne(services, calendar, { reach: reachFor(calendarOn(day, 18, 19)) })
    expect(await list()).toMatchObject([{ problem: null, clashes: 0 }])
    expect((await book(COMPANY, id, { from: 9 })).state).toBe('confirmed')
    await client(OWNER)(contract.removeCalendar, { params: { id, calendarId: calendar } })
    expect(await list()).toEqual([])
    expect(await system('select 1 from sharing.blocked where offer_id = $1', [id])).toEqual([])
  })

  test('each hour those whose time has come are read, and no offer has more than a few', async () => {
    const { offer, client, app, system } = sceneOf()
    const id = await offer()
    const add = () =>
      client(OWNER)(contract.addCalendar, {
        params: { id },
        body: { address: 'https://school.example/a.ics' },
      })
    const made = await Promise.all(Array.from({ length: 5 }, add))
    await expect(add()).rejects.toMatchObject({ code: 'sharing.calendar_many' })
    await system('update sharing.calendars set tried_at = now(), failures = 3 where id <> $1', [made[0]?.id])
    const { ownerPool } = app.services
    await ownerPool.query('delete from graphile_worker._private_jobs')
    await readCalendars.run(
      {},
      { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: false },
    )
    const jobs = await ownerPool.query<{ key: string }>('select key from graphile_worker.jobs')
    expect(jobs.rows.map(({ key }) => key)).toEqual([`sharing.calendar ${made[0]?.id}`])
  })
}
