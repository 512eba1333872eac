import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { libraryPersonalData } from './personal-data.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const ASKER = 'teacher of b'
const client = (label: string) => prepared.as(label).client
const system = async (text: string, values: unknown[]) =>
  (await app.services.systemPool.query(text, values)).rows

async function told(personId: string) {
  const { services } = app
  const reach = { db: services.app, system: services.system, personId, most: 100 }
  return (await libraryPersonalData.collect(reach)).map(({ kind, total }) => [kind, total])
}

test('what somebody brought, took, asked for and looked at is told to them, goes over with them and loses their name', async () => {
  const { personId } = prepared.as(ASKER).account
  const open = await prepared.world.library.fresh({ shared: true })
  const asking = await prepared.world.library.fresh({ shared: true, access: 'request' })
  await client(ASKER)(contract.getItem, { params: { id: open.item.id } })
  await client(ASKER)(contract.takeVersion, {
    params: { id: open.versionId },
    body: { licence: 'cc_by', accepted: true },
  })
  await client(ASKER)(contract.askToUse, {
    params: { id: asking.item.id },
    body: { uses: ['teach'], purpose: '课堂演示' },
  })
  await client(ASKER)(contract.createItem, {
    body: {
      ...{ kind: 'other', title: { zh: '我带来的', en: null }, text: { zh: '', en: null }, software: [] },
      ...{ techniques: [], level: null, subject: null, language: null, source: null, creators: [] },
    },
  })
  const all = [
    ['library.brought', 1],
    ['library.taken', 1],
    ['library.asked', 1],
    ['library.looked', 1],
  ]
  await expect.poll(() => told(personId)).toEqual(all)
  // What hangs on the person moves over to another account; the rest moves with the affiliations.
  const other = prepared.as('teacher of x').account.personId
  await app.services.system.transaction().execute(db => libraryPersonalData.merge(db, personId, other))
  expect((await told(other)).at(-1)).toEqual(['library.looked', 1])
  await app.services.system.transaction().execute(db => libraryPersonalData.merge(db, other, personId))
  await app.services.system.transaction().execute(db => libraryPersonalData.erase(db, personId, app.services))
  const names = await system(
    `select by_name from library.receipts where version_id = $1
      union all select by_name from library.requests where item_id = $2`,
    [open.versionId, asking.item.id],
  )
  expect(names).toEqual([{ by_name: '—' }, { by_name: '—' }])
  // A view stays a view, of nobody.
  expect((await told(personId)).at(-1)).toEqual(['library.looked', 0])
  const [views] = await system('select count(*)::int as n from library.counted where item_id = $1', [
    open.item.id,
  ])
  expect(views.n).toBe(1)
})
