import { expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { getRecord, listEntries } from '#modules/records/contract.ts'
import * as contract from '../contract.ts'
import { tendBookings } from './line.ts'
import { type Scene, TAKER, TAKER_ADMIN } from './test-scene.ts'

const TEACHER = 'teacher of a'
const STUDENT = 'student of a'
const HOST = TAKER_ADMIN

/** The tests of the door, in a scene that is already set: school A comes to college B. */
export function doorTests(scene: () => Scene): void {
  const door = (id: string, label = TEACHER) => scene().client(label)(contract.getDoor, { params: { id } })
  const arrive = (code: string, label = STUDENT) => scene().client(label)(contract.arrive, { body: { code } })
  const visit = async (id: string, label = STUDENT) =>
    (await scene().client(label)(contract.listVisits, {})).rows.find(row => row.id === id)
  const studentId = () => scene().prepared.as(STUDENT).account.affiliationId
  const confirm = async (id: string, present: string[], more: Partial<contract.PresenceInput> = {}) =>
    scene().client(TEACHER)(contract.confirmPresence, {
      params: { id },
      body: { present, briefed: false, reason: null, version: (await door(id)).version, ...more },
    })
  const entries = async () => {
    const { rows } = await scene().client(STUDENT)(listEntries, { params: { id: studentId() }, query: {} })
    return rows.filter(row => row.kind === 'practice')
  }
  const attended = async (id: string) => (await scene().read(HOST, id)).parts.map(part => part.attended)
  const letBegin = (id: string) =>
    scene().system(
      `with moved as (update sharing.bookings set starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour'
          where id = $1) update sharing.parts set during = tstzrange(now() - interval '1 hour', now() + interval '1 hour')
          where booking_id = $1`,
      [id],
    )
  const letEnd = (id: string) =>
    scene().system(
      `with moved as (update sharing.bookings set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour'
          where id = $1) update sharing.parts set during = tstzrange(now() - interval '3 hours', now() - interval '1 hour')
          where booking_id = $1`,
      [id],
    )
  /** A booking of the college's stage for the school's class, at present. */
  async function begun(
    rules: Parameters<Scene['offer']>[0] = {},
    classId: string | null = scene().prepared.world.members.classId,
  ) {
    const offerId = await scene().offer({ atOnce: true, place: 'B1', ...rules }, HOST)
    const { id } = await scene().client(TEACHER)(contract.book, {
      params: { id: offerId },
      body: {
        ...{ from: scene().at(10, 8), until: scene().at(10, 10), units: 1, people: 20, wait: false },
        ...{ purpose: '动作捕捉课', classId, with: [] },
      },
    })
    await letBegin(id)
    return { id, offerId }
  }
  const open = async (id: string) => {
    await scene().client(TEACHER)(contract.openDoor, { params: { id } })
    const { code } = await door(id)
    return code?.digits ?? ''
  }

  test('a class signs in with the code of the door; confirmed, it is practice in the record and in the balance', async () => {
    const { id } = await begun()
    expect(await visit(id)).toMatchObject({ state: 'expected', place: 'B1' })
    const code = await open(id)
    expect(code).toMatch(/^\d{8}$/)
    await arrive(`${code.slice(0, 4)} ${code.slice(4)}`)
    await arrive(code)
    expect(await visit(id)).toMatchObject({ state: 'arrived' })
    const seen = await door(id)
    expect(seen.visitors).toMatchObject([{ id: studentId(), arrivedAt: expect.any(String), ofClass: true }])
    const before = (await entries()).length
    expect(await confirm(id, [studentId()])).toMatchObject({ present: 1, entered: 1, revoked: 0 })
    const [entry] = await entries()
    expect(entry).toMatchObject({ state: 'confirmed', hours: 2, score: null, passed: null, credits: null })
    expect(entry?.title.zh).toMatch(/^动捕棚（.+，B1）$/)
    expect(await attended(id)).toEqual([1])
    const sheet = await scene().client(TEACHER)(contract.exportDoor, {
      params: { id },
      query: { format: 'csv' },
    })
    expect(await sheet.text()).toMatch(/,\d\d:\d\d,是/)
    // Said again it enters nothing again.
    expect(await confirm(id, [studentId()])).toMatchObject({ entered: 0, revoked: 0 })
    expect(await entries()).toHaveLength(before + 1)
    // A correction says why, takes the entry back and can be corrected in turn.
    await expect(confirm(id, [])).rejects.toMatchObject({ code: 'sharing.correction_reason' })
    expect(await confirm(id, [], { reason: '代签' })).toMatchObject({ present: 0, revoked: 1 })
    expect((await entries())[0]).toMatchObject({ state: 'revoked' })
    expect([await attended(id), (await visit(id))?.state]).toEqual([[0], 'absent'])
    expect(await confirm(id, [studentId()], { reason: '确实到场' })).toMatchObject({ entered: 1 })
    expect((await entries()).filter(row => row.state === 'confirmed')).toHaveLength(before + 1)
    const { figures } = await scene().client(STUDENT)(getRecord, { params: { id: studentId() } })
    expect(figures.kinds.map(({ kind }) => kind)).toContain('practice')
    // The owner is told a number, and does not count against it.
    await letEnd(id)
    const { version, counted } = await scene().read(HOST, id)
    expect(counted).toBe(true)
    await expect(
      scene().client(HOST)(contract.recordAttendance, { params: { id }, body: { attended: 9, version } }),
    ).rejects.toMatchObject({ code: 'sharing.counted' })
    for (const label of [HOST, TAKER, 'school_admin of x'])
      await expect(door(id, label)).rejects.toMatchObject({ code: 'missing' })
    await expect(door(id, STUDENT)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a code that is forged, old or of another door is refused, each with its words', async () => {
    const { id } = await begun()
    const { id: other } = await begun({}, null)
    await expect(arrive('00000000')).rejects.toMatchObject({ code: 'sharing.code.unknown' })
    const foreign = await open(other)
    await expect(arrive(foreign)).rejects.toMatchObject({ code: 'sharing.code.elsewhere' })
    await open(id)
    const codeOf = async (ago: number) => {
      const [row] = await scene().system<{ code: string }>(
        `select sharing.door_code(secret, sharing.door_step(now()) - $2) as code from sharing.doors where booking_id = $1`,
        [id, ago],
      )
      return row?.code ?? ''
    }
    await expect(arrive(await codeOf(4))).rejects.toMatchObject({ code: 'sharing.code.over' })
    await expect(arrive(await codeOf(-4))).rejects.toMatchObject({ code: 'sharing.code.unknown' })
    expect((await visit(id))?.state).toBe('expected')
    // Whoever was still typing as it changed is let in; so is somebody added by name.
    await arrive(await codeOf(1))
    await scene().client(TEACHER)(contract.nameVisitors, {
      params: { id: other },
      body: { add: [studentId()], remove: [] },
    })
    await arrive(foreign)
    expect((await visit(other))?.state).toBe('arrived')
    const code = await open(id)
    await letEnd(id)
    expect((await door(id)).code).toBe(null)
    await expect(arrive(code)).rejects.toMatchObject({ code: expect.stringMatching(/code\.(unknown|over)/) })
    await expect(scene().client(TEACHER)(contract.openDoor, { params: { id } })).rejects.toMatchObject({
      code: 'sharing.door.over',
    })
  })

  test('what is to be known before first use is confirmed once, and again when it changes', async () => {
    const { id, offerId } = await begun({ safety: '先看安全短片。' })
    const client = scene().client(STUDENT)
    await arrive(await open(id))
    expect((await visit(id))?.state).toBe('to_brief')
    const shown = (await client(contract.getBriefing, { params: { id } })).rows
    expect(shown).toMatchObject([{ text: '先看安全短片。' }])
    const brief = (hashes: string[], label = STUDENT) =>
      scene().client(label)(contract.confirmBriefing, { params: { id }, body: { shown: hashes } })
    await expect(brief([])).rejects.toMatchObject({ code: 'sharing.safety_changed' })
    await expect(
      brief(
        shown.map(({ hash }) => hash),
        'student of b',
      ),
    ).rejects.toMatchObject({ code: 'missing' })
    await brief(shown.map(({ hash }) => hash))
    expect((await visit(id))?.state).toBe('arrived')
    expect((await door(id)).visitors[0]?.briefed).toBe(true)
    await scene().system(`update sharing.offers set safety = '先看新的短片。' where id = $1`, [offerId])
    expect((await visit(id))?.state).toBe('to_brief')
    // By hand the supervisor says that they were told it.
    await expect(confirm(id, [studentId()])).rejects.toMatchObject({
      code: 'sharing.to_brief',
      body: { data: { count: 1 } },
    })
    expect(await confirm(id, [studentId()], { briefed: true })).toMatchObject({ entered: 1 })
    expect((await door(id)).visitors[0]?.briefed).toBe(true)
  })

  test('people are named by their own organisation alone, within what was booked; who came stays on the list', async () => {
    const { id } = await begun({}, null)
    const change = (add: string[], remove: string[] = []) =>
      scene().client(TEACHER)(contract.nameVisitors, { params: { id }, body: { add, remove } })
    const foreign = scene().prepared.as('student of b').account.affiliationId
    await expect(change([foreign])).rejects.toMatchObject({ code: 'sharing.person_unknown' })
    await change([studentId()])
    await change([], [studentId()])
    expect((await door(id)).visitors).toEqual([])
    await expect(confirm(id, [studentId()])).rejects.toMatchObject({ code: 'sharing.not_expected' })
    await scene().system('update sharing.bookings set people = 1 where id = $1', [id])
    const teacher = scene().prepared.as(TEACHER).account.affiliationId
    await expect(change([studentId(), teacher])).rejects.toMatchObject({ code: 'sharing.too_many_named' })
    await change([teacher])
    // Teachers count as people; nothing is entered for them.
    expect(await confirm(id, [teacher])).toMatchObject({ present: 1, entered: 0 })
    await expect(change([], [teacher])).rejects.toMatchObject({ code: 'sharing.visitor_came' })
  })

  test('whoever booked is asked who was there, once; nobody came is said as such', async () => {
    const { id } = await begun()
    const run = {
      ...{ services: scene().app.services, signal: new AbortController().signal },
      ...{ attempt: 1, lastAttempt: false },
    }
    await tendBookings.run({}, run)
    await tendBookings.run({}, run)
    const todos = async () =>
      (await scene().client(TEACHER)(listTodos, { query: { show: 'open', limit: 100 } })).rows.filter(
        row => row.path === `/bookings/${id}/door`,
      )
    expect(await todos()).toHaveLength(1)
    await letEnd(id)
    expect((await visit(id))?.state).toBe('unseen')
    const version = (await door(id)).version
    const twice = await Promise.allSettled([1, 2].map(() => confirm(id, [], { version })))
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await todos()).toEqual([])
    expect([await attended(id), (await visit(id))?.state]).toEqual([[0], 'absent'])
    // Whoever comes late, after it was said who is there, is spoken of anew.
    const { id: late } = await begun()
    await confirm(late, [])
    expect((await visit(late))?.state).toBe('absent')
    await arrive(await open(late))
    expect((await visit(late))?.state).toBe('arrived')
    expect(await confirm(late, [studentId()])).toMatchObject({ entered: 1 })
    // Ahead of its time nobody can be said to have been there.
    const ahead = await scene().prepared.world.sharing.booking('confirmed')
    await expect(
      scene().client(TAKER)(contract.confirmPresence, {
        params: { id: ahead.id },
        body: { present: [], briefed: false, reason: null, version: 0 },
      }),
    ).rejects.toMatchObject({ code: 'sharing.not_begun' })
    await expect(
      scene().client(TAKER)(contract.openDoor, { params: { id: ahead.id } }),
    ).rejects.toMatchObject({ code: 'sharing.door.early' })
  })
}
