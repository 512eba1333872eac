import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listTodos } from '#modules/information/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { duesNightly } from './dues-run.ts'

let app: TestApp
let prepared: PreparedWorld
const YEAR = new Date().getFullYear()

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const office = () => client('secretariat of a')
const params = () => ({ id: prepared.ids.g })
const duesTodos = async (label: string) =>
  (await client(label)(listTodos, { query: { show: 'open' } })).rows.filter(
    todo => todo.kind === 'members.dues_open',
  )
const night = () =>
  duesNightly.run(
    {},
    { services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: true },
  )
const duesOf = async (organisationId: string) => {
  const { rows } = await office()(contract.listDues, { params: params(), query: { year: YEAR } })
  return rows.find(due => due.organisation.id === organisationId)
}
const change = (statement: string, values: unknown[]) => app.services.systemPool.query(statement, values)

test('a scheme makes one due for each member, once, whoever runs it', async () => {
  const scheme = {
    ...{ firstYear: YEAR, dueMonth: 12, dueDay: 28, source: '章程第三十条' },
    rates: [
      { position: null, kind: null, amountFen: 200_000 },
      { position: null, kind: 'company' as const, amountFen: 500_000 },
    ],
  }
  const add = (body: object = {}) =>
    office()(contract.addDuesScheme, { params: params(), body: { ...scheme, ...body } })
  await expect(office()(contract.runDues, { params: params(), body: { year: YEAR } })).rejects.toMatchObject({
    code: 'members.dues_no_scheme',
  })
  await expect(
    add({ rates: [...scheme.rates, { position: null, kind: null, amountFen: 1 }] }),
  ).rejects.toMatchObject({ code: 'members.dues_rates' })
  await add()
  await expect(add()).rejects.toMatchObject({ code: 'members.dues_scheme_taken' })
  // B rests: nothing is made for it while it does.
  const { b } = prepared.ids
  const group = [prepared.ids.g, b]
  await change(
    'update members.memberships set suspended_on = platform.today() where group_id = $1 and organisation_id = $2',
    group,
  )
  const run = () => office()(contract.runDues, { params: params(), body: { year: YEAR } })
  expect(await run()).toEqual({ made: 3, lapsed: 0 })
  expect(await run()).toEqual({ made: 0, lapsed: 0 })
  await Promise.all([night(), night()])
  const { rows } = await office()(contract.listDues, { params: params(), query: { year: YEAR } })
  expect(rows.map(due => [due.organisation.name.zh, due.amountFen, due.state]).sort()).toEqual([
    ['丁数字媒体协会', 200_000, 'open'],
    ['丙动画公司', 500_000, 'open'],
    ['甲职业学校', 200_000, 'open'],
  ])
  expect(await duesTodos('school_admin of a')).toMatchObject([
    { dueOn: `${YEAR}-12-28`, path: '/dues', data: { yuan: 2000, year: YEAR } },
  ])
  await change(
    'update members.memberships set suspended_on = null where group_id = $1 and organisation_id = $2',
    group,
  )
  await night()
  expect(await duesOf(b)).toMatchObject({ amountFen: 200_000 })
  await expect(
    office()(contract.runDues, { params: params(), body: { year: YEAR + 1 } }),
  ).rejects.toMatchObject({ code: 'members.dues_future' })
})

test('payments add up, settle the due and its to-do; a counter-entry opens both again', async () => {
  const due = await duesOf(prepared.ids.a)
  const id = due?.id ?? ''
  let version = due?.version ?? 0
  const pay = async (amountFen: number, day = '2026-03-01') => {
    const body = { day, amountFen, reference: '银行回单 12', version }
    version = (await office()(contract.recordPayment, { params: { id }, body })).version
    return client('school_admin of a')(contract.getDue, { params: { id } })
  }
  expect(await pay(150_000)).toMatchObject({ state: 'open', paidFen: 150_000 })
  await expect(pay(-150_001)).rejects.toMatchObject({ code: 'members.payment_below_zero' })
  await expect(pay(1, '2999-01-01')).rejects.toMatchObject({ code: 'members.end_in_future' })
  expect(await pay(50_000, '2026-03-05')).toMatchObject({ state: 'paid', settledOn: '2026-03-05' })
  expect(await duesTodos('school_admin of a')).toEqual([])
  await expect(
    office()(contract.waiveDue, { params: { id }, body: { reason: '理事会决定', version } }),
  ).rejects.toMatchObject({ code: 'members.dues_settled' })
  const again = await pay(-50_000)
  expect(again).toMatchObject({ state: 'open', settledOn: null, source: '章程第三十条' })
  expect(again.payments.map(payment => payment.amountFen)).toEqual([150_000, 50_000, -50_000])
  expect(await duesTodos('school_admin of a')).toHaveLength(1)
  version -= 1
  await expect(pay(50_000)).rejects.toMatchObject({ code: 'stale' })
})

