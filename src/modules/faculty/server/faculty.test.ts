import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asViewer } from '#platform/server/database/session.ts'
import * as contract from '../contract.ts'
import { ADMIN, day, HOST, type Scene, STRANGER, setScene, TEACHER } from './test-scene.ts'
import { teacherTests } from './test-teachers.ts'

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
})
afterAll(() => scene.app.close())

test('a stay is asked of its host, whose days the teacher agrees to; then it counts and is never changed', async () => {
  const { input, prepared, client, system, add, read, answer, practice, desk } = scene
  const id = await add()
  const path = `/faculty/stays/${id}`
  expect(await desk(HOST, path)).toEqual(['faculty.confirm'])
  expect(await read(HOST, id)).toMatchObject({ state: 'asked', days: 30, output: '镜头十二个' })
  expect(await read(ADMIN, id)).toMatchObject({ host: { id: prepared.ids.c } })
  for (const label of [STRANGER, 'teacher of b'])
    await expect(read(label, id)).rejects.toMatchObject({ code: 'missing' })
  await expect(answer(id, { answer: 'confirm', version: 1 }, ADMIN)).rejects.toMatchObject({
    code: 'missing',
  })
  const other = { answer: 'correct', note: '周末不在岗', version: 1 } as const
  await expect(answer(id, { ...other, from: day(60), until: day(31) })).rejects.toMatchObject({
    code: 'faculty.same_days',
  })
  await expect(answer(id, { ...other, from: day(60), until: day(0 - 1) })).rejects.toMatchObject({
    code: 'faculty.ahead',
  })
  await expect(answer(id, { ...other, from: day(60), until: day(36), version: 9 })).rejects.toMatchObject({
    code: 'stale',
  })
  await answer(id, { ...other, from: day(60), until: day(36) })
  expect(await desk(HOST, path)).toEqual([])
  expect(await desk(TEACHER, path)).toEqual(['faculty.agree'])
  expect((await practice()).ledger.days).toBe(0)
  expect((await practice()).waiting).toEqual({ stays: 1, days: 30 })
  await client(TEACHER)(contract.agreeToStay, { params: { id }, body: { version: 2 } })
  expect(await desk(TEACHER, path)).toEqual([])
  expect((await practice()).ledger).toMatchObject({ days: 25, missing: 155, state: 'short' })
  expect((await practice(ADMIN)).spans).toMatchObject([{ id, from: day(60), until: day(36) }])
  await expect(practice(HOST)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(practice(STRANGER)).rejects.toMatchObject({ code: 'missing' })
  await expect(
    client(TEACHER)(contract.changeStay, { params: { id }, body: { ...input(), version: 3 } }),
  ).rejects.toMatchObject({ code: 'faculty.settled' })
  // Nor is it by whoever writes to the database.
  await expect(
    system(`update faculty.stays set until_day = until_day + 1 where id = $1`, [id]),
  ).rejects.toThrow('settled')
})

test('a correction is a stay of its own that takes the place of the old one when it is confirmed', async () => {
  const { client, own, add, read, answer, practice, clear } = scene
  await clear()
  const old = await add()
  await answer(old, { answer: 'confirm', version: 1 })
  await expect(
    add({ correctsId: old, hostId: null, hostName: '外部单位', proofUrl: 'https://example.org' }),
  ).rejects.toMatchObject({ code: 'faculty.corrects' })
  const next = await add({ correctsId: old, until: day(41) })
  await expect(add({ correctsId: old })).rejects.toMatchObject({ code: 'faculty.corrected_once' })
  expect((await practice()).ledger.days).toBe(30)
  await answer(next, { answer: 'confirm', version: 1 })
  expect((await practice()).ledger.days).toBe(20)
  expect(await read(TEACHER, old)).toMatchObject({
    ...{ corrected: true, state: 'confirmed', days: 30 },
    correctedBy: { id: next, state: 'confirmed' },
  })
  const { rows } = await client(TEACHER)(contract.listStays, { params: own(), query: {} })
  expect(rows.map(row => [row.id, row.corrected])).toEqual([
    [old, true],
    [next, false],
  ])
})

test('a refusal has its reason; what is refused is said anew or taken back', async () => {
  const { client, input, add, read, answer, desk, clear } = scene
  await clear()
  const id = await add()
  await answer(id, { answer: 'refuse', note: '查无此人', version: 1 })
  const path = `/faculty/stays/${id}`
  expect(await desk(TEACHER, path)).toEqual(['faculty.refused'])
  await expect(answer(id, { answer: 'confirm', version: 2 })).rejects.toMatchObject({
    code: 'faculty.settled',
  })
  await client(TEACHER)(contract.changeStay, {
    params: { id },
    body: { ...input({ tasks: '绑定' }), version: 2 },
  })
  expect(await desk(TEACHER, path)).toEqual([])
  expect(await desk(HOST, path)).toEqual(['faculty.confirm'])
  expect(await read(HOST, id)).toMatchObject({ state: 'asked', note: null, tasks: '绑定', version: 3 })
  expect(await client(HOST)(contract.countHosted, { query: {} })).toMatchObject({
    total: 1,
    states: [{ value: 'asked', count: 1 }],
    days: 0,
  })
  await client(TEACHER)(contract.withdrawStay, { params: { id }, body: { version: 3 } })
  expect(await desk(HOST, path)).toEqual([])
  await expect(read(HOST, id)).rejects.toMatchObject({ code: 'missing' })
  expect((await client(HOST)(contract.listHosted, { query: {} })).rows).toEqual([])
})

test('a host outside needs a proof, which the own school looks at; nobody confirms what is their own', async () => {
  const { app, prepared, client, own, system, add, answer, practice, clear } = scene
  await clear()
  const outside = { hostId: null, hostName: '滨城影视后期制作中心' }
  await expect(add(outside)).rejects.toMatchObject({ code: 'faculty.proof' })
  await expect(add({ ...outside, hostId: prepared.ids.c })).rejects.toMatchObject({
    code: 'faculty.one_host',
  })
  await expect(add({ hostId: prepared.ids.b })).rejects.toMatchObject({ code: 'faculty.host' })
  await expect(add({ until: day(70) })).rejects.toMatchObject({ code: 'faculty.reversed' })
  await expect(add({ from: day(1200) })).rejects.toMatchObject({ code: 'faculty.too_long' })
  const bring = (name: string, bytes: number[], label = TEACHER) =>
    client(label)(contract.addFile, { query: { name }, upload: new Blob([new Uint8Array(bytes)]) })
  await expect(bring('证明.pdf', [0x3c, 0x73, 0x76, 0x67, 0, 0, 0, 0])).rejects.toMatchObject({
    code: 'faculty.file_kind',
  })
  const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37]
  const { id: file } = await bring('证明.pdf', pdf)
  const { id: theirs } = await bring('别人的.pdf', pdf, 'teacher of b')
  await expect(add({ ...outside, files: [theirs] })).rejects.toMatchObject({ code: 'faculty.file_gone' })
  const id = await add({ ...outside, files: [file] })
  expect((await client(ADMIN)(contract.getFile, { params: { id: file } })).size).toBe(8)
  await expect(client(HOST)(contract.getFile, { params: { id: file } })).rejects.toMatchObject({
    code: 'missing',
  })
  // The same human in two roles: what is one's own is for somebody else.
  const persons = await system<{ id: string; personId: string }>(
    `select id, person_id as "personId" from members.affiliations where id = any ($1)`,
    [[own().id, own(ADMIN).id]],
  )
  const person = (of: string) => persons.find(one => one.id === of)?.personId
  const join = (to: string | undefined) =>
    system('update members.affiliations set person_id = $2 where id = $1', [own().id, to])
  await join(person(own(ADMIN).id))
  await expect(answer(id, { answer: 'confirm', version: 1 }, ADMIN)).rejects.toMatchObject({
    code: 'faculty.own_stay',
  })
  await join(person(own().id))
  await answer(id, { answer: 'confirm', version: 1 }, ADMIN)
  expect((await practice()).ledger.days).toBe(30)
  await expect(system('update faculty.files set stay_id = null where id = $1', [file])).rejects.toThrow(
    'settled',
  )
  // A teacher cannot confirm by writing past the use cases.
  const other = await add({ from: day(20), until: day(10) })
  const { viewer } = prepared.as(TEACHER)
  await expect(
    asViewer(app.services.appPool, viewer, false, ({ db }) =>
      sql`update faculty.stays set state = 'confirmed', answered_at = now() where id = ${other}`.execute(db),
    ),
  ).rejects.toThrow('step')
})

teacherTests(() => scene)
