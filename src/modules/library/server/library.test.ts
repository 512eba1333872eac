import { afterAll, beforeAll, expect, test } from 'vitest'
import { search } from '#modules/house/contract.ts'
import { listTodos } from '#modules/information/contract.ts'
import { asViewer } from '#platform/server/database/session.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { PIXEL } from '#test/library-world.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'
import { type ItemFacts, mayReadItem } from '../policy.ts'
import { STATES } from '../rules/vocabulary.ts'
import { sendFile } from './uploads/test-sender.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp({ listen: true })
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const KEEPER = 'teacher of a'
const ASKER = 'teacher of b'
const client = (label: string) => prepared.as(label).client
const system = async <Row>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query(text, values)).rows as Row[]

const DESCRIBED = {
  ...{ kind: 'model' as const, text: { zh: '可用于绑定练习。', en: 'For rigging practice.' } },
  ...{ software: ['Blender'], techniques: ['骨骼绑定'], level: 'beginner' as const, subject: '三维动画' },
  ...{ language: null, source: '自制', creators: [{ name: '示例', role: 'model' as const }] },
}
const RIGHTS = {
  ...{ licence: 'cc_by_nc' as const, licenceText: null, uses: [], audience: 'group' as const },
  ...{ access: 'request' as const, embargoUntil: null, expiresOn: null, creatorsAgreed: true, shared: true },
}

async function bring(title = '渔船角色模型', label = KEEPER) {
  const made = await client(label)(contract.createItem, {
    body: { ...DESCRIBED, title: { zh: title, en: 'Fishing boat character' } },
  })
  await sendFile(app, client(label), made.versionId, { name: '渔船.png', bytes: PIXEL })
  return made
}
const read = (label: string, id: string) => client(label)(contract.getItem, { params: { id } })
async function share(
  id: string,
  more: Partial<contract.RightsInput & { shared: boolean }> = {},
  label = KEEPER,
) {
  const { version } = await read(label, id)
  return client(label)(contract.setRights, {
    params: { id },
    body: { ...RIGHTS, groupId: prepared.ids.g, ...more, version },
  })
}
const take = (label: string, versionId: string, licence: 'cc_by_nc' | 'cc0' = 'cc_by_nc') =>
  client(label)(contract.takeVersion, { params: { id: versionId }, body: { licence, accepted: true } })
const content = (label: string, fileId: string, headers: Record<string, string> = {}) =>
  client(label).raw(`/api/library/files/${fileId}/content`, { headers })
const todosOf = async (label: string) =>
  (await client(label)(listTodos, { query: { limit: 100 } })).rows.map(({ kind }) => kind)
const balanceOf = async (label: string, organisation: string) =>
  (await client(label)(contract.listBalances, { query: { groupId: prepared.ids.g } })).rows.find(
    row => row.organisationId === organisation,
  )

test('from a draft over request, answer and receipt to the recall, with both balances', async () => {
  const { id, versionId } = await bring()
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  expect((await read('teacher of a', id)).status).toBe('draft')
  const before = await balanceOf(ASKER, prepared.ids.a)
  await share(id)
  const seen = await read(ASKER, id)
  expect(seen).toMatchObject({ status: 'offered', uses: ['teach', 'modify', 'show', 'publish'] })
  const [file] = seen.versions[0]?.files ?? []
  if (!file) throw new Error('no file')
  // Seen is not had: neither page nor address gives a byte before the owner has said yes and the licence is accepted.
  expect((await content(ASKER, file.id)).status).toBe(404)
  await expect(take(ASKER, versionId)).rejects.toMatchObject({ code: 'missing' })
  const asked = await client(ASKER)(contract.askToUse, {
    params: { id },
    body: { uses: ['teach'], purpose: '用于绑定课' },
  })
  await expect(
    client(ASKER)(contract.askToUse, { params: { id }, body: { uses: ['teach'], purpose: '再问' } }),
  ).rejects.toMatchObject({ code: 'library.asked_already' })
  expect(await todosOf(KEEPER)).toContain('library.answer_request')
  await client(KEEPER)(contract.answerRequest, {
    params: { id: asked.id },
    body: { granted: true, answer: '请署名。', untilDate: null, version: 1 },
  })
  expect(await todosOf(KEEPER)).not.toContain('library.answer_request')
  expect(await todosOf(ASKER)).toContain('library.request_granted')
  await expect(take(ASKER, versionId, 'cc0')).rejects.toMatchObject({ code: 'library.licence_changed' })
  const receipt = await take(ASKER, versionId)
  expect(await take(ASKER, versionId)).toEqual(receipt)
  const got = await content(ASKER, file.id)
  expect(Buffer.from(await got.arrayBuffer())).toEqual(PIXEL)
  expect((await balanceOf(ASKER, prepared.ids.a))?.given).toBe((before?.given ?? 0) + 1)
  expect((await balanceOf(KEEPER, prepared.ids.b))?.taken).toBeGreaterThan(0)
  // The owner learns which organisation, not who: a taker may be a learner.
  const { rows } = await client(KEEPER)(contract.listTakers, { params: { id } })
  expect(rows).toMatchObject([{ organisationId: prepared.ids.b, taken: 1, recalled: 0 }])
  const { version } = await read(KEEPER, id)
  expect(
    await client(KEEPER)(contract.recallItem, { params: { id }, body: { reason: '授权到期', version } }),
  ).toEqual({ told: 1 })
  expect((await content(ASKER, file.id)).status).toBe(404)
  expect((await client(ASKER).raw(`/api/library/files/${file.id}/preview/thumb`)).status).toBe(404)
  expect(await todosOf(ASKER)).toContain('library.delete_recalled')
  await client(ASKER)(contract.confirmDeletion, { params: { id: receipt.id } })
  expect(await todosOf(ASKER)).not.toContain('library.delete_recalled')
  const after = await client(KEEPER)(contract.listTakers, { params: { id } })
  expect(after.rows).toMatchObject([{ recalled: 1, deleted: 1 }])
  // Shared again, it is taken anew: the old receipt stays recalled.
  await share(id)
  expect((await read(ASKER, id)).versions[0]?.taken).toBe(false)
  expect((await content(ASKER, file.id)).status).toBe(404)
  expect((await take(ASKER, versionId)).id).not.toBe(receipt.id)
  expect((await read(ASKER, id)).versions[0]?.taken).toBe(true)
  expect((await content(ASKER, file.id)).status).toBe(200)
})

