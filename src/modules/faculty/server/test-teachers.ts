import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as sharing from '#modules/sharing/contract.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { insert, insertAffiliation } from '#test/rows.ts'
import * as contract from '../contract.ts'
import { daysWithin, ledgerOf, type Span } from '../rules/ledger.ts'
import { readRule } from './parameters.ts'
import { facultyPersonalData } from './personal-data.ts'
import { ADMIN, day, HOST, type Scene, STRANGER, TEACHER } from './test-scene.ts'
import { watchNightly, watchPractice } from './watch.ts'

/** How far teachers have come, as they, their school and others see it. */
export function teacherTests(sceneOf: () => Scene): void {
  test('the database counts the days as the rule does', async () => {
    const { app, prepared, system, clear } = sceneOf()
    await clear()
    const db = app.services.system
    const teacherId = await insertAffiliation(app.services, {
      organisationId: prepared.ids.a,
      role: 'teacher',
      name: '计数',
    })
    const span = fc
      .tuple(fc.integer({ min: 1, max: 2600 }), fc.integer({ min: 0, max: 80 }))
      .map(([before, length]): Span => ({ from: day(before + length), until: day(before) }))
    const rule = await readRule(db)
    await fc.assert(
      fc.asyncProperty(fc.array(span, { maxLength: 6 }), async spans => {
        await system('delete from faculty.stays where affiliation_id = $1', [teacherId])
        for (const { from, until } of spans)
          await insert(app.services, 'faculty.stays', {
            ...{
              organisation_id: prepared.ids.a,
              affiliation_id: teacherId,
              teacher_name: '计数',
              tasks: '实践',
            },
            ...{ host_id: prepared.ids.c, from_day: from, until_day: until, state: 'confirmed' },
            answered_at: new Date().toISOString(),
          })
        const [row] = await system<{ days: number; year: number; first: string }>(
          `select faculty.days_within($1, faculty.window_from($2), $2) as days, faculty.window_from($2)::text as first,
          faculty.days_within($1, $3, $2) as year`,
          [teacherId, today(), `${today().slice(0, 4)}-01-01`],
        )
        const ledger = ledgerOf(spans, rule, today())
        expect(row?.days).toBe(ledger.days)
        expect(row?.first).toBe(ledger.countsFrom)
        expect(row?.year).toBe(daysWithin(spans, { from: `${today().slice(0, 4)}-01-01`, until: today() }))
      }),
      { numRuns: 15 },
    )
    await system('delete from faculty.stays where affiliation_id = $1', [teacherId])
  })

  test('administrators see who has come how far and enter the status; the secretariat sees counts, few of them hidden', async () => {
    const { app, prepared, client, own, add, answer, practice, clear } = sceneOf()
    await clear()
    const id = await add({ from: day(230), until: day(31) })
    await answer(id, { answer: 'confirm', version: 1 })
    const rows = async (query: contract.TeacherFilters) =>
      (await client(ADMIN)(contract.listTeachers, { query: { ...query, limit: 100 } })).rows
    const [mine] = (await rows({ state: 'enough' })).filter(row => row.id === own().id)
    expect(mine).toMatchObject({ days: 200, needed: 180, level: null, waiting: 0 })
    expect(mine?.enoughUntil).toBe((await practice()).ledger.enoughUntil)
    expect((await rows({ state: 'none' })).some(row => row.id === own().id)).toBe(false)
    const { id: status } = await client(ADMIN)(contract.addQualification, {
      params: own(),
      body: {
        ...{ level: 'senior', grantedBy: '滨城市教育局', number: '2026-1', grantedOn: day(400) },
        ...{ validUntil: daysAfter(today(), 90), files: [] },
      },
    })
    await expect(
      client(STRANGER)(contract.addQualification, {
        params: own(),
        body: {
          level: 'junior',
          grantedBy: '他校',
          number: null,
          grantedOn: day(1),
          validUntil: null,
          files: [],
        },
      }),
    ).rejects.toMatchObject({ code: 'missing' })
    expect((await rows({ level: 'senior' })).map(row => row.id)).toEqual([own().id])
    const counts = await client(ADMIN)(contract.countTeachers, { query: { level: 'senior' } })
    expect(counts).toMatchObject({ total: 1, states: [{ value: 'enough', count: 1 }] })
    const file = await client(ADMIN)(contract.exportTeachers, { query: { format: 'csv', state: 'enough' } })
    expect(await file.text()).toMatch(/200,180,已满,\d{4}-\d\d-\d\d/)
    expect((await practice()).qualifications).toMatchObject([{ id: status, holds: true, level: 'senior' }])

    const ofA = async () =>
      (await client('secretariat of a')(contract.countSchools, {})).rows.find(
        row => row.school.id === prepared.ids.a,
      )
    expect(await ofA()).toMatchObject({ teachers: null, enough: null, dual: null })
    for (let i = 0; i < 12; i += 1)
      await insertAffiliation(app.services, {
        organisationId: prepared.ids.a,
        role: 'teacher',
        name: `老师${i}`,
      })
    const whole = (await ofA())?.teachers ?? 0
    expect(whole).toBeGreaterThan(12)
    expect(await ofA()).toMatchObject({ enough: null, dual: null })
    expect(
      (await client('secretariat of x')(contract.countSchools, {})).rows.map(row => row.school.id),
    ).not.toContain(prepared.ids.a)

    await client(ADMIN)(contract.withdrawQualification, {
      params: { id: status },
      body: { reason: '录错了人', version: 1 },
    })
    expect((await practice()).qualifications).toMatchObject([{ holds: false, withdrawn: '录错了人' }])
  })

  test('whoever falls short before long is told once, and no more when it is enough again', async () => {
    const { client, own, system, run, add, answer, desk, clear } = sceneOf()
    await clear()
    // 190 days that began to count almost five years ago: ten of them may go.
    const from = daysAfter(`${Number(today().slice(0, 4)) - 5}${today().slice(4)}`, 20)
    const id = await add({ from, until: daysAfter(from, 189) })
    await answer(id, { answer: 'confirm', version: 1 })
    await run(watchPractice, { teacherId: own().id })
    expect(await desk(TEACHER, '/faculty/practice')).toEqual(['faculty.falls_short'])
    await system('delete from information.todos where kind = $1', ['faculty.falls_short'])
    await run(watchNightly, null)
    expect(await desk(TEACHER, '/faculty/practice')).toEqual([])
    await system('delete from faculty.told')
    await run(watchNightly, null)
    expect(await desk(TEACHER, '/faculty/practice')).toEqual(['faculty.falls_short'])
    const next = await add({ from: day(231), until: day(31) })
    await answer(next, { answer: 'confirm', version: 1 })
    await run(watchPractice, { teacherId: own().id })
    expect(await desk(TEACHER, '/faculty/practice')).toEqual([])

    await client(ADMIN)(contract.addQualification, {
      params: own(),
      body: {
        ...{ level: 'junior', grantedBy: '滨城市教育局', number: null, grantedOn: day(400) },
        ...{ validUntil: daysAfter(today(), 30), files: [] },
      },
    })
    await run(watchNightly, null)
    expect(await desk(TEACHER, '/faculty/practice')).toEqual(['faculty.ends'])
    await client(ADMIN)(contract.addQualification, {
      params: own(),
      body: {
        ...{ level: 'junior', grantedBy: '滨城市教育局', number: null, grantedOn: day(1) },
        ...{ validUntil: null, files: [] },
      },
    })
    await run(watchPractice, { teacherId: own().id })
    expect(await desk(TEACHER, '/faculty/practice')).toEqual([])
  })

  test('hours of people are counted from what was booked and is over, each side seeing its own bookings', async () => {
    const { prepared, client, system } = sceneOf()
    const offer = await prepared.world.sharing.offer('published')
    await system(`update sharing.offers set organisation_id = $2, kind = 'hours', units = 3 where id = $1`, [
      ...[offer.id, prepared.ids.c],
    ])
    const made = await prepared.world.sharing.booking('confirmed', 'past')
    await system('update sharing.parts set offer_id = $2, units = 2 where booking_id = $1', [
      made.id,
      offer.id,
    ])
    await system('update sharing.bookings set owner_ids = array[$2::uuid] where id = $1', [
      made.id,
      prepared.ids.c,
    ])
    const query = { from: day(30), until: today() }
    const given = async (label: string) =>
      (await client(label)(contract.readGiven, { query })).rows.find(
        row => row.organisation.id === prepared.ids.c,
      )
    const told = { people: 2, hours: 4, bookings: 1, takers: 1 }
    for (const label of [HOST, ADMIN, 'secretariat of a']) expect(await given(label)).toMatchObject(told)
    expect(await given('school_admin of x')).toBeUndefined()
    const bookings = async (label: string) =>
      (await client(label)(contract.listGivenBookings, { query })).rows.map(row => [row.id, row.direction])
    expect(await bookings(HOST)).toEqual([[made.id, 'given']])
    expect(await bookings(STRANGER)).toEqual([[made.id, 'taken']])
    expect(await bookings(ADMIN)).toEqual([])
    await client(HOST)(sharing.getBooking, { params: { id: made.id } })
    const file = await client(HOST)(contract.exportGiven, { query: { ...query, format: 'csv' } })
    expect(await file.text()).toContain('丙动画公司,企业,2,4,1,1')
  })

  test('a teacher’s data is told; what is only asked for ends with the account, all of it with the entry', async () => {
    const { app, prepared, own, system, add, answer, practice, desk, clear } = sceneOf()
    await clear()
    const confirmed = await add()
    await answer(confirmed, { answer: 'confirm', version: 1 })
    const open = await add({ from: day(20), until: day(10) })
    const { system: db } = app.services
    const { personId } = prepared.as(TEACHER).account
    const told = await facultyPersonalData.collect({ db, system: db, personId, most: 50 })
    expect(told.map(part => [part.kind, part.total])).toContainEqual(['faculty.stays', 2])
    await facultyPersonalData.erase(db, personId, app.services)
    expect(await desk(HOST, `/faculty/stays/${open}`)).toEqual([])
    expect(await system('select state from faculty.stays where id = $1', [open])).toEqual([
      { state: 'withdrawn' },
    ])
    // Of an entry that is not erased nothing goes.
    await facultyPersonalData.eraseEntry?.(db, own().id)
    expect((await practice()).ledger.days).toBe(30)
    await system(
      `insert into members.erasure_duties (affiliation_id, organisation_id, role, keep_until, state)
      values ($1, $2, 'teacher', platform.today(), 'erased')`,
      [own().id, prepared.ids.a],
    )
    await system('update members.affiliations set person_id = null where id = $1', [own().id])
    await facultyPersonalData.eraseEntry?.(db, own().id)
    expect(await system('select 1 from faculty.stays')).toEqual([])
  })
}
