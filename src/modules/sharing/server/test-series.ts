import { expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { daysAfter, today, weekdayOf } from '#platform/contract/days.ts'
import * as contract from '../contract.ts'
import { COMPANY, OWNER, type Scene, STRANGER, TAKER, TAKER_ADMIN } from './test-scene.ts'

/** Tests of weekly bookings, in the scene that the tests of sharing have set. */
export function seriesTests(sceneOf: () => Scene): void {
  const first = daysAfter(today(), 10)
  const days = [0, 7, 14, 21].map(n => daysAfter(first, n))
  const weeks = { fromDay: first, untilDay: daysAfter(first, 21), from: '08:00', until: '10:00' }
  const plan = (id: string, more: { without?: string; with?: string } = {}, label = TAKER) =>
    sceneOf().client(label)(contract.planSeries, {
      params: { id },
      query: { ...weeks, weekdays: String(weekdayOf(first)), ...more },
    })
  const bookAll = (id: string, more: Partial<contract.SeriesInput> = {}, label = TAKER) =>
    sceneOf().client(label)(contract.bookSeries, {
      params: { id },
      body: {
        ...{ ...weeks, weekdays: [weekdayOf(first)], days, units: 1, with: [], people: 20 },
        ...{ purpose: '动作捕捉课', classId: null, ...more },
      },
    })
  const read = (id: string, label = TAKER) => sceneOf().client(label)(contract.getSeries, { params: { id } })
  const todos = async (id: string) =>
    (await sceneOf().client(OWNER)(listTodos, { query: { show: 'open', limit: 100 } })).rows.filter(
      row => row.path === `/bookings/series/${id}`,
    )

  test('every date is told before it is booked, and all that are chosen are had or none', async () => {
    const { offer, book, client, system } = sceneOf()
    const [, second = '', third = ''] = days
    const id = await offer({ exceptions: [{ day: third, worksAs: null }] })
    await book('teacher of a', id, { day: 17, from: 9 })
    const { dates } = await plan(id)
    expect(dates.map(({ day, state, refusal }) => [day, refusal?.code ?? state])).toEqual([
      [first, 'free'],
      [second, 'taken'],
      [third, 'holiday'],
      [days[3], 'free'],
    ])
    expect((await plan(id, { without: first })).dates[0]?.state).toBe('left_out')
    const clash = await bookAll(id, { days: [first, second] }).catch(error => error.body)
    expect(clash).toMatchObject({ code: 'sharing.series_refused', data: { day: second, count: 1, all: 2 } })
    expect(clash.data.why).toMatch(/动捕棚.*已被占用/)
    expect(await bookAll(id, { days: [third] }).catch(error => error.body.data.why)).toBe('当天不开放。')
    await expect(bookAll(id, { days: [daysAfter(first, 1)] })).rejects.toMatchObject({
      code: 'sharing.series_foreign_day',
    })
    await expect(bookAll(id, { untilDay: daysAfter(first, -1) })).rejects.toMatchObject({
      ...{ code: 'sharing.series_days', body: { fields: [{ path: 'body.untilDay' }] } },
    })
    await expect(bookAll(id, { until: '08:00' })).rejects.toMatchObject({ code: 'sharing.reversed' })
    expect(
      await system(
        'select 1 from sharing.series s join sharing.bookings b on b.series_id = s.id join sharing.parts p on p.booking_id = b.id where p.offer_id = $1',
        [id],
      ),
    ).toEqual([])
    const made = await bookAll(id, { days: [first, days[3] as string] })
    expect(made).toMatchObject({ dates: 2, confirmed: false })
    await expect(client(STRANGER)(contract.getSeries, { params: { id: made.id } })).rejects.toMatchObject({
      code: 'missing',
    })
    await expect(read(made.id, 'teacher of a')).rejects.toMatchObject({ code: 'missing' })
    expect((await read(made.id, TAKER_ADMIN)).dates).toHaveLength(2)
  })

  test('over the end of a term the rule is named; what one week may give is not given twice', async () => {
    const window = { weekday: weekdayOf(first), from: '08:00', until: '20:00', fromDate: '2026-01-01' }
    const id = await sceneOf().offer({ windows: [{ ...window, untilDate: daysAfter(first, 14) }] })
    const { dates } = await plan(id)
    expect(dates.at(-1)).toMatchObject({
      refusal: { code: 'term_over', values: { day: daysAfter(first, 14) }, offer: { zh: '动捕棚' } },
    })
    const refused = await bookAll(id).catch(error => error.body.data.why)
    expect(refused).toContain(daysAfter(first, 14))
  })

  test('a series waits once on the owner’s desk, is answered for all dates, and given back from a day on', async () => {
    const { client, offer, answer, end } = sceneOf()
    const id = await offer({ lateHours: 24 * 18 })
    const { id: series } = await bookAll(id)
    expect(await todos(series)).toHaveLength(1)
    const [one] = (await read(series, OWNER)).dates
    expect(one).toMatchObject({ toAnswer: true, status: 'requested' })
    await answer(OWNER, one?.id ?? '', 'refuse', '当天检修')
    const say = (how: 'agree' | 'refuse', label = OWNER) =>
      client(label)(contract.answerSeries, { params: { id: series }, body: { answer: how, reason: null } })
    await expect(say('agree', TAKER_ADMIN)).rejects.toMatchObject({ code: 'missing' })
    await expect(say('refuse')).rejects.toMatchObject({ code: 'sharing.reason_needed' })
    expect(await say('agree')).toEqual({ dates: 3 })
    await expect(say('agree')).rejects.toMatchObject({ code: 'sharing.not_asked' })
    expect(await todos(series)).toEqual([])
    const giveBack = (fromDay: string, reason: string | null = '调课', label = TAKER) =>
      client(label)(contract.endSeries, { params: { id: series }, body: { fromDay, reason } })
    await expect(giveBack(first, null)).rejects.toMatchObject({ code: 'sharing.reason_needed' })
    const last = (await read(series)).dates.at(-1)?.id ?? ''
    expect(await end(TAKER, last, '换场地')).toEqual({ state: 'cancelled', late: false })
    // Of the two left, one is nearer than the offer lets go of without counting it.
    expect(await giveBack(first)).toEqual({ withdrawn: 0, cancelled: 2, late: 1 })
    await expect(giveBack(first)).rejects.toMatchObject({ code: 'sharing.series_nothing' })
    const { dates } = await read(series)
    expect(dates.map(({ status, late }) => [status, late])).toEqual([
      ['refused', false],
      ['cancelled', true],
      ['cancelled', false],
      ['cancelled', false],
    ])
    // The times are free again, all of them.
    expect((await plan(id)).dates.every(({ state }) => state === 'free')).toBe(true)
  })

  test('two series for the same times: one is had whole, the other not at all', async () => {
    const id = await sceneOf().offer({ atOnce: true })
    const both = await Promise.allSettled([bookAll(id), bookAll(id, {}, 'company_hr of c')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const taken = await sceneOf().system(
      'select 1 from sharing.parts where offer_id = $1 and during is not null',
      [id],
    )
    expect(taken).toHaveLength(4)
  })

  test('what nobody answered in time lets go of every date and leaves the desk', async () => {
    const id = await sceneOf().offer()
    const { id: series } = await bookAll(id)
    expect(await todos(series)).toHaveLength(1)
    const { system } = sceneOf()
    await system(
      `update sharing.bookings set hold_until = now() - interval '1 minute' where series_id = $1`,
      [series],
    )
    await system('select sharing.release_expired()')
    expect(await todos(series)).toEqual([])
    expect((await read(series)).dates.every(({ status }) => status === 'expired')).toBe(true)
  })

  test('a search finds what can be had together, near and at once first, and the set is booked as it was found', async () => {
    const { offer, book, client, system } = sceneOf()
    const place = (key: 'a' | 'b' | 'c', latitude: number | null) =>
      system(
        'update members.organisations set latitude = $2::float8, longitude = case when $2::float8 is null then null else 121.5 end where id = $1',
        [...[sceneOf().prepared.ids[key], latitude]],
      )
    await place('a', 31.2)
    const lab = await offer({
      kind: 'base',
      title: { zh: '分镜机房', en: null },
      units: 30,
      capacity: 40,
      atOnce: true,
    })
    const asked = await offer({ kind: 'base', title: { zh: '分镜画室', en: null }, units: 40 })
    await offer({ kind: 'base', title: { zh: '分镜小间', en: null }, units: 12 })
    const teacher = await offer(
      { kind: 'hours', title: { zh: 'Maya 教师', en: null }, atOnce: true },
      COMPANY,
    )
    await book('teacher of a', lab, { day: 17, from: 8, until: 12, units: 20 })
    const find = (more: Partial<Parameters<typeof query>[0]> = {}, label = TAKER) =>
      client(label)(contract.findSets, { query: query(more) })
    const query = (more: { km?: number; wishes?: string; people?: number }) => ({
      ...{ wishes: 'base*30*分镜|hours*1*maya', people: 30, weekdays: String(weekdayOf(first)) },
      ...{
        part: 'morning' as const,
        minutes: 120,
        fromDay: weeks.fromDay,
        untilDay: weeks.untilDay,
        ...more,
      },
    })
    const { sets, candidates } = await find()
    expect(candidates).toEqual([2, 1])
    expect(
      sets.map(({ offers, days: on, asks, km }) => [offers.map(({ id }) => id), on.length, asks, km]),
    ).toEqual([
      [[asked, teacher], 4, 1, null],
      [[lab, teacher], 3, 0, null],
    ])
    await expect(find({ km: 30 })).rejects.toMatchObject({
      ...{ code: 'sharing.no_place', body: { fields: [{ path: 'query.km' }] } },
    })
    await place('b', 31.4)
    await place('c', 31.5)
    const near = (await find({ km: 30 })).sets
    expect(near).toMatchObject([{ km: 22 }, { km: 22 }])
    expect((await find({ km: 20 })).candidates).toEqual([0, 1])
    expect((await find({ people: 41 })).sets.map(({ offers }) => offers[0]?.id)).toEqual([asked])
    const [, best] = near
    expect(best).toMatchObject({ from: '08:00', until: '10:00', days: [days[0], days[2], days[3]] })
    const made = await bookAll(lab, {
      ...{ days: best?.days ?? [], units: 30, people: 30, with: [{ offerId: teacher, units: 1 }] },
    })
    expect(made).toMatchObject({ dates: 3, confirmed: true })
    expect((await find({ wishes: '*1*maya' })).sets[0]?.days).toHaveLength(4)
    await expect(find({}, 'student of a')).rejects.toMatchObject({ code: 'forbidden' })
    expect((await find({}, STRANGER)).candidates).toEqual([0, 0])
    for (const key of ['a', 'b', 'c'] as const) await place(key, null)
  })
}