test('what is shared with another group is none of this one', async () => {
  const shared = async () => (await balanceOf(KEEPER, prepared.ids.a))?.shared ?? 0
  const { id } = await bring('给一个集团')
  const before = await shared()
  await share(id)
  expect(await shared()).toBe(before + 1)
  await system('update library.items set group_id = $2 where id = $1', [id, prepared.ids.h])
  expect(await shared()).toBe(before)
})

test('found in Chinese, English, pinyin and by words that mean the same', async () => {
  const { id } = await bring('灯塔守望者')
  await share(id, { access: 'open' })
  for (const q of ['灯塔', 'dengta', 'fishing boat', '绑定', 'rigging', 'blender']) {
    const { rows } = await client(ASKER)(contract.listItems, { query: { q } })
    expect(
      rows.map(row => row.id),
      q,
    ).toContain(id)
  }
  const counts = await client(ASKER)(contract.countItems, { query: { q: '灯塔' } })
  expect(counts).toMatchObject({ total: 1, kinds: [{ value: 'model', count: 1 }] })
  expect(counts.owners).toMatchObject([{ value: prepared.ids.a, count: 1 }])
  const found = await client(ASKER)(search, { query: { q: '灯塔守望者' } })
  expect(JSON.stringify(found)).toContain(`/library/${id}`)
  // Another group's university finds nothing of it.
  expect((await client('teacher of x')(contract.listItems, { query: { q: '灯塔' } })).rows).toEqual([])
})

test('what has no known licence stays with its owner, whoever writes it', async () => {
  const { id } = await bring('来历不明的贴图')
  await expect(share(id, { licence: 'unknown' })).rejects.toMatchObject({ code: 'library.licence_unknown' })
  await share(id, { licence: 'unknown', audience: 'organisation', groupId: null })
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  await expect(
    system(`update library.items set audience = 'public' where id = $1`, [id]),
  ).rejects.toMatchObject({ constraint: 'items_licence_known' })
})

test('nobody is named to others without having agreed, also not after it was shared', async () => {
  const { id } = await bring('署名示例')
  await expect(share(id, { creatorsAgreed: false })).rejects.toMatchObject({ code: 'library.creators_agree' })
  await share(id)
  const rename = async (name: string, creatorsAgreed: boolean) => {
    const { version } = await read(KEEPER, id)
    const title = { zh: '署名示例', en: null }
    const creators = [{ name, role: 'model' as const }]
    const body = { ...DESCRIBED, title, creators, creatorsAgreed, version }
    return client(KEEPER)(contract.updateItem, { params: { id }, body })
  }
  await expect(rename('没有问过的人', false)).rejects.toMatchObject({ code: 'library.creators_agree' })
  expect((await read(ASKER, id)).creators).toEqual(DESCRIBED.creators)
  await rename('问过的人', true)
  expect((await read(ASKER, id)).creators).toMatchObject([{ name: '问过的人' }])
  // What is not shared may be put together first.
  await share(id, { shared: false })
  await rename('还要问的人', false)
  expect(await read(KEEPER, id)).toMatchObject({ creatorsAgreed: false, status: 'draft' })
})

test('days open and close it for others', async () => {
  const { id } = await bring('限期素材')
  await share(id, { access: 'open', embargoUntil: '2099-01-01', audience: 'public', groupId: null })
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  expect((await read(KEEPER, id)).status).toBe('waiting')
  await share(id, { access: 'open', expiresOn: '2020-01-01', audience: 'public', groupId: null })
  await expect(read(ASKER, id)).rejects.toMatchObject({ code: 'missing' })
  await share(id, { access: 'open', expiresOn: '2099-01-01', audience: 'public', groupId: null })
  expect((await read('student of x', id)).status).toBe('offered')
})

