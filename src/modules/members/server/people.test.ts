import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client

test('a list goes on where its page ended, in each order, without gaps or doubles', async () => {
  const admin = client('school_admin of a')
  for (const sort of ['name', 'number', 'start'] as const) {
    const whole = await admin(contract.listPeople, { query: { sort, state: 'all', limit: 100 } })
    const found: string[] = []
    let after: string | undefined
    for (;;) {
      const page = await admin(contract.listPeople, { query: { sort, state: 'all', limit: 3, after } })
      found.push(...page.rows.map(row => row.id))
      if (!page.next) break
      after = page.next
    }
    expect(found.length).toBeGreaterThan(10)
    expect(found).toEqual(whole.rows.map(row => row.id))
  }
})

test('people are found by name, pinyin, initials and number, and counted the same', async () => {
  const admin = client('school_admin of a')
  const { id } = await admin(contract.createPerson, {
    body: { ...contract.examplePerson, name: '曾小雨', number: 'G2025001', role: 'teacher' },
  })
  for (const q of ['曾小', '小雨', 'zengxiaoyu', 'zeng', 'zxy', 'g2025']) {
    const { rows } = await admin(contract.listPeople, { query: { q } })
    expect(rows.map(row => row.id)).toEqual([id])
    const counts = await admin(contract.countPeople, { query: { q } })
    expect(counts.total).toBe(1)
    expect(counts.roles).toEqual([{ value: 'teacher', count: 1 }])
  }
  expect((await admin(contract.listPeople, { query: { q: '、。' } })).rows).toEqual([])
})

test('the second editor is told, and nothing is written', async () => {
  const admin = client('school_admin of a')
  const { id } = await admin(contract.createPerson, { body: { ...contract.examplePerson, role: 'mentor' } })
  const first = await admin(contract.updatePerson, {
    params: { id },
    body: { ...contract.examplePerson, name: '先改', version: 1 },
  })
  expect(first.version).toBe(2)
  const second = admin(contract.updatePerson, {
    params: { id },
    body: { ...contract.examplePerson, name: '后改', version: 1 },
  })
  await expect(second).rejects.toMatchObject({ status: 409, code: 'stale', body: { data: { version: 2 } } })
  const now = await admin(contract.getPerson, { params: { id } })
  expect(now.name).toBe('先改')
  expect(now.nameLatin).toBe('Xian Gai')
  expect(now.history.map(entry => entry.action)).toEqual(['members.person_updated', 'members.person_created'])
})

test('an end is a date, can be taken back, and the last administrator stays', async () => {
  const admin = client('school_admin of b')
  const { id } = await admin(contract.createPerson, { body: { ...contract.examplePerson, role: 'teacher' } })
  const early = admin(contract.endPerson, { params: { id }, body: { endsOn: '2020-01-01', version: 1 } })
  await expect(early).rejects.toMatchObject({ status: 422, code: 'members.end_before_start' })
  const late = admin(contract.endPerson, { params: { id }, body: { endsOn: '2999-01-01', version: 1 } })
  await expect(late).rejects.toMatchObject({ status: 422, code: 'members.end_in_future' })
  await admin(contract.endPerson, { params: { id }, body: { endsOn: '2026-06-30', version: 1 } })
  expect((await admin(contract.getPerson, { params: { id } })).endsOn).toBe('2026-06-30')
  await admin(contract.reopenPerson, { params: { id }, body: { version: 2 } })
  expect((await admin(contract.getPerson, { params: { id } })).endsOn).toBeNull()

  const own = prepared.as('school_admin of b').account.affiliationId
  const last = admin(contract.endPerson, { params: { id: own }, body: { endsOn: '2026-06-30', version: 1 } })
  await expect(last).rejects.toMatchObject({ status: 409, code: 'members.last_administrator' })
})

test('numbers are unique, and roles are those the organisation can give', async () => {
  const admin = client('school_admin of a')
  const body = { ...contract.examplePerson, number: 'N-1', role: 'teacher' } as const
  await admin(contract.createPerson, { body })
  await expect(admin(contract.createPerson, { body })).rejects.toMatchObject({ code: 'members.number_taken' })
  const foreign = admin(contract.createPerson, { body: { ...contract.examplePerson, role: 'secretariat' } })
  await expect(foreign).rejects.toMatchObject({ status: 422, code: 'members.role_not_here' })
})

test('a colleague sees no contact, a neighbour only who is listed, a stranger nothing', async () => {
  const { studentId } = prepared.world.members
  const get = (label: string, id: string) => client(label)(contract.getPerson, { params: { id } })
  expect((await get('school_admin of a', studentId)).contact).not.toBeNull()
  expect((await get('school_admin of a', studentId)).guardians).toHaveLength(1)
  expect((await get('teacher of a', studentId)).contact).toBeNull()
  expect((await get('guardian of a', studentId)).contact?.birthDate).toMatch(/^\d{4}/)
  expect((await get('student of a', studentId)).name).toMatch(/示例/)
  await expect(get('school_admin of b', studentId)).rejects.toMatchObject({ status: 404 })

  const directory = await client('company_hr of c')(contract.listDirectory, {})
  expect(directory.rows.map(row => row.name)).toEqual(['曹示例', '导师示例', '方示例', '许示例'])
  const listed = directory.rows.find(row => row.name === '方示例')?.id as string
  expect(await get('company_hr of c', listed)).toMatchObject({ contact: null, number: null, history: [] })
  await expect(get('school_admin of x', listed)).rejects.toMatchObject({ status: 404 })
})

test('what is mine: own entries, and a minor child', async () => {
  const mine = await client('guardian of a')(contract.listMine, {})
  expect(mine.own).toHaveLength(1)
  expect(mine.children.map(child => child.id)).toEqual([prepared.world.members.studentId])
  expect((await client('person')(contract.listMine, {})).own).toHaveLength(1)
})

test('an export is what the list shows, safe for spreadsheet programs, and noted for everyone in it', async () => {
  const admin = client('school_admin of a')
  await admin(contract.createPerson, {
    body: { ...contract.examplePerson, name: '=HYPERLINK("x")', role: 'expert' },
  })
  const csv = await (await admin(contract.exportPeople, { query: { format: 'csv', role: 'expert' } })).text()
  expect(csv).toContain('姓名')
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
  const xlsx = await admin(contract.exportPeople, { query: {} })
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
})

test('a name is one line that reads as it is written', async () => {
  for (const name of ['张三\nBcc: x@example.org', '张\u0007三', '张三\u202e四'])
    await expect(
      client('school_admin of a')(contract.createPerson, {
        body: { ...contract.examplePerson, role: 'teacher', name },
      }),
    ).rejects.toMatchObject({ status: 400, body: { fields: [{ path: 'body.name', code: 'characters' }] } })
})

test('pupils see who a listed teacher of their school is, not what that teacher signs in with', async () => {
  const { id } = await client('school_admin of a')(contract.createPerson, {
    body: { ...contract.examplePerson, role: 'teacher', name: '卫示例', number: 'T990001', listed: true },
  })
  const get = (label: string) => client(label)(contract.getPerson, { params: { id } })
  for (const label of ['student of a', 'guardian of a', 'teacher of b'])
    expect(await get(label)).toMatchObject({ name: '卫示例', number: null })
  expect((await get('teacher of a')).number).toBe('T990001')
})
