import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { asViewer } from '#platform/server/database/session.ts'
import * as contract from '../contract.ts'
import { COMPANY, OWNER, type Scene, TAKER, TAKER_ADMIN } from './test-scene.ts'

/** What two members settle, in the application that `sceneOf` gives. */
export function settlementTests(sceneOf: () => Scene): void {
  test('a term is settled line by line; both sides confirm, one objects, and what both confirmed stands', async () => {
    const { offer, book, letPass, client, system, prepared } = sceneOf()
    const { a, b } = prepared.ids
    const room = await offer({ kind: 'room', atOnce: true, feeBasis: 'hour', feeAmount: 6000 })
    const seats = await offer(
      { kind: 'software', atOnce: true, units: 9, feeBasis: 'points', feeAmount: 2 },
      TAKER_ADMIN,
    )
    const { id: taken } = await book(TAKER, room, { day: 27, from: 8, until: 11 })
    const { id: given } = await book('teacher of a', seats, { day: 28, units: 3 })
    for (const id of [taken, given]) await letPass(id)
    await system('update sharing.parts set attended = 20 where booking_id = $1', [taken])
    const term = { from: daysAfter(today(), -4), until: daysAfter(today(), -1) }
    const statement = (label: string) => client(label)(contract.readStatement, { query: term })
    const withB = (await statement(OWNER)).partners.find(one => one.organisation.id === b)
    const withA = (await statement(TAKER_ADMIN)).partners.find(one => one.organisation.id === a)
    expect(withB).toMatchObject({
      given: { bookings: 1, hours: 3, personHours: 60, fen: 18_000, points: 0 },
      taken: { bookings: 1, hours: 2, fen: 0, points: 12 },
      net: { hours: 1, fen: 18_000, points: -12, worth: 18_000 - 12 * 100 },
      settlements: [],
    })
    expect(withA?.net.worth).toBe(-(withB?.net.worth ?? 0))
    await expect(statement(TAKER)).rejects.toMatchObject({ code: 'forbidden' })
    const lines = await client(OWNER)(contract.readStatementLines, { query: { ...term, other: b } })
    expect(lines.rows.map(({ bookingId }) => bookingId)).toEqual([taken, given])

    const draw = (label: string, body: object = {}) =>
      client(label)(contract.drawSettlement, { body: { ...term, other: b, ...body } })
    await expect(draw(OWNER, { until: today() })).rejects.toMatchObject({
      code: 'sharing.settlement_running',
    })
    await expect(draw(COMPANY)).rejects.toMatchObject({ code: 'sharing.settlement_nothing' })
    const { id } = await draw(OWNER)
    await expect(draw(OWNER, { from: daysAfter(today(), -4) })).rejects.toMatchObject({
      code: 'sharing.settlement_overlaps',
    })
    const read = (label: string) => client(label)(contract.getSettlement, { params: { id } })
    await expect(read(COMPANY)).rejects.toMatchObject({ code: 'missing' })
    expect(await read(TAKER_ADMIN)).toMatchObject({
      ...{ state: 'open', ownConfirmedAt: null, net: { worth: -16_800 }, pointFen: 100 },
    })
    const waiting = async () =>
      (await client(TAKER_ADMIN)(listTodos, { query: { show: 'open', limit: 100 } })).rows.filter(
        row => row.path === `/sharing/settlements/${id}`,
      ).length
    expect(await waiting()).toBe(1)
    const answer = (label: string, how: 'confirm' | 'object' | 'redraw', version: number, reason?: string) =>
      client(label)(contract.answerSettlement, {
        params: { id },
        body: { answer: how, reason: reason ?? null, version },
      })
    await expect(answer(OWNER, 'confirm', 1)).rejects.toMatchObject({ code: 'sharing.settlement_redraw' })
    await expect(answer(TAKER_ADMIN, 'object', 1)).rejects.toMatchObject({ code: 'sharing.reason_needed' })
    await answer(TAKER_ADMIN, 'object', 1, '实到 18 人')
    await expect(answer(TAKER_ADMIN, 'confirm', 2)).rejects.toMatchObject({
      code: 'sharing.settlement_redraw',
    })
    // What was corrected meanwhile comes in when it is drawn up anew.
    await system('update sharing.parts set attended = 18 where booking_id = $1', [taken])
    expect((await read(OWNER)).given.personHours).toBe(60)
    await expect(answer(OWNER, 'redraw', 1)).rejects.toMatchObject({ code: 'stale' })
    expect(await answer(OWNER, 'redraw', 2)).toEqual({ state: 'open' })
    expect((await read(OWNER)).given.personHours).toBe(54)
    // Nobody confirms for the other side, whoever writes.
    const side = a < b ? 'other_confirmed_at' : 'one_confirmed_at'
    const written = (label: string, statement: RawBuilder<unknown>) =>
      asViewer(sceneOf().app.services.appPool, prepared.as(label).viewer, false, ({ db }) =>
        statement.execute(db),
      )
    const refused = { constraint: 'settlements_own_side' }
    await expect(
      written(OWNER, sql`update sharing.settlements set ${sql.ref(side)} = now() where id = ${id}`),
    ).rejects.toMatchObject(refused)
    // Nor changes what the other has confirmed, to confirm it then.
    for (const change of [
      sql`delete from sharing.settlement_lines where settlement_id = ${id}`,
      sql`update sharing.settlements set point_fen = 1 where id = ${id}`,
    ])
      await expect(written(TAKER_ADMIN, change)).rejects.toMatchObject(refused)
    expect(await answer(TAKER_ADMIN, 'confirm', 3)).toEqual({ state: 'confirmed' })
    expect(await waiting()).toBe(0)
    await expect(answer(OWNER, 'redraw', 4)).rejects.toMatchObject({ code: 'sharing.settled' })
    await expect(
      system('update sharing.settlement_lines set hours = 9 where settlement_id = $1', [id]),
    ).rejects.toMatchObject({ constraint: 'settlements_settled' })
    await expect(
      system('update sharing.settlements set point_fen = 1 where id = $1', [id]),
    ).rejects.toMatchObject({ constraint: 'settlements_settled' })
    const settled = (await statement(OWNER)).partners.find(one => one.organisation.id === b)
    expect(settled?.settlements).toMatchObject([{ id, state: 'confirmed' }])

    for (const language of ['zh', 'en'] as const)
      for (const format of ['pdf', 'xlsx'] as const) {
        const query = { format, language }
        const one = await client(TAKER_ADMIN)(contract.exportSettlement, { params: { id }, query })
        const all = await client(OWNER)(contract.exportStatement, { query: { ...term, ...query } })
        for (const file of [one, all])
          expect(
            Buffer.from(await file.arrayBuffer())
              .subarray(0, 4)
              .toString('latin1'),
          ).toBe(format === 'pdf' ? '%PDF' : 'PK\x03\x04')
      }
  })
}
