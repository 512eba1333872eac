import { expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { asViewer } from '#platform/server/database/session.ts'
import * as contract from '../contract.ts'
import { mayReadNeed } from '../policy.ts'
import { tendBookings } from './line.ts'
import { matchNeed, matchOffer } from './match.ts'
import { selectOptionalNeed } from './queries/needs.ts'
import { COMPANY, OWNER, type Scene, STRANGER, TAKER, TAKER_ADMIN } from './test-scene.ts'

/** What members look for, in the application that `sceneOf` gives. */
export function needTests(sceneOf: () => Scene): void {
  const desk = async (label: string, needId: string) =>
    (await sceneOf().client(label)(listTodos, { query: { show: 'open', limit: 100 } })).rows
      .filter(row => row.path === `/sharing/needs/${needId}`)
      .map(row => row.kind)
  const input = (more: Partial<contract.NeedInput> = {}): contract.NeedInput => ({
    ...{ kind: 'base', title: { zh: '声景采样基地', en: null }, text: { zh: '', en: null } },
    ...{ words: ['声景'], people: 20, units: 1, languages: ['zh'], pays: [], mostKm: null },
    ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], fromDay: daysAfter(today(), 3), untilDay: daysAfter(today(), 16) },
    ...{ from: '08:00', until: '12:00', minutes: 120 },
    ...more,
  })
  const say = async (more: Partial<contract.NeedInput> = {}, label = TAKER) => {
    const { id } = await sceneOf().client(label)(contract.createNeed, { body: input(more) })
    await sceneOf().run(matchNeed, { needId: id })
    return id
  }
  const read = (label: string, id: string) => sceneOf().client(label)(contract.getNeed, { params: { id } })
  const fitting = async (label: string, id: string) =>
    (await read(label, id)).matches.filter(({ fits }) => fits).map(({ offer }) => offer.id)

  test('a new need is told to the owner whose offer meets it, and its reasons to whoever needs it', async () => {
    const { client, offer, run, book, answer } = sceneOf()
    const base = await offer({ kind: 'base', title: { zh: '声景基地', en: null }, capacity: 30 })
    const small = await offer({ kind: 'base', title: { zh: '声景小棚', en: null }, capacity: 10 })
    const id = await say()
    expect(await desk(OWNER, id)).toEqual(['sharing.need_fits'])
    expect(await desk(TAKER, id)).toEqual(['sharing.need_found'])
    expect(await fitting(TAKER, id)).toEqual([base])
    const { matches, state } = await read(TAKER, id)
    expect(state).toBe('open')
    const times = matches[0]?.reasons.find(({ code }) => code === 'times')
    expect(times).toMatchObject({ holds: true, values: { days: 14, of: 14 } })
    expect(matches.find(one => one.offer.id === small)?.reasons.filter(({ holds }) => !holds)).toMatchObject([
      { code: 'people', values: { capacity: 10, people: 20 } },
    ])
    // An owner sees its own offers with the reasons, others none.
    expect(await fitting(OWNER, id)).toEqual([base])
    expect((await read(COMPANY, id)).matches).toEqual([])
    expect((await read('student of b', id)).matches.length).toBeGreaterThan(0)
    await expect(read(STRANGER, id)).resolves.toMatchObject({ matches: [] })
    const ours = await client(OWNER)(contract.listNeeds, { query: { whose: 'fitting', limit: 100 } })
    expect(ours.rows.find(row => row.id === id)).toMatchObject({ matches: 1, answers: 0 })
    const counts = await client(TAKER)(contract.countNeeds, { query: { q: 'shengjing' } })
    expect(counts.whose).toContainEqual({ value: 'own', count: 1 })

    // Told once, however often it is looked for.
    await client(OWNER)(contract.passNeed, { params: { id } })
    await run(matchNeed, { needId: id })
    await run(matchOffer, { offerId: base })
    expect(await desk(OWNER, id)).toEqual([])

    // What is booked for it closes it once it is confirmed.
    const { id: booking } = await book(TAKER, base, { needId: id })
    expect((await read(TAKER, id)).state).toBe('open')
    await answer(OWNER, booking, 'agree')
    expect(await read(TAKER, id)).toMatchObject({ state: 'met', metBy: { id: base }, matches: [] })
    expect(await desk(TAKER, id)).toEqual([])
    await expect(book(TAKER, base, { from: 14, needId: id })).rejects.toMatchObject({
      code: 'sharing.need_unknown',
    })
  })

  test('a new offer that meets an open need is told to both; it is answered by offering, or said why not', async () => {
    const { client, offer, run } = sceneOf()
    const id = await say({ kind: 'hours', words: ['口型'], title: { zh: '口型动画导师', en: null } })
    expect(await desk(TAKER, id)).toEqual([])
    expect((await read(TAKER, id)).matches).toEqual([])
    const mentor = await offer({ kind: 'hours', title: { zh: '口型同步导师', en: null } }, COMPANY)
    await run(matchOffer, { offerId: mentor })
    expect(await desk(TAKER, id)).toEqual(['sharing.need_found'])
    expect(await desk(COMPANY, id)).toEqual(['sharing.need_fits'])
    const put = (label: string, offerId: string) =>
      client(label)(contract.answerNeed, { params: { id }, body: { offerId, note: '周三下午可到校。' } })
    await expect(put(OWNER, mentor)).rejects.toMatchObject({ code: 'sharing.offer_unknown' })
    await expect(put(TAKER_ADMIN, mentor)).rejects.toMatchObject({ code: 'missing' })
    const { id: answerId } = await put(COMPANY, mentor)
    await expect(put(COMPANY, mentor)).rejects.toMatchObject({ code: 'sharing.answered' })
    expect(await desk(COMPANY, id)).toEqual([])
    expect(await desk(TAKER, id)).toContain('sharing.need_answered')
    // What one owner put forward, another does not read.
    expect((await read(OWNER, id)).answers).toEqual([])
    const decline = (label: string) =>
      client(label)(contract.declineAnswer, {
        ...{ params: { id, answerId }, body: { reason: '需要现场指导', version: 1 } },
      })
    await expect(decline('student of b')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decline(COMPANY)).rejects.toMatchObject({ code: 'missing' })
    await decline(TAKER_ADMIN)
    expect((await read(COMPANY, id)).answers).toMatchObject([{ declined: '需要现场指导' }])
    await expect(decline(TAKER)).rejects.toMatchObject({ code: 'sharing.need_closed' })
  })

  test('a need is changed and closed by its own people, and over once its last day has passed', async () => {
    const { client, run, system, offer } = sceneOf()
    const id = await say({ kind: 'visit', words: [] })
    const change = (label: string, version: number, more: Partial<contract.NeedInput> = {}) =>
      client(label)(contract.updateNeed, {
        ...{ params: { id }, body: { ...input({ kind: 'visit', words: [] }), ...more, version } },
      })
    await expect(change(OWNER, 1)).rejects.toMatchObject({ code: 'missing' })
    await expect(change(TAKER, 1, { minutes: 300 })).rejects.toMatchObject({ code: 'sharing.need_minutes' })
    await expect(change(TAKER, 1, { until: '08:00' })).rejects.toMatchObject({ code: 'sharing.reversed' })
    await expect(change(TAKER, 1, { untilDay: today() })).rejects.toMatchObject({
      code: 'sharing.series_days',
    })
    await expect(change(TAKER, 1, { untilDay: daysAfter(today(), 300) })).rejects.toMatchObject({
      code: 'sharing.series_long',
    })
    expect(await change(TAKER_ADMIN, 1, { people: 5 })).toEqual({ version: 2 })
    await expect(change(TAKER, 1)).rejects.toMatchObject({ code: 'stale' })
    const close = (label: string, offerId: string | null = null) =>
      client(label)(contract.closeNeed, {
        ...{ params: { id }, body: { outcome: 'met', offerId, version: 2 } },
      })
    await expect(close(OWNER)).rejects.toMatchObject({ code: 'missing' })
    const shown = await offer({ kind: 'visit' })
    await close(TAKER, shown)
    expect(await read(TAKER, id)).toMatchObject({ state: 'met', metBy: { id: shown } })
    await expect(close(TAKER)).rejects.toMatchObject({ code: 'sharing.need_closed' })

    const old = await say({ kind: 'visit', words: [] }, COMPANY)
    expect(await desk(OWNER, old)).toEqual(['sharing.need_fits'])
    await system(
      `update sharing.needs set from_day = platform.today() - 9, until_day = platform.today() - 1 where id = $1`,
      [old],
    )
    await run(tendBookings, null)
    expect((await read(COMPANY, old)).state).toBe('over')
    expect([...(await desk(OWNER, old)), ...(await desk(COMPANY, old))]).toEqual([])
    const listed = await client(OWNER)(contract.listNeeds, { query: { state: 'over', limit: 100 } })
    expect(listed.rows).toEqual([])
    const file = await client(COMPANY)(contract.exportNeeds, { query: { whose: 'own', format: 'csv' } })
    expect(await file.text()).toContain('已过期')
  })

  test('policy and database agree about who reads a need', async () => {
    const { prepared, app } = sceneOf()
    const { id, facts } = await prepared.world.sharing.need()
    for (const { label, viewer } of prepared.personas) {
      if (!viewer) continue
      const seen = await asViewer(
        app.services.appPool,
        viewer,
        false,
        async ({ db }) => (await selectOptionalNeed(db, id)) !== undefined,
      )
      expect([label, seen]).toEqual([label, mayReadNeed(viewer, facts)])
    }
  })
}
