import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { dayOf } from '#platform/contract/days.ts'
import { asViewer } from '#platform/server/database/session.ts'
import * as contract from '../contract.ts'
import { tellAffected } from './give-way.ts'
import { moveUp, tendBookings } from './line.ts'
import { sharingPersonalData } from './personal-data.ts'
import { COMPANY, OWNER, type Scene, STRANGER, TAKER, TAKER_ADMIN } from './test-scene.ts'

const PNG = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])])

/** Faults, maintenance and equipment that goes out, in the application that `sceneOf` gives. */
export function outageTests(sceneOf: () => Scene): void {
  const desk = async (label: string, path: string) =>
    (await sceneOf().client(label)(listTodos, { query: { show: 'open', limit: 100 } })).rows
      .filter(row => row.path === path)
      .map(row => row.kind)
  const outages = async (label: string, id: string) =>
    (await sceneOf().client(label)(contract.listOutages, { params: { id }, query: {} })).rows
  const plan = (id: string, more: Partial<contract.OutageInput> = {}, label = OWNER) => {
    const { client, at } = sceneOf()
    const time = { from: at(10, 8), until: at(10, 12) }
    return client(label)(contract.planOutage, {
      params: { id },
      body: { kind: 'maintenance', words: '年度检修', units: null, ...time, ...more },
    })
  }
  const report = (label: string, id: string, more: object = {}) =>
    sceneOf().client(label)(contract.reportFault, {
      params: { id },
      body: { words: '三号摄像机没有信号', stops: true, units: null, bookingId: null, ...more },
    })

  test('maintenance stops bookings, those that no longer fit give way, and are told what is free instead', async () => {
    const { book, read, client, offer, run, answer, system } = sceneOf()
    const id = await offer({
      kind: 'software',
      units: 20,
      atOnce: true,
      title: { zh: '渲染席位甲', en: null },
    })
    const other = await offer({ kind: 'software', units: 20, title: { zh: '渲染席位乙', en: null } })
    const { id: first } = await book(TAKER, id, { units: 10 })
    const { id: second } = await book(COMPANY, id, { units: 8 })
    const { id: elsewhere } = await book(COMPANY, id, { units: 20, from: 14 })
    const body = { units: 5, ...{ from: sceneOf().at(10, 8), until: sceneOf().at(10, 12) } }
    expect(await client(OWNER)(contract.foreseeOutage, { params: { id }, body })).toEqual({
      ...{ affected: 1, running: 0 },
    })
    await expect(plan(id, {}, 'teacher of a')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(plan(id, {}, TAKER_ADMIN)).rejects.toMatchObject({ code: 'missing' })
    await expect(plan(id, { units: 21 })).rejects.toMatchObject({ code: 'sharing.outage_units' })
    await expect(plan(id, { until: sceneOf().at(10, 8) })).rejects.toMatchObject({ code: 'sharing.reversed' })
    const { id: outage, affected } = await plan(id, { units: 5 })
    expect(affected).toBe(1)
    expect((await read(TAKER, first)).status).toBe('confirmed')
    expect((await read(COMPANY, elsewhere)).status).toBe('confirmed')
    expect(await read(COMPANY, second)).toMatchObject({
      status: 'cancelled',
      reason: '年度检修',
      late: false,
    })
    await run(tellAffected, { outageId: outage })
    await run(tellAffected, { outageId: outage })
    expect(await desk(COMPANY, `/bookings/${second}`)).toEqual(['sharing.outage_hit'])
    const told = await client(COMPANY)(contract.getAffected, { params: { id: second } })
    expect(told.affected).toMatchObject({
      ...{ kind: 'maintenance', words: '年度检修', noted: false, looked: true },
      // The same time, of the one most like it.
      instead: { offerId: other, from: (await read(COMPANY, second)).from },
    })
    await client(COMPANY)(contract.noteAffected, { params: { id: second } })
    expect(await desk(COMPANY, `/bookings/${second}`)).toEqual([])

    // Five of twenty are out: five are left, and the rule says why no more are.
    expect((await book(TAKER_ADMIN, id, { units: 5 })).state).toBe('confirmed')
    expect(await book(COMPANY, id, { units: 1 }).catch(error => error.code)).toBe(
      'sharing.refused.out_of_use_next',
    )
    const week = await client(COMPANY)(contract.readWeek, {
      params: { id },
      query: { day: dayOf(sceneOf().at(10, 8)) },
    })
    const slots = week.days.flatMap(({ slots }) => slots).filter(slot => slot.refused === 'out_of_use')
    expect(slots).toHaveLength(2)
    // The database says so to whoever writes.
    await expect(
      system(`update sharing.parts set units = units + 1 where booking_id = $1 and during is not null`, [
        first,
      ]),
    ).rejects.toMatchObject({ constraint: 'parts_stopped' })

    // Whoever waits moves up when it is mended earlier.
    const { id: waiting } = await book(COMPANY, id, { units: 3, wait: true })
    await client(OWNER)(contract.endOutage, {
      ...{ params: { id: outage }, body: { note: '提前完成', version: 1 } },
    })
    await run(moveUp, { offerIds: [id] })
    expect((await read(COMPANY, waiting)).status).toBe('confirmed')
    expect(await outages(COMPANY, id)).toMatchObject([
      { state: 'ended', note: '提前完成', affected: 1, by: null, units: 5 },
    ])
    expect((await answer(OWNER, waiting, 'agree').catch(error => error)).code).toBe('sharing.not_asked')
  })

  test('a fault is reported by whoever used it, with a picture, holds for a day, and its owner has the word', async () => {
    const { book, read, client, offer, letPass, system, run, at } = sceneOf()
    const id = await offer({ atOnce: true, units: 1 })
    await expect(report(TAKER, id)).rejects.toMatchObject({ code: 'missing' })
    const { id: used } = await book(TAKER, id, { day: 20 })
    await letPass(used)
    const { id: soon } = await book(COMPANY, id, { day: 2 })
    await expect(report(TAKER, id, { bookingId: soon })).rejects.toMatchObject({
      code: 'sharing.outage_booking',
    })
    await expect(report(STRANGER, id)).rejects.toMatchObject({ code: 'missing' })
    await expect(report('student of b', id)).rejects.toMatchObject({ code: 'forbidden' })
    const { id: fault, holdUntil } = await report(TAKER, id, { bookingId: used })
    expect(Date.parse(holdUntil ?? '') - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
    expect(await desk(OWNER, `/sharing/offers/${id}/outages`)).toEqual(['sharing.fault'])
    const { id: pictureId } = await client(TAKER)(contract.addPicture, {
      ...{ params: { id: fault }, query: { name: '三号机.png' }, upload: PNG },
    })
    await expect(
      client(TAKER)(contract.addPicture, {
        ...{ params: { id: fault }, query: { name: '三号机.png' }, upload: new Blob(['<svg/>']) },
      }),
    ).rejects.toMatchObject({ code: 'sharing.picture_kind' })
    const picture = { params: { id: fault, pictureId } }
    expect((await client(OWNER)(contract.getPicture, picture)).size).toBe(12)
    await expect(client(COMPANY)(contract.getPicture, picture)).rejects.toMatchObject({ code: 'missing' })
    // What is only said is read by the two; that it is stopped, by all.
    expect(await outages(COMPANY, id)).toEqual([])
    expect(await outages(OWNER, id)).toMatchObject([{ state: 'reported', pictures: [{ id: pictureId }] }])
    expect(
      await system('select 1 from sharing.stopped where outage_id = $1 and now() <@ during', [fault]),
    ).toHaveLength(1)
    // Longer than a report holds, nobody but the owner stops it, whoever writes.
    const { viewer } = sceneOf().prepared.as(TAKER)
    const stops = (days: number) =>
      asViewer(sceneOf().app.services.appPool, viewer, false, async ({ db }) => {
        await sql`insert into sharing.outages (offer_id, organisation_id, kind, state, words, starts_at, ends_at,
            by_organisation_id, affiliation_id)
          select o.id, o.organisation_id, 'fault', 'reported', '三号机', now(), now() + ${days} * interval '24 hours',
            ${viewer?.organisationId}, ${viewer?.affiliationId} from sharing.offers o where o.id = ${id}`.execute(
          db,
        )
        throw new Error('taken back')
      })
    await expect(stops(1)).rejects.toThrow('taken back')
    await expect(stops(2)).rejects.toThrow('row-level security')
    // A report alone takes nobody's booking away; the owner's word does.
    expect((await read(COMPANY, soon)).status).toBe('confirmed')
    const set = (version: number) =>
      client(OWNER)(contract.setOutage, {
        params: { id: fault },
        body: { words: '摄像机送修', units: null, from: at(0, 0), until: at(4, 12), version },
      })
    await expect(set(7)).rejects.toMatchObject({ code: 'stale' })
    expect(await set(1)).toEqual({ affected: 1 })
    expect(await desk(OWNER, `/sharing/offers/${id}/outages`)).toEqual([])
    expect(await read(COMPANY, soon)).toMatchObject({ status: 'cancelled', reason: '摄像机送修' })
    expect(await outages(COMPANY, id)).toMatchObject([{ state: 'open', words: '摄像机送修', pictures: [] }])
    await run(tellAffected, { outageId: fault })
    const { affected } = await client(COMPANY)(contract.getAffected, { params: { id: soon } })
    expect(affected?.instead).not.toBeNull()

    // Another one turns out to be none.
    const { id: none } = await report('teacher of a', id, { stops: false })
    expect(
      await client(OWNER)(contract.endOutage, {
        ...{ params: { id: none }, body: { note: '线缆松动，已插好', version: 1 } },
      }),
    ).toEqual({ state: 'dismissed' })
    await expect(
      client(OWNER)(contract.endOutage, { params: { id: none }, body: { note: '再次', version: 2 } }),
    ).rejects.toMatchObject({ code: 'sharing.outage_over' })
    const { services } = sceneOf().app
    const { system: db } = services
    const personId = sceneOf().prepared.as(TAKER).account.personId
    const told = await sharingPersonalData.collect({ db, system: db, personId, most: 50 })
    expect(told.find(({ kind }) => kind === 'sharing.faults')?.total).toBe(1)
    await sharingPersonalData.erase(db, sceneOf().prepared.as('teacher of a').account.personId, services)
    expect(await system('select affiliation_id from sharing.outages where id = $1', [none])).toEqual([
      { affiliation_id: null },
    ])
  })

  test('equipment is handed out and taken back with its state; what is damaged is a fault, what is late is asked for', async () => {
    const { book, client, offer, system, run } = sceneOf()
    const id = await offer({ kind: 'equipment', units: 20, atOnce: true, title: { zh: '数位屏', en: null } })
    const { id: booking } = await book(TAKER, id, { units: 8 })
    const rows = async (label: string) =>
      (await client(label)(contract.listHandouts, { params: { id: booking } })).rows
    const [part] = await rows(TAKER)
    const partId = part?.partId ?? ''
    expect(part).toMatchObject({ units: 8, outAt: null })
    const out = (label: string) =>
      client(label)(contract.handOut, { params: { id: booking }, body: { partId, note: '笔尖齐全' } })
    await expect(out(TAKER_ADMIN)).rejects.toMatchObject({ code: 'missing' })
    await out(OWNER)
    await expect(out(OWNER)).rejects.toMatchObject({ code: 'sharing.handed_out' })
    await system(
      `update sharing.bookings set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1`,
      [booking],
    )
    await run(tendBookings, null)
    expect(await desk(TAKER, `/bookings/${booking}`)).toContain('sharing.overdue')
    const back = (state: contract.Handout['backState'], units: number, note: string) =>
      client(OWNER)(contract.takeBack, {
        params: { id: booking, partId },
        body: { state: state ?? 'whole', units, note, version: 1 },
      })
    await expect(back('damaged', 8, '')).rejects.toMatchObject({ code: 'sharing.back_note' })
    await expect(back('whole', 9, '')).rejects.toMatchObject({ code: 'sharing.outage_units' })
    const { outageId } = await back('damaged', 7, '一台屏裂')
    expect(await desk(TAKER, `/bookings/${booking}`)).not.toContain('sharing.overdue')
    expect(await outages(OWNER, id)).toMatchObject([
      { id: outageId, state: 'reported', units: 1, words: '一台屏裂', endsAt: null },
    ])
    expect(await rows(TAKER)).toMatchObject([{ backUnits: 7, backState: 'damaged', backNote: '一台屏裂' }])
    await expect(back('whole', 8, '')).rejects.toMatchObject({ code: 'sharing.not_out' })
    const { id: room } = await book(TAKER, await offer({ atOnce: true }))
    await expect(
      client(OWNER)(contract.handOut, { params: { id: room }, body: { partId, note: '' } }),
    ).rejects.toMatchObject({ code: 'sharing.no_equipment' })
  })
}