test('a published version does not change; the next one begins with its files', async () => {
  const { id } = await bring('版本示例')
  await share(id, { access: 'open' })
  const [first] = (await read(KEEPER, id)).versions
  const fileId = first?.files[0]?.id ?? ''
  await expect(client(KEEPER)(contract.removeFile, { params: { id: fileId } })).rejects.toMatchObject({
    code: 'library.version_fixed',
  })
  await expect(system('delete from library.files where id = $1', [fileId])).rejects.toMatchObject({
    constraint: 'library_fixed',
  })
  const { versionId } = await client(KEEPER)(contract.beginVersion, {
    params: { id },
    body: { keepFiles: true },
  })
  await sendFile(app, client(KEEPER), versionId, { name: '说明.txt', bytes: Buffer.from('第二版') })
  // Others see it when it is published, and not before.
  expect((await read(ASKER, id)).versions).toHaveLength(1)
  await client(KEEPER)(contract.publishVersion, { params: { id: versionId }, body: { note: '加说明' } })
  const [newest] = (await read(ASKER, id)).versions
  expect(newest).toMatchObject({ number: 2, note: '加说明' })
  expect(newest?.files.map(({ name }) => name)).toEqual(['渔船.png', '说明.txt'])
})

test('the trash can be undone, and nothing shared goes there', async () => {
  const { id } = await bring('回收示例')
  await share(id, { access: 'open' })
  const trash = async (trashed: boolean) =>
    client(KEEPER)(contract.trashItem, {
      params: { id },
      body: { trashed, version: (await read(KEEPER, id)).version },
    })
  await expect(trash(true)).rejects.toMatchObject({ code: 'library.shared_still' })
  await share(id, { access: 'open', shared: false })
  await trash(true)
  const listed = async (whose: 'own' | 'trash') =>
    (await client(KEEPER)(contract.listItems, { query: { q: '回收示例', whose } })).rows.length
  expect([await listed('own'), await listed('trash')]).toEqual([0, 1])
  await trash(false)
  expect([await listed('own'), await listed('trash')]).toEqual([1, 0])
})

test('views and downloads count once a person and day', async () => {
  const { id, versionId } = await bring('计数示例')
  await share(id, { access: 'open' })
  for (let i = 0; i < 3; i++) await read(ASKER, id)
  await take(ASKER, versionId)
  const fileId = (await read(ASKER, id)).versions[0]?.files[0]?.id ?? ''
  for (let i = 0; i < 3; i++) await content(ASKER, fileId)
  await expect.poll(async () => (await read(ASKER, id)).downloads).toBe(1)
  expect((await read(ASKER, id)).views).toBe(1)
})

test('policy and database agree about who sees an item', async () => {
  const viewers = prepared.personas.flatMap(({ viewer }) => (viewer ? [viewer] : []))
  const { ids } = prepared
  for (const state of STATES)
    for (const audience of ['organisation', 'group', 'public'] as const)
      for (const embargo of [null, '2099-01-01']) {
        const [row] = await system<{ id: string }>(
          `insert into library.items (organisation_id, by_name, kind, title_zh, state, licence, audience, group_id,
            embargo_until, recalled_at, recall_reason)
          values ($1, '示例', 'image', '示例', $2, 'cc0', $3, $4, $5, $6, $7) returning id`,
          [
            ...[ids.a, state, audience, audience === 'group' ? ids.g : null, embargo],
            ...(state === 'recalled' ? [new Date(), '示例'] : [null, null]),
          ],
        )
        const id = row?.id ?? ''
        for (const viewer of viewers) {
          const found = await asViewer(app.services.appPool, viewer, true, async tx => {
            const { rows } = await tx.query<{ seen: boolean; groups: string[] }>(
              `select exists (select from library.items where id = $1) as seen, library.viewer_groups() as groups`,
              [id],
            )
            return rows[0]
          })
          const facts: ItemFacts = {
            ...{ organisationId: ids.a, affiliationId: null, audience, access: 'open', granted: false },
            offered: state === 'shared' && embargo === null,
            inAudience: audience !== 'group' || (found?.groups.includes(ids.g) ?? false),
          }
          expect(found?.seen, `${viewer.role} ${state} ${audience} ${embargo}`).toBe(
            mayReadItem(viewer, facts),
          )
        }
      }
})

test('who asks cannot grant it to themselves, also past the endpoints', async () => {
  const { id } = await bring('自己批准不了')
  await share(id)
  const asked = await client(ASKER)(contract.askToUse, {
    params: { id },
    body: { uses: ['teach'], purpose: '课堂演示' },
  })
  await expect(
    client(ASKER)(contract.answerRequest, {
      params: { id: asked.id },
      body: { granted: true, answer: '同意', untilDate: null, version: 1 },
    }),
  ).rejects.toMatchObject({ code: 'missing' })
  const viewer = prepared.as(ASKER).viewer
  await expect(
    asViewer(app.services.appPool, viewer, false, tx =>
      tx.query(`update library.requests set state = 'granted', answered_at = now() where id = $1`, [
        asked.id,
      ]),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})
