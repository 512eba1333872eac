import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNotice, publishNotice } from '#modules/information/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import { getGroupSite, getShown, type SiteInput, saveGroupSite, saveShown } from '../contract.ts'

let app: TestApp
let world: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  world = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => world.as(label).client
const input: SiteInput = {
  ...{ address: 'example', public: false, intro: null, email: 'office@example.org', phone: null, version: 0 },
}
const save = (label: string, id: string, more: Partial<SiteInput>) =>
  client(label)(saveGroupSite, { params: { id }, body: { ...input, ...more } })
const site = (label: string) => client(label)(getGroupSite, { params: { id: world.ids.g } })
const page = async (path: string) => (await app.app.inject({ url: path })).statusCode

test('a secretariat makes its group public; from then on the address stays', async () => {
  const { g, h } = world.ids
  expect(await site('student of a')).toEqual({ address: null, settings: null })
  await save('secretariat of a', g, {})
  await save('secretariat of a', g, { address: 'other', version: 1 })
  expect(await page('/site/zh/other')).toBe(404)
  await save('secretariat of a', g, { address: 'other', public: true, version: 2 })
  expect(await page('/site/zh/other')).toBe(200)
  expect(await site('student of a')).toEqual({ address: 'other', settings: null })
  expect((await site('secretariat of a')).settings).toMatchObject({ addressFixed: true, version: 3 })
  const moved = save('secretariat of a', g, { address: 'third', public: true, version: 3 })
  await expect(moved).rejects.toMatchObject({ status: 422, code: 'site.address_fixed' })
  await expect(save('secretariat of a', g, { address: 'other', version: 2 })).rejects.toMatchObject({
    code: 'stale',
  })
  await expect(save('secretariat of x', h, { address: 'other' })).rejects.toMatchObject({
    status: 409,
    code: 'site.address_taken',
  })
  await expect(save('secretariat of x', g, { address: 'mine' })).rejects.toMatchObject({ status: 404 })
  for (const bad of [{ address: 'members' }, { phone: 'call me' }, { email: 'x' }])
    await expect(save('secretariat of x', h, { address: 'fine', ...bad })).rejects.toMatchObject({
      status: 400,
    })
  const { rows } = await app.services.systemPool.query<{ action: string }>(
    `select action from audit.entries where action like 'site.%' order by at`,
  )
  expect(rows.map(row => row.action)).toEqual([
    'site.settings_changed',
    'site.settings_changed',
    'site.opened',
  ])
})

test('an organisation decides for itself what is shown; the database lets nobody else', async () => {
  const { a, b } = world.ids
  const choose = (label: string, id: string, body: { nameOnly: boolean; version: number }) =>
    client(label)(saveShown, { params: { id }, body })
  expect(await client('school_admin of a')(getShown, { params: { id: a } })).toEqual({
    nameOnly: false,
    version: 0,
  })
  await choose('school_admin of a', a, { nameOnly: true, version: 0 })
  // The same wish again is no quarrel, another one is.
  expect(await choose('school_admin of a', a, { nameOnly: true, version: 0 })).toEqual({ version: 1 })
  await expect(choose('school_admin of a', a, { nameOnly: false, version: 0 })).rejects.toMatchObject({
    code: 'stale',
  })
  await expect(choose('school_admin of b', a, { nameOnly: false, version: 1 })).rejects.toMatchObject({
    status: 404,
  })
  await expect(choose('secretariat of a', b, { nameOnly: true, version: 0 })).rejects.toMatchObject({
    status: 403,
  })
  const past = asViewer(app.services.appPool, world.as('school_admin of b').viewer, false, ({ db }) =>
    sql`insert into site.member_choices (organisation_id, name_only) values (${world.ids.c}, true)`.execute(
      db,
    ),
  )
  await expect(past).rejects.toThrow(/row-level security/)
  const settings = asViewer(app.services.appPool, world.as('school_admin of b').viewer, false, ({ db }) =>
    sql`insert into site.settings (group_id, address) values (${world.ids.h}, 'taken')`.execute(db),
  )
  await expect(settings).rejects.toThrow(/row-level security/)
})

test('only the secretariat of a group speaks to its public, and nobody comments there', async () => {
  const { g, h, a } = world.ids
  const write = (label: string, id: string, more: object = {}) =>
    client(label)(createNotice, {
      body: {
        title: { zh: '开放日' },
        body: { zh: '欢迎来参观。' },
        audience: [{ scope: 'public' as const, id, roles: [] }],
        ...more,
      },
    })
  await expect(write('secretariat of a', h)).rejects.toMatchObject({ code: 'information.audience' })
  await expect(write('school_admin of a', g)).rejects.toMatchObject({ code: 'information.audience' })
  await expect(write('secretariat of a', g, { comments: true })).rejects.toMatchObject({
    code: 'information.public_silent',
  })
  const rules = (rule: object) => write('secretariat of a', g, { audience: [rule] })
  await expect(rules({ scope: 'public', id: g, roles: ['teacher'] })).rejects.toMatchObject({ status: 400 })
  await expect(rules({ scope: 'organisation', id: a, roles: [] })).rejects.toMatchObject({ status: 400 })
  const { id, version } = await write('secretariat of a', g)
  await save('secretariat of a', g, {
    ...{ address: 'other', public: true },
    version: (await site('secretariat of a')).settings?.version ?? 0,
  })
  const address = `/site/zh/other/news/${id}`
  expect(await page(address)).toBe(404)
  await client('secretariat of a')(publishNotice, { params: { id }, body: { version } })
  const { body, statusCode } = await app.app.inject({ url: address })
  expect(statusCode).toBe(200)
  expect(body).toContain('欢迎来参观。')
  const { rows } = await app.services.systemPool.query<{ author_name: string }>(
    'select author_name from information.notices where id = $1',
    [id],
  )
  expect(body).not.toContain(rows[0]?.author_name)
})