test('dues are waived with a reason; leaving lets go of what was not due', async () => {
  const due = await duesOf(prepared.ids.d)
  await office()(contract.waiveDue, {
    params: { id: due?.id ?? '' },
    body: { reason: '协会为组织单位，理事会决定减免', version: 1 },
  })
  expect(await duesOf(prepared.ids.d)).toMatchObject({ state: 'waived' })
  expect(await duesTodos('association_staff of d')).toEqual([])

  await change(
    `update members.memberships set ends_on = $3, end_kind = 'left' where group_id = $1 and organisation_id = $2`,
    [prepared.ids.g, prepared.ids.c, `${YEAR}-02-01`],
  )
  await night()
  expect(await duesOf(prepared.ids.c)).toMatchObject({ state: 'lapsed', settledOn: `${YEAR}-02-01` })
  expect(await duesTodos('company_hr of c')).toEqual([])
  const { states } = await office()(contract.getDuesOverview, { params: params(), query: { year: YEAR } })
  expect(Object.fromEntries(states.map(({ value, count }) => [value, count]))).toEqual({
    ...{ open: 2, waived: 1, lapsed: 1 },
  })
})

test('a member sees its own dues, the secretariat its group’s, and the file says the same', async () => {
  const own = (label: string) => client(label)(contract.listOwnDues, {})
  expect((await own('school_admin of a')).rows).toMatchObject([{ organisation: { id: prepared.ids.a } }])
  expect((await own('school_admin of x')).rows).toEqual([])
  const id = (await duesOf(prepared.ids.a))?.id ?? ''
  for (const label of ['school_admin of b', 'secretariat of x'])
    await expect(client(label)(contract.getDue, { params: { id } })).rejects.toMatchObject({ status: 404 })
  const file = await office().raw(`/api/groups/${prepared.ids.g}/dues/export?year=${YEAR}&format=csv`)
  const text = await file.text()
  expect(text).toContain('甲职业学校,2000,1500')
  expect(text).toContain('不再收取')
  const reader = office()
  reader.cookies.set('language', 'en')
  const read = await reader.raw(`/api/groups/${prepared.ids.g}/dues/export?year=${YEAR}&format=csv`)
  expect((await read.text()).split('\r\n')[0]).toMatch(
    /Year,Organisation,Due \(yuan\),Paid \(yuan\),Due on,State/,
  )
  const pages = await office()(contract.listDues, { params: params(), query: { year: YEAR, limit: 2 } })
  const rest = await office()(contract.listDues, {
    params: params(),
    query: { year: YEAR, limit: 2, after: pages.next ?? '' },
  })
  expect(new Set([...pages.rows, ...rest.rows].map(due => due.id)).size).toBe(4)
  expect(rest.next).toBeNull()
})

test('the books are written by their secretariat alone, past the application as well', async () => {
  const id = (await duesOf(prepared.ids.a))?.id ?? ''
  const as = (label: string, statement: ReturnType<typeof sql>) =>
    asViewer(app.services.appPool, prepared.as(label).viewer, false, ({ db }) => statement.execute(db))
  const paid = sql`insert into members.dues_payments (due_id, day, amount_fen, reference, by_name)
    values (${id}, '2026-01-01', 1, 'x', 'x')`
  for (const label of ['school_admin of a', 'secretariat of x'])
    await expect(as(label, paid)).rejects.toThrow(/row-level security/)
  const waive = sql`update members.dues set state = 'waived', reason = 'x', settled_on = platform.today()
    where id = ${id} returning id`
  for (const label of ['school_admin of a', 'secretariat of x'])
    expect((await as(label, waive)).rows).toEqual([])
})
